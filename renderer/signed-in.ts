import { useState } from 'react'
import { type AppState, useAppState } from './northstar.tsx'

/** One of the store's people as the screens know them. */
export type Person = AppState['consultants'][number]

/**
 * Who is signed in. While the laptop is locked it stays the one who was: the screen under the lock is not taken apart,
 * so that what was being typed is there again. `null` before anyone signed in.
 */
export function useSignedIn(): Person | null {
  const { consultants, consultantId } = useAppState()
  const current = consultants.find(({ id }) => id === consultantId) ?? null
  const [last, setLast] = useState(current)
  if (current !== null && current !== last) setLast(current)
  return current ?? last
}

/** Whether what only a manager may do is to be offered. The data process decides; this is for the screen alone. */
export function useIsManager(): boolean {
  return useSignedIn()?.role === 'manager'
}
