import { expect, test } from 'vitest'
import type { QuestionBank } from '../discovery/question-bank.ts'
import { answersOf, choices } from '../discovery/test-answers.ts'
import { smallBank } from '../discovery/test-bank.ts'
import { variantIdSchema } from '../ids.ts'
import { pakistan } from '../market/test-market.ts'
import { fitOf } from './fit.ts'
import { sceneOf } from './test-shortlist.ts'
import { catalogueOf, figure } from './test-vehicles.ts'

const bank: QuestionBank = {
  ...smallBank,
  attributeWords: {
    priceMinor: { en: 'a lower price', ur: 'کم قیمت' },
    groundClearanceMm: { en: 'a high floor', ur: 'اونچی گاڑی' },
  },
}
const cars = catalogueOf({
  'maker/low/a': { priceMinor: figure(3_000_000), groundClearanceMm: figure(140) },
  'maker/high/a': { priceMinor: figure(5_000_000), groundClearanceMm: figure(220) },
  'maker/unknown/a': { priceMinor: figure(4_000_000) },
})
const ids = ['maker/high/a', 'maker/unknown/a', 'maker/gone/a'].map((id) => variantIdSchema.parse(id))

test('what matters most is held against what each vehicle gives, and what nobody knows is no figure', () => {
  const scene = sceneOf(cars, bank)
  const answers = answersOf({ questionId: 'roads.kind', value: choices('broken') })
  const { rows } = fitOf(scene, scene.believe(answers, 'test'), ids, { pack: pakistan, language: 'en' })
  expect(rows.map(({ name }) => name)).toContain('a lower price')
  const shares = rows.map(({ share }) => share)
  expect(shares).toEqual(shares.toSorted((a, b) => b - a))
  for (const share of shares) expect(share).toBeLessThanOrEqual(1)
  const floor = rows.find(({ attribute }) => attribute === 'groundClearanceMm')
  expect(floor?.byVehicle).toEqual([
    { variantId: 'maker/high/a', scaled: 1, text: '220 mm' },
    { variantId: 'maker/unknown/a', scaled: null, text: expect.stringMatching(/not known/i) },
  ])
})
