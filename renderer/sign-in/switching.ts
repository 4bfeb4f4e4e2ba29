import { createContext, useContext } from 'react'
import type { ConsultantId } from '../../core/ids.ts'

/** Opens the sign-in over what is on the screen, with a person chosen already or, with `null`, for anyone. */
export type SwitchPerson = (to: ConsultantId | null) => void

export const SwitchPersonContext = createContext<SwitchPerson | null>(null)

/** The way to hand the laptop to another person without losing what is on the screen; leaving it changes nothing. */
export function useSwitchPerson(): SwitchPerson {
  const switchPerson = useContext(SwitchPersonContext)
  if (switchPerson === null) throw new Error('useSwitchPerson outside the gate')
  return switchPerson
}
