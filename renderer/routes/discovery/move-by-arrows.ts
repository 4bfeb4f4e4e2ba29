import type { KeyboardEvent } from 'react'
import { isArrowKey, nearest } from './nearest.ts'

/** Moves the focus from button to button by the arrow keys, as they lie on the screen. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget } = event
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
  if (!isArrowKey(key) || !(target instanceof HTMLElement)) return
  const isHeading = target.tabIndex === -1
  if (!isHeading && !target.matches('button, a[href], summary')) return
  const others = [...currentTarget.querySelectorAll<HTMLElement>('button, a[href], summary')].filter(
    (element) => element !== target && element.getClientRects().length > 0,
  )
  const boxes = others.map((element) => element.getBoundingClientRect())
  const place = nearest(target.getBoundingClientRect(), boxes, key)
  if (place === null) return
  event.preventDefault()
  others[place]?.focus()
}
