import { describe, expect, test } from 'vitest'
import { answersOf, choices, number } from '../discovery/test-answers.ts'
import { variantIdSchema } from '../ids.ts'
import { models, shortlist } from './test-shortlist.ts'
import { catalogueOf, figure } from './test-vehicles.ts'

const high = { seats: figure(5), groundClearanceMm: figure(200) }
const cars = catalogueOf({
  'maker/one/a': { priceMinor: figure(3_000_000), bootLitres: figure(500), ...high },
  'maker/two/a': { priceMinor: figure(3_500_000), bootLitres: figure(450), ...high },
  'maker/three/a': { priceMinor: figure(4_000_000), bootLitres: figure(400), ...high },
  'maker/four/a': {
    priceMinor: figure(6_000_000),
    bootLitres: figure(300),
    seats: figure(5),
    groundClearanceMm: figure(150),
  },
  'maker/five/a': { priceMinor: figure(9_000_000), bootLitres: figure(300), seats: figure(2) },
})
const broken = { questionId: 'roads.kind', value: choices('broken'), ownWords: 'the track to the farm' }
const seats = { questionId: 'people.seats', value: number(5), ownWords: 'the five of us' }
const said = answersOf(broken, seats)
const id = (text: string) => variantIdSchema.parse(text)
const overruled = (...order: readonly string[]) => ({
  order: order.map(id),
  reason: 'she sat in it and would not leave',
  by: 'Ayesha',
  at: 1,
})

describe('the runner-up', () => {
  test('is the best model that is not shown, and what it loses beside the last one shown is said', () => {
    const { picks, runnerUp } = shortlist(cars, said)
    expect(picks).toHaveLength(3)
    expect(picks.map(({ model }) => model)).not.toContain(runnerUp?.model)
    expect(runnerUp).toMatchObject({ variantId: 'maker/four/a', model: 'four' })
    expect(runnerUp?.whyNot).toMatch(/, where the maker \w+ has .+\.$/)
  })

  test('is said in Urdu too, and there is none where everything is shown', () => {
    expect(shortlist(cars, said, 'ur').runnerUp?.whyNot).toMatch(/\p{Script=Arabic}/u)
    const two = { ...cars, variants: cars.variants.slice(0, 2) }
    expect(shortlist(two, said).runnerUp).toBeNull()
  })

  test('says why not by an answer only while that answer stands', () => {
    const why = shortlist(cars, said).runnerUp?.whyNot ?? ''
    expect(why).toBe(
      'Ground clearance 150 mm, where the maker three has 200 mm, and you said “the track to the farm”.',
    )
    expect(shortlist(cars, answersOf(seats)).runnerUp?.whyNot ?? '').not.toContain('farm')
  })

  test('that is worth as much as one shown is said to suit the same wishes', () => {
    const alike = catalogueOf({
      ...Object.fromEntries(
        ['one', 'two', 'three'].map((model) => [`maker/${model}/a`, { priceMinor: figure(3_000_000) }]),
      ),
      'maker/dear/a': { priceMinor: figure(5_000_000), bootLitres: figure(300) },
      'maker/long/a': { priceMinor: figure(6_000_000), bootLitres: figure(600) },
    })
    expect(shortlist(alike, []).runnerUp?.whyNot).toMatch(
      /^It suits much the same wishes as the maker \w+, which is shown\.$/,
    )
  })
})

describe('an order that a consultant put in place of the belief’s', () => {
  test('comes first as it was given, and the belief’s own fill what is left', () => {
    const beliefs = models(shortlist(cars, said))
    const list = shortlist(cars, said, { overruled: overruled('maker/four/a') })
    expect(models(list)).toEqual(['four', ...beliefs.slice(0, 2)])
    expect(list.overruled).toMatchObject({ order: ['maker/four/a'], by: 'Ayesha' })
    expect(list.picks[0]?.reasons.length).toBeGreaterThan(0)
  })

  test('leaves the one it pushed out as the runner-up, and is not called sure: the belief says nothing of it', () => {
    const beliefs = models(shortlist(cars, said))
    const list = shortlist(cars, said, { overruled: overruled('maker/four/a') })
    expect(list.runnerUp?.model).toBe(beliefs[2])
    expect(list.sure).toBeNull()
    const [first = '', second = '', third = ''] = beliefs
    const turned = overruled(`maker/${third}/a`, `maker/${first}/a`, `maker/${second}/a`)
    const same = shortlist(cars, said, { overruled: turned })
    expect(same.sure).toEqual(shortlist(cars, said).sure)
  })

  test('may name a vehicle that breaks a rule, which is then its catch with the customer’s words', () => {
    const [first] = shortlist(cars, said, { overruled: overruled('maker/five/a') }).picks
    expect(first?.model).toBe('five')
    expect(first?.catch.sentence).toBe(
      '2 seats, which breaks a rule (At least 5 seats): you said “the five of us”.',
    )
    expect(first?.catch.answerId).toBe(said[1]?.id)
  })

  test('passes over a vehicle that is no longer in the catalogue', () => {
    const list = shortlist(cars, said, { overruled: overruled('maker/gone/a', 'maker/four/a') })
    expect(models(list)[0]).toBe('four')
    expect(list.picks).toHaveLength(3)
  })
})
