import { newPinFault } from '../../sign-in/new-pin.ts'

export type SetUpForm = {
  readonly storeName: string
  readonly storeCode: string
  readonly yourName: string
  readonly pin: string
  readonly pinAgain: string
}

export type SetUpField = keyof SetUpForm

/** The fields that still need something, by name. */
export function setUpFaults(form: SetUpForm): ReadonlySet<SetUpField> {
  const faults = new Set<SetUpField>()
  if (form.storeName.trim() === '') faults.add('storeName')
  if (!/^[A-Z0-9-]{2,12}$/.test(form.storeCode)) faults.add('storeCode')
  if (form.yourName.trim() === '') faults.add('yourName')
  const pinFault = newPinFault({ first: form.pin, again: form.pinAgain })
  if (pinFault !== null) faults.add(pinFault === 'short' ? 'pin' : 'pinAgain')
  return faults
}

export function isSetUpReady(form: SetUpForm): boolean {
  return setUpFaults(form).size === 0
}

/** What was typed as a store code: capitals, a dash for a space, nothing that a code cannot hold. */
export function storeCodeFrom(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s_]+/g, '-')
    .replace(/[^A-Z0-9-]/g, '')
}
