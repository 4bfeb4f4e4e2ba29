import { useHotkeys } from '@mantine/hooks'
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './layers.module.css'

type LayersProps = {
  /** What lies over the screen, named; `null` while nothing does. */
  readonly covers: string | null
  readonly over: ReactNode
  readonly onClose: () => void
  /** Finds, in the screen underneath, what to give the focus back to when what was named closes. */
  readonly opener: (closed: string) => string
  /** The screen underneath. */
  readonly children: ReactNode
  /** What stays at the foot, whatever lies over what. */
  readonly foot?: ReactNode
}

/** A screen, and what is opened over it: the screen stays where it was underneath. Escape closes what was opened. */
export function Layers({ covers, over, onClose, opener, children, foot = null }: LayersProps) {
  const upper = useRef<HTMLDivElement>(null)
  const under = useRef<HTMLDivElement>(null)
  const lastCovers = useRef<string>(null)
  // Whoever works by keyboard goes to what opens, and back to where it was opened when it closes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what opens or closes moves the focus
  useEffect(() => {
    if (covers !== null) upper.current?.focus()
    else if (lastCovers.current !== null)
      under.current?.querySelector<HTMLElement>(opener(lastCovers.current))?.focus()
    lastCovers.current = covers
  }, [covers])
  useHotkeys([
    [
      'Escape',
      () => {
        if (covers !== null && (upper.current?.contains(document.activeElement) ?? false)) onClose()
      },
    ],
  ])
  return (
    <div className={styles.stack}>
      <div ref={under} className={styles.layer} inert={covers !== null} data-covered={covers !== null}>
        {children}
      </div>
      {covers === null ? null : (
        <div key={covers} ref={upper} className={styles.layer} tabIndex={-1}>
          {over}
        </div>
      )}
      {foot}
    </div>
  )
}
