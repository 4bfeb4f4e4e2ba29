import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'
import styles from './covered.module.css'

type CoveredProps = {
  /** What stands over the screens, `null` for nothing. */
  readonly cover: ReactNode | null
  /** Takes the cover away, where the person may; Esc does it. */
  readonly onLeave: (() => void) | null
  /** The screens, `null` before they may be shown for the first time. */
  readonly children: ReactNode | null
}

/**
 * The screens with or without something over them. Covered, they are neither seen nor read nor reached by a key or a
 * tap, and stay as they are: what was being typed, where it was scrolled to and what had the focus is there again
 * afterwards. Their dialogs stand in `#dialogs`, so that these are covered with them.
 */
export function Covered({ cover, onLeave, children }: CoveredProps) {
  const isCovered = cover !== null
  const [coverPlace, setCoverPlace] = useState<HTMLElement | null>(null)
  useFocusKept(isCovered)
  useKeysKept(isCovered ? coverPlace : null, onLeave)
  return (
    <>
      {isCovered ? (
        <div ref={setCoverPlace} className={styles.cover}>
          {cover}
        </div>
      ) : null}
      <div hidden={isCovered} inert={isCovered} className={styles.screens}>
        {children}
        <div id="dialogs" />
      </div>
    </>
  )
}

/** Gives the focus back to what had it when the cover came. */
function useFocusKept(isCovered: boolean): void {
  const [was, setWas] = useState(isCovered)
  const [before, setBefore] = useState<Element | null>(null)
  if (was !== isCovered) {
    setWas(isCovered)
    // Read while rendering: by the time effects run, the cover has taken the focus.
    if (isCovered) setBefore(document.activeElement)
  }
  useLayoutEffect(() => {
    if (!isCovered && before instanceof HTMLElement && before.isConnected)
      before.focus({ preventScroll: true })
  }, [isCovered, before])
}

/**
 * While something covers the screens, no key reaches what they listen for on the window and the document: Esc would
 * close a dialog of theirs with what is typed in it, Ctrl+K would open the palette under the cover.
 */
function useKeysKept(cover: HTMLElement | null, onLeave: (() => void) | null): void {
  const onWindow = useEffectEvent((event: KeyboardEvent) => {
    if (cover === null) return
    const isForCover = event.target instanceof Node && cover.contains(event.target)
    if (event.key !== 'Escape' && isForCover) return
    event.stopImmediatePropagation()
    if (event.key === 'Escape') onLeave?.()
  })
  const onBody = useEffectEvent((event: KeyboardEvent) => {
    if (cover !== null) event.stopPropagation()
  })
  useEffect(() => {
    // From the start and not only when covered: listeners of one target are called in the order they were added, and
    // a dialog of the screens listens on the window too.
    const atWindow = (event: KeyboardEvent) => onWindow(event)
    const atBody = (event: KeyboardEvent) => onBody(event)
    window.addEventListener('keydown', atWindow, { capture: true })
    document.body.addEventListener('keydown', atBody)
    return () => {
      window.removeEventListener('keydown', atWindow, { capture: true })
      document.body.removeEventListener('keydown', atBody)
    }
  }, [])
}
