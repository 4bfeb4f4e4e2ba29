import styles from './sure-dots.module.css'

const dots = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** So many of ten: for the eye only, as the sentence beside it says the same. */
export function SureDots({ ofHundred }: { readonly ofHundred: number }) {
  const full = Math.round(ofHundred / 10)
  return (
    <svg viewBox="0 0 140 12" className={styles.dots} aria-hidden="true">
      {dots.map((dot) => (
        <circle
          key={dot}
          cx={dot * 14 - 7}
          cy={6}
          r={4.5}
          className={dot <= full ? styles.full : styles.open}
        />
      ))}
    </svg>
  )
}
