import { expect, it } from 'vitest'
import { tellingReason } from './telling-reason.ts'

const pick = (...attributes: readonly string[]) => ({
  reasons: attributes.map((attribute) => ({ attribute, sentence: `because of ${attribute}` })),
})

it('passes over what speaks for all of them', () => {
  const picks = [pick('seats', 'boot'), pick('seats'), pick('price', 'seats')]
  expect(picks.map((one) => tellingReason(one, picks))).toEqual(['because of boot', null, 'because of price'])
})

it('says the reason of a pick that stands alone', () => {
  const alone = pick('seats')
  expect(tellingReason(alone, [alone])).toBe('because of seats')
})
