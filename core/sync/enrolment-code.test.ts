import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawEnrolmentCode, enrolmentCodeText, readEnrolmentCode } from './enrolment-code.ts'

/** As a person may type it: groups apart or together, small letters, letters for digits, a keyboard's other digits. */
const typing = fc.record({
  apart: fc.constantFrom('', ' ', '-', '–', '−', '  ', '\n', '\u200f'),
  small: fc.boolean(),
  zero: fc.constantFrom('0', 'O', 'o', '۰', '٠', '０'),
  one: fc.constantFrom('1', 'I', 'l', 'L', '١', '۱'),
})

test('a code that was drawn is read back however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), typing, (bytes, how) => {
      const code = drawEnrolmentCode(() => bytes)
      const text = enrolmentCodeText(code)
      const typed = text.replaceAll('-', how.apart).replaceAll('0', how.zero).replaceAll('1', how.one)
      expect(readEnrolmentCode(how.small ? typed.toLowerCase() : typed)).toBe(code)
      expect(text).toMatch(/^.{4}-.{4}-.{4}$/)
      expect(readEnrolmentCode(text)).toBe(code)
      expect(readEnrolmentCode(` ${text.toLowerCase().replaceAll('-', ' ')} `)).toBe(code)
      expect(readEnrolmentCode(text.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code)
    }),
  )
})

test.each(['', 'K7QF-3M9T', 'K7QF-3M9T-XW2P-0000', 'K7QF-3M9T-XW2U', 'K7QF_3M9T_XW2P'])(
  '%j is no code',
  (typed) => {
    expect(readEnrolmentCode(typed)).toBeNull()
  },
)
