import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Catalogue } from '../core/catalogue/catalogue.ts'
import { createBeliefScene } from '../core/discovery/customer-belief.ts'
import { rateLimits } from '../core/discovery/rate-limit.ts'
import { answersOf, choices, type GivenAnswer, upTo } from '../core/discovery/test-answers.ts'
import type { Language } from '../core/market/language.ts'
import type { StoreRate } from '../core/market/rate-edits.ts'
import { makeShortlist } from '../core/shortlist/make-shortlist.ts'
import { prepareCatalogue } from '../core/shortlist/prepare-catalogue.ts'
import { models } from '../core/shortlist/test-shortlist.ts'
import { catalogueOf, figure } from '../core/shortlist/test-vehicles.ts'
import { readMarketPack, readQuestionBank } from './read-packs.ts'

const packsFolder = fileURLToPath(new URL('.', import.meta.url))
const pack = readMarketPack(packsFolder, 'pk')
const bank = readQuestionBank(packsFolder, pack)
const packRates: readonly StoreRate[] = pack.rates.map((rate) => ({ ...rate, setBy: null }))
const cars = catalogueOf({
  'maker/small/a': { fuel: figure('petrol'), priceMinor: figure(3_000_000) },
  'maker/plugged/a': { fuel: figure('plug-in-hybrid'), priceMinor: figure(6_800_000) },
  'maker/volt/a': { fuel: figure('electric'), priceMinor: figure(6_500_000) },
  'maker/dear/a': { fuel: figure('petrol'), priceMinor: figure(9_000_000) },
})
/** Few enough that each is shown unless a rule sets it aside. */
const fewCars = { ...cars, variants: cars.variants.filter(({ model }) => model !== 'plugged') }
const sceneOf = (catalogue: Catalogue) => createBeliefScene(bank, prepareCatalogue(catalogue), 100)
const sceneOfAll = sceneOf(cars)
const sceneOfFew = sceneOf(fewCars)

interface Around {
  readonly day?: string
  readonly rates?: readonly StoreRate[]
  readonly relaxed?: readonly string[]
  readonly language?: Language
  readonly laidOut?: typeof sceneOfAll
}

function listFor(given: readonly GivenAnswer[], around: Around = {}) {
  const {
    day = '2026-01-15',
    rates = packRates,
    relaxed = [],
    language = 'en',
    laidOut = sceneOfAll,
  } = around
  const scene = { ...laidOut, limits: rateLimits(bank, pack, rates, day) }
  return makeShortlist({ answers: answersOf(...given), scene, seed: 'test', relaxed, pack, language })
}

