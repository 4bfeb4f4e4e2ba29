import { useTranslation } from 'react-i18next'
import { type BuildUpLine, buildUpOf } from './build-up.ts'
import styles from './build-up-chart.module.css'

declare module 'react' {
  interface CSSProperties {
    '--length'?: string
  }
}

type BuildUpChartProps = {
  /** What is taken to be so in it, where there is more than one price. */
  readonly label: string | null
  readonly lines: readonly BuildUpLine[]
}

/**
 * What a price is made of, for the eye: the car and what comes on top of it, then what comes on top line by line. The
 * table of the lines stands beside it and a sentence over it, so that nothing is told by the picture alone.
 */
export function BuildUpChart({ label, lines }: BuildUpChartProps) {
  const { t } = useTranslation('shortlist')
  const made = buildUpOf(lines)
  const most = made?.onTop.find(({ share }) => share === 1)
  if (made === null || most === undefined) return null
  const { base, onTop } = made
  return (
    <figure className={styles.chart}>
      <figcaption className="ns-soft">
        {label === null ? null : <strong className={styles.label}>{label}</strong>}
        {t('buildUp.base', { hundredth: Math.round(base.share * 100), name: base.name })}{' '}
        {t('buildUp.most', { name: most.name })}
      </figcaption>
      <div className={styles.whole} aria-hidden="true">
        <span className={styles.car} />
        <span className={styles.top} style={{ '--length': percent(1 - base.share) }} />
      </div>
      <ul className={styles.lines} aria-hidden="true">
        <li>
          <span className={styles.key} data-of="car" />
          {base.name}
        </li>
        {onTop
          .filter(({ share }) => share > 0)
          .map(({ code, name, share }) => (
            <li key={code}>
              <span className={styles.key} data-of="top" />
              {name}
              <span className={styles.bar} style={{ '--length': percent(share) }} />
            </li>
          ))}
      </ul>
    </figure>
  )
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`
