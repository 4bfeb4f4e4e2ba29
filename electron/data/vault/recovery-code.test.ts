import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts'

const code = fc
  .uint8Array({ minLength: 28, maxLength: 28 })
  .map((bytes) => newRecoveryCode(() => Buffer.from(bytes)))

/** As a person might type it: groups apart or together, small letters, letters for digits. */
const typing = fc.record({
  apart: fc.constantFrom('', ' ', '-', '–', '  ', '\n', '\u200f'),
  small: fc.boolean(),
  zero: fc.constantFrom('0', 'O', 'o', '۰'),
  one: fc.constantFrom('1', 'I', 'l', 'L', '١'),
})

describe('a recovery code', () => {
  it('is eight groups of four that hold 140 random bits and are never alike', () => {
    const codes = new Set(Array.from({ length: 500 }, () => newRecoveryCode(randomBytes)))
    expect(codes.size).toBe(500)
    for (const one of codes) expect(one).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/)
    const symbols = [...codes].join('').replaceAll('-', '')
    expect(new Set(symbols).size).toBe(32)
  })

  it('is the same code for any random bytes today and tomorrow', () => {
    expect(newRecoveryCode((count) => Uint8Array.from({ length: count }, (_, index) => index))).toBe(
      '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-DNGR',
    )
  })

  it('means the same however it is typed', () => {
    fc.assert(
      fc.property(code, typing, (shown, { apart, small, zero, one }) => {
        const typed = shown.replaceAll('-', apart).replaceAll('0', zero).replaceAll('1', one)
        const secret = readRecoveryCode(small ? typed.toLowerCase() : typed)
        expect(secret).toBe(shown.replaceAll('-', '').slice(0, 28))
      }),
    )
  })

  it('with one symbol wrong, left out, doubled or changed with its neighbour is known to be mistyped', () => {
    const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    fc.assert(
      fc.property(code, fc.nat(31), fc.nat(31), fc.nat(3), (shown, at, other, slip) => {
        const right = shown.replaceAll('-', '')
        const [before, here, next, after] = [
          right.slice(0, at),
          right.charAt(at),
          right.charAt(at + 1),
          at + 1,
        ]
        const wrong = [
          `${before}${symbols.charAt(other)}${right.slice(after)}`,
          `${before}${right.slice(after)}`,
          `${before}${here}${right.slice(at)}`,
          `${before}${next}${here}${right.slice(at + 2)}`,
        ][slip]
        fc.pre(wrong !== undefined && wrong !== right)
        expect(readRecoveryCode(wrong ?? '')).toBe(null)
      }),
      // One in a million slips fits the checksum by chance, so the same thousand are tried every time.
      { numRuns: 1_000, seed: 20_261_122 },
    )
  })

  it.each(['', 'not a code', 'U'.repeat(32), '0'.repeat(31), '0'.repeat(200)])('is not %j', (typed) => {
    expect(readRecoveryCode(typed)).toBe(null)
  })
})
