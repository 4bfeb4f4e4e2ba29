import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPinAllowed, makePin, pinDigits, pinWaitMs, wrongPinsToLock } from './pin.ts'

test('a PIN has six to twelve digits that are neither all the same nor a run', () => {
  for (const digits of ['271828', '112233', '246810', '000001', '123455', '135790', '271828182845'])
    expect(isPinAllowed(digits), digits).toBe(true)
  for (const digits of ['', '27182', '2718281828459', '27182a', '27 1828', '-271828', '271828\n'])
    expect(isPinAllowed(digits), digits).toBe(false)
  for (const digits of ['000000', '777777777777', '123456', '987654', '456789012', '3210987'])
    expect(isPinAllowed(digits), digits).toBe(false)
})

test('of all digits of one length, thirty are refused: ten all the same, ten up and ten down', () => {
  const refused = Array.from({ length: 1_000_000 }, (_, number) => String(number).padStart(6, '0')).filter(
    (digits) => !isPinAllowed(digits),
  )
  expect(refused).toHaveLength(30)
})

test('a PIN that is made for somebody is one they could have chosen, whatever the random bytes', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.uint8Array({ minLength: 12, maxLength: 12 })), (bytes) => {
      // Bytes that give a run or too few digits are asked for again.
      const pieces = [Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7]), Uint8Array.from([255, 254, 0, 0])]
      expect(makePin(() => pieces.pop() ?? bytes.next().value)).toMatch(/^\d{6}$/)
    }),
    { numRuns: 50 },
  )
  expect(makePin(() => Uint8Array.from([2, 17, 251, 1, 248, 32, 9]))).toBe('271829')
})

test('the same PIN is typed on an English and on an Urdu keyboard', () => {
  expect(pinDigits(' ۲۷۱۸۲۸ ')).toBe('271828')
  expect(pinDigits('٢٧١٨٢٨')).toBe('271828')
})

test('the wait begins with the third wrong PIN and only ever grows until it is locked', () => {
  expect([0, 1, 2, 3].map(pinWaitMs)).toEqual([0, 0, 0, 5000])
  fc.assert(
    fc.property(fc.integer({ min: 2, max: wrongPinsToLock - 2 }), (wrong) => {
      expect(pinWaitMs(wrong + 1)).toBeGreaterThan(pinWaitMs(wrong))
    }),
  )
  expect(pinWaitMs(wrongPinsToLock + 5)).toBe(pinWaitMs(wrongPinsToLock - 1))
})