describe('who is not on the taxpayer list', () => {
  const notListed = { questionId: 'tax.filer', value: choices('non-filer') }

  test('is shown nothing above what they may book, by the rate and its source, in their words', () => {
    const list = listFor([{ ...notListed, ownWords: 'I never filed a return' }])
    expect(models(list)).not.toContain('dear')
    expect(list.removed).toMatchObject([{ count: 1, examples: ['maker dear a'] }])
    expect(list.removed[0]?.sentence).toBe(
      'At most Rs 7,000,000 (70 lakh), because you said “I never filed a return”. Set aside: 1 vehicle: maker dear a. ' +
        'From PakWheels blog, PwC tax summaries: section 114C (reported, to be confirmed), as of August 2025; not legal advice.',
    )
    expect(listFor([notListed]).removed[0]?.sentence).toContain(
      'because you said the buyer is not on the active taxpayer list.',
    )
    expect(listFor([notListed], { language: 'ur' }).removed[0]?.sentence).toMatch(/قانونی مشورہ نہیں۔$/)
  })

  test('sees it again at one tap, with the rule as its catch', () => {
    const ruleKey = listFor([notListed]).removed[0]?.ruleKey ?? ''
    const list = listFor([notListed], { relaxed: [ruleKey], laidOut: sceneOfFew })
    expect(list.removed).toEqual([])
    expect(list.relaxed[0]?.sentence).toMatch(/^At most Rs 7,000,000 .*Relaxed.*not legal advice\.$/)
    expect(list.picks.find(({ model }) => model === 'dear')?.catch.sentence).toMatch(
      /^Rs 9,000,000 \(90 lakh\), which breaks a rule \(At most Rs 7,000,000 .*not legal advice\.$/,
    )
  })

  test('may book anything before the limit was in force, and by what head office or the store makes of it', () => {
    expect(listFor([notListed], { day: '2025-06-30' }).removed).toEqual([])
    const rates = packRates.map((rate) =>
      rate.rate === 'unfiled-purchase-limit' ? { ...rate, value: 6_600_000 } : rate,
    )
    expect(listFor([notListed], { rates }).removed[0]?.count).toBe(2)
  })

  test('is told of it where they are not sure, and nothing is set aside', () => {
    const list = listFor([{ questionId: 'tax.filer', state: 'unsure' }], { laidOut: sceneOfFew })
    expect(list.removed).toEqual([])
    const [answer] = answersOf(notListed)
    expect(Object.fromEntries(list.picks.map(({ model, notes }) => [model, notes]))).toMatchObject({
      small: [],
      dear: [
        {
          answerId: answer?.id,
          questionId: 'tax.filer',
          sentence:
            'Rs 9,000,000 (90 lakh). If the buyer is not on the active taxpayer list, this counts: dearest vehicle that may ' +
            'be booked without a filed return, Rs 7,000,000 (70 lakh). That was left open: to be settled before booking. ' +
            'From PakWheels blog, PwC tax summaries: section 114C (reported, to be confirmed), as of August 2025; not legal advice.',
        },
      ],
    })
  })

  test('is told of it too where the driver says one thing and the payer another', () => {
    const list = listFor(
      [
        { ...notListed, speaker: 'driver' },
        { ...notListed, value: choices('filer'), speaker: 'payer' },
      ],
      { laidOut: sceneOfFew },
    )
    expect(list.removed).toEqual([])
    expect(list.picks.find(({ model }) => model === 'dear')?.notes).toHaveLength(1)
  })

  test('is another than one who is, or who did not say', () => {
    for (const given of [
      [],
      [{ ...notListed, value: choices('filer') }],
      [{ ...notListed, state: 'declined' as const, value: null }],
    ]) {
      const list = listFor(given)
      expect(list.removed).toEqual([])
      expect(list.picks.flatMap(({ notes }) => notes)).toEqual([])
    }
  })
})

describe('who has nowhere to charge', () => {
  const noPlace = {
    questionId: 'energy.charging',
    value: choices('no-place'),
    ownWords: 'a flat on the fifth floor',
  }

  test('is shown nothing that has to be plugged in, and keeps what may be driven without', () => {
    const list = listFor([noPlace])
    expect(models(list)).not.toContain('volt')
    expect(models(list)).toContain('plugged')
    expect(list.removed.map(({ sentence }) => sentence)).toEqual([
      'Not electric, because you said “a flat on the fifth floor”. Set aside: 1 vehicle: maker volt a.',
    ])
  })

  test('may look at it all the same by relaxing the rule, and once the answer is gone', () => {
    const ruleKey = listFor([noPlace]).removed[0]?.ruleKey ?? ''
    const list = listFor([noPlace], { relaxed: [ruleKey] })
    expect([list.removed, list.relaxed.length]).toEqual([[], 1])
    expect(listFor([{ questionId: 'energy.charging', value: choices('steady') }]).removed).toEqual([])
  })

  test('and wants electric alone has nothing left but to give way in one of the two', () => {
    const list = listFor([noPlace, { questionId: 'energy.open', value: choices('electric') }])
    expect(list.picks).toEqual([])
    expect(list.nothingLeft.map(({ brings }) => brings.name).toSorted()).toEqual(
      [expect.stringMatching(/^maker (dear|plugged|small) a$/), 'maker volt a'].toSorted(),
    )
  })
})

describe('how far a budget gives way', () => {
  const budget = { questionId: 'budget.range', value: upTo(6_000_000) }
  const by = (code: string) => ({ questionId: 'budget.leeway', value: choices(code) })

  test('is as the customer says, and the sentence names both answers', () => {
    expect(listFor([budget, by('none')]).removed[0]?.count).toBe(3)
    const list = listFor([budget, by('tenth')])
    expect(list.removed.map(({ count, sentence }) => [count, sentence])).toEqual([
      [
        2,
        'Up to Rs 6,600,000 (66 lakh), because you named Rs 6,000,000 (60 lakh) as comfortable, and you said about 10% ' +
          'more would do. Set aside: 2 vehicles: maker plugged a, maker dear a.',
      ],
    ])
    expect(listFor([budget, by('fifth')]).removed[0]?.count).toBe(1)
  })

  test('is the bank’s usual share while nobody says, and the rule stays the same one', () => {
    const usual = listFor([budget]).removed[0]
    expect(usual?.sentence).toContain('Up to Rs 6,300,000 (63 lakh), because you named Rs 6,000,000')
    expect(listFor([budget, by('tenth')]).removed[0]?.ruleKey).toBe(usual?.ruleKey)
    expect(listFor([by('tenth')]).removed).toEqual([])
  })
})
