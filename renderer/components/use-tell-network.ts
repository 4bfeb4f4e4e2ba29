import { useEffect } from 'react'
import { useNorthstar } from '../northstar.tsx'

/** Tells the data process when the browser notices another network; it looks there by itself too. */
export function useTellNetwork(): void {
  const { client } = useNorthstar()
  useEffect(
    () =>
      watchLine({ page: window, browser: navigator }, (saveData) => {
        // Where the data process does not answer, the screen says so already.
        client.sync.networkChanged({ saveData }).catch(() => {})
      }),
    [client],
  )
}

/**
 * Tells at once whether the line asks to be spared, and again whenever that or the network may be another.
 * @param on.page hears that the machine is on a network again
 * @returns the way to end it
 */
export function watchLine(
  on: { readonly page: EventTarget; readonly browser: object },
  tell: (saveData: boolean) => void,
): () => void {
  const now = () => tell(asksToBeSpared(on.browser))
  const watched = [
    { target: on.page, event: 'online' },
    { target: connectionOf(on.browser), event: 'change' },
  ]
  now()
  for (const { target, event } of watched)
    if (target instanceof EventTarget) target.addEventListener(event, now)
  return () => {
    for (const { target, event } of watched)
      if (target instanceof EventTarget) target.removeEventListener(event, now)
  }
}

/** Whether the person told the browser or the system that this line is paid for by use. */
export function asksToBeSpared(browser: object): boolean {
  const connection = connectionOf(browser)
  return connection !== null && 'saveData' in connection && connection.saveData === true
}

/** Chromium's own; others have none. */
function connectionOf(browser: object): object | null {
  if (!('connection' in browser)) return null
  return typeof browser.connection === 'object' ? browser.connection : null
}
