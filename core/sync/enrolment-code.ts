import { drawSymbols, inGroups, symbols, typedSymbols } from '../sealing/symbols.ts'

/*
 * A one-time code as head office's operator reads it out: twelve symbols (core/sealing/symbols.ts), sixty bits, in three
 * groups of four.
 */
const length = 12
const groupLength = 4

/** As it travels and is kept: without its dashes. */
export const enrolmentCodePattern = new RegExp(`^[${symbols}]{${length}}$`)

/** A fresh code. */
export const drawEnrolmentCode = (randomBytes: (count: number) => Uint8Array): string =>
  drawSymbols(length, randomBytes)

/** The code in groups, e.g. `K7QF-3M9T-XW2P`. */
export const enrolmentCodeText = (code: string): string => inGroups(code, groupLength).join('-')

/** The code out of what a person typed; `null` where it is none. */
export function readEnrolmentCode(typed: string): string | null {
  const code = typedSymbols(typed)
  return code !== null && enrolmentCodePattern.test(code) ? code : null
}
