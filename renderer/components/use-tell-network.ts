import { useEffect } from 'react'
import { useNorthstar } from '../northstar.tsx'

/** Tells the data process when the browser notices another network; it looks there by itself too. */
export function useTellNetwork(): void {
  const { client } = useNorthstar()
  useEffect(() => {
    const tell = () => {
      // Where the data process does not answer, the screen says so already.
      client.sync.networkChanged({ saveData: asksToBeSpared(navigator) }).catch(() => {})
    }
    window.addEventListener('online', tell)
    return () => window.removeEventListener('online', tell)
  }, [client])
}

/** Whether the person told the browser or the system that this line is paid for by use. Chromium's own; others have none. */
export function asksToBeSpared(browser: object): boolean {
  if (!('connection' in browser)) return false
  const { connection } = browser
  return (
    typeof connection === 'object' &&
    connection !== null &&
    'saveData' in connection &&
    connection.saveData === true
  )
}
