import type { ReactNode } from 'react'
import styles from './tap.module.css'

declare module 'react' {
  interface CSSProperties {
    '--tap-min'?: string
  }
}

type TapProps = {
  readonly chosen: boolean
  readonly onTap: () => void
  readonly children: ReactNode
  readonly hint?: string
  readonly quiet?: boolean
  readonly disabled?: boolean
  /** Takes the focus when the dialog that it stands in opens. */
  readonly first?: boolean
}

/** One choice as a target for a thumb. Chosen is said by the mark and to screen readers, not by colour alone. */
export function Tap(props: TapProps) {
  const { chosen, onTap, children, hint, quiet = false, disabled = false, first = false } = props
  return (
    <button
      type="button"
      className={quiet ? styles.quiet : styles.tap}
      aria-pressed={chosen}
      aria-disabled={disabled}
      data-autofocus={first || undefined}
      onClick={disabled ? undefined : onTap}
    >
      <svg viewBox="0 0 20 20" className={styles.mark} aria-hidden="true">
        <path d="M4.5 10.5 8.5 14.5 15.5 6" />
      </svg>
      <span>
        {children}
        {hint === undefined ? null : (
          <span className={styles.hint}>
            <bdi>{hint}</bdi>
          </span>
        )}
      </span>
    </button>
  )
}

/** Choices side by side, as many in a row as fit. */
export function Taps(props: { readonly label: string; readonly children: ReactNode; readonly min?: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser
    <div
      role="group"
      aria-label={props.label}
      className={styles.taps}
      style={{ '--tap-min': props.min ?? '12rem' }}
    >
      {props.children}
    </div>
  )
}
