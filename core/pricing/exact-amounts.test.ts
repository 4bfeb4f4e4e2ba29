import fc from 'fast-check'
import { expect, it } from 'vitest'
import { levelPayment, monthOf, percentOf, wholeToMinor } from './exact-amounts.ts'

const amount = fc.integer({ min: 0, max: 10_000_000_000 })
const percent = fc.nat(60_000).map((thousandths) => thousandths / 1000)

it('a share is exact where floating point is not', () => {
  expect(percentOf(4_737_000, 1.5)).toBe(71_055)
  // 1.005 % of 10,000 is 100.5 exactly; in floating point it is below.
  expect(percentOf(10_000, 1.005)).toBe(101)
  expect(percentOf(-10_000, 1.005)).toBe(-101)
  expect(wholeToMinor(75.25, 2)).toBe(7525)
  expect(wholeToMinor(253.17, 0)).toBe(253)
})

it('a share is within half a unit of the true one', () => {
  fc.assert(
    fc.property(amount, percent, (whole, share) => {
      const thousandths = BigInt(Math.round(share * 1000))
      const off = 100_000n * BigInt(percentOf(whole, share)) - BigInt(whole) * thousandths
      expect(2n * (off < 0n ? -off : off)).toBeLessThanOrEqual(100_000n)
    }),
  )
})

it('the level payment is the annuity of the textbook', () => {
  expect(levelPayment(3_000_000, 36, 21.5)).toBe(113_797)
  expect(levelPayment(1_200_000, 12, 0)).toBe(100_000)
  // $20,000 at 6 % over 60 months.
  expect(levelPayment(2_000_000, 60, 6)).toBe(38_666)
  fc.assert(
    fc.property(amount, fc.integer({ min: 1, max: 120 }), percent, (debt, months, rate) => {
      const i = rate / 1200
      const annuity = i === 0 ? debt / months : (debt * i) / (1 - (1 + i) ** -months)
      expect(Math.abs(levelPayment(debt, months, rate) - annuity)).toBeLessThanOrEqual(0.5 + annuity * 1e-6)
      expect(levelPayment(debt, months, rate)).toBeGreaterThanOrEqual(monthOf(debt, rate))
    }),
  )
})
