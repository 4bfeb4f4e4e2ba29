import { createContext, useContext, useEffect, useEffectEvent } from 'react'
import { pageStorage } from '../../gate/language-memory.ts'

/** Whether single keys do anything: whoever dictates can turn them off. */
export const TalkKeysOn = createContext(true)

/** By letter or digit, as it stands on a Latin keyboard: the place of the key counts, so an Urdu layout is no matter. */
export type TalkKeys = Readonly<Partial<Record<string, () => void>>>

/** Single keys that work anywhere on the board, but while somebody types or a dialog is open. */
export function useTalkKeys(keys: TalkKeys): void {
  const isOn = useContext(TalkKeysOn)
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!isOn || event.defaultPrevented || event.repeat) return
    if (event.ctrlKey || event.altKey || event.metaKey || isTyped(event.target)) return
    const act = keys[event.code.replace(/^(Key|Digit|Numpad)/, '').toLowerCase()]
    if (act === undefined || document.querySelector('[role="dialog"], :popover-open') !== null) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** The keys of the digits, on the top row and beside it. */
export function digitKeys(act: (digit: number) => void): TalkKeys {
  return Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => [`${digit}`, () => act(digit)]))
}

function isTyped(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox'
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  )
}

const memoryKey = 'northstar.talk-keys'

/** Kept by the browser, as a matter of the laptop and not of the showroom. */
export function readKeysOn(): boolean {
  return pageStorage()?.getItem(memoryKey) !== 'off'
}

export function keepKeysOn(isOn: boolean): void {
  pageStorage()?.setItem(memoryKey, isOn ? 'on' : 'off')
}
