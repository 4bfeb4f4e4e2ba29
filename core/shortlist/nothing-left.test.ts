import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { preferencesOf } from '../discovery/preferences.ts'
import { answersOf, anyAnswers, choices, number, upTo } from '../discovery/test-answers.ts'
import { smallBank } from '../discovery/test-bank.ts'
import { languageSchema } from '../market/language.ts'
import type { Judgement } from './judge-rules.ts'
import { type WayOut, waysOut } from './nothing-left.ts'
import { shortlist } from './test-shortlist.ts'
import { anyCatalogue, catalogueOf, figure } from './test-vehicles.ts'

const cars = catalogueOf({
  'maker/small/four': { seats: figure(4), priceMinor: figure(3_000_000), fuel: figure('petrol') },
  'maker/family/seven': { seats: figure(7), priceMinor: figure(9_000_000), fuel: figure('petrol') },
  'maker/volt/seven': { seats: figure(7), priceMinor: figure(8_000_000), fuel: figure('electric') },
})
const seven = { questionId: 'people.seats', value: number(7), ownWords: 'the grandparents come along' }
const cheap = { questionId: 'budget.range', value: upTo(4_000_000) }
const noElectric = { questionId: 'energy.never', value: choices('electric') }
const said = answersOf(seven, cheap, noElectric)

describe('where no rule leaves a vehicle', () => {
  const list = shortlist(cars, said)

  test('each smallest set of rules is named with the vehicle that it brings back', () => {
    expect(list.picks).toEqual([])
    expect(list.nothingLeft.map(({ brings: { name, count } }) => [name, count])).toEqual([
      ['maker family seven', 1],
      ['maker small four', 1],
    ])
    expect(list.nothingLeft.map(({ sentence }) => sentence)).toEqual([
      'Without “Up to Rs 4,200,000 (42 lakh)” (you named Rs 4,000,000 (40 lakh) as comfortable): maker family seven.',
      'Without “At least 7 seats” (you said “the grandparents come along”): maker small four.',
    ])
  })

  test('every one of them, relaxed, brings what was said, and its catch is the rule that it breaks', () => {
    for (const { ruleKeys, brings } of list.nothingLeft) {
      const after = shortlist(cars, said, { relaxed: ruleKeys })
      expect(after.nothingLeft).toEqual([])
      expect(after.picks[0]?.variantId).toBe(brings.variantId)
      expect(after.relaxed.map(({ ruleKey }) => ruleKey)).toEqual(ruleKeys)
      expect(after.relaxed[0]?.answerId).toBe(after.picks[0]?.catch.answerId)
    }
  })

  test('while a vehicle is left, or there is none at all, nothing has to give way', () => {
    expect(shortlist(cars, answersOf(seven)).nothingLeft).toEqual([])
    expect(shortlist(catalogueOf({}), answersOf(seven)).nothingLeft).toEqual([])
  })
})

/** Every set of up to three rules, tried one after the other. */
function byTrying(size: number, holding: readonly Judgement[]): readonly WayOut[] {
  const keys = holding.map(({ ruleKey }) => ruleKey)
  const sets = keys.flatMap((a, i) => [
    [a],
    ...keys.slice(i + 1).flatMap((b, j) => [[a, b], ...keys.slice(i + j + 2).map((c) => [a, b, c])]),
  ])
  const broughtBy = (set: readonly string[]) =>
    Array.from({ length: size }, (_, index) => index).filter((index) =>
      holding.every(({ ruleKey, verdicts }) => set.includes(ruleKey) || verdicts[index] !== 'broken'),
    )
  const bringing = sets.filter((set) => broughtBy(set).length > 0)
  return bringing
    .filter(
      (set) =>
        !bringing.some((other) => other.length < set.length && other.every((key) => set.includes(key))),
    )
    .map((set) => ({ ruleKeys: set, vehicles: broughtBy(set) }))
}

const [aRule] = preferencesOf(smallBank, answersOf(seven)).rules

/** Rules by which vehicles break them, one list of rules a vehicle. */
function rulesBroken(count: number, vehicles: readonly (readonly number[])[]): readonly Judgement[] {
  if (!aRule) throw new Error('The small bank has a rule about seats')
  return Array.from({ length: count }, (_, rule) => {
    const verdicts = vehicles.map((breaks) =>
      breaks.includes(rule) ? ('broken' as const) : ('met' as const),
    )
    const broken = verdicts.flatMap((verdict, index) => (verdict === 'broken' ? [index] : []))
    const ruleKey = `rule-${rule}`
    const brokenShare = broken.length / vehicles.length
    return { ...aRule, ruleKey, said: aRule, besides: null, verdicts, broken, brokenShare }
  })
}

test('the ways out are exactly the minimal sets of up to three rules that trying every set finds', () => {
  const cases = fc
    .integer({ min: 1, max: 6 })
    .chain((count) =>
      fc.tuple(
        fc.constant(count),
        fc.array(fc.uniqueArray(fc.nat(count - 1), { minLength: 1 }), { minLength: 1, maxLength: 12 }),
      ),
    )
  const named = (ways: readonly WayOut[]) =>
    ways.map(({ ruleKeys, vehicles }) => `${ruleKeys.join()}: ${vehicles.join()}`).toSorted()
  fc.assert(
    fc.property(cases, ([count, vehicles]) => {
      const holding = rulesBroken(count, vehicles)
      expect(named(waysOut(vehicles.length, holding))).toEqual(named(byTrying(vehicles.length, holding)))
    }),
  )
})

test('what each way brings comes first once its rules are relaxed, in each language', () => {
  fc.assert(
    fc.property(
      anyCatalogue,
      anyAnswers(smallBank),
      fc.constantFrom(...languageSchema.options),
      (catalogue, answers, language) => {
        const { nothingLeft, picks } = shortlist(catalogue, answers, { language })
        expect(nothingLeft.length > 0 && picks.length > 0).toBe(false)
        for (const { ruleKeys, brings, sentence } of nothingLeft.slice(0, 2)) {
          const [first] = shortlist(catalogue, answers, { relaxed: ruleKeys, language }).picks
          expect(first?.variantId).toBe(brings.variantId)
          expect(sentence).not.toMatch(/undefined|NaN|null/)
        }
      },
    ),
    { numRuns: 30 },
  )
})
