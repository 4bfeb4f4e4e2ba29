import { expect, test } from 'vitest'
import { answerIdSchema } from '../ids.ts'
import { marketUnitsSchema } from '../market/market-units.ts'
import { pakistan, withCents } from '../market/test-market.ts'
import type { Judgement } from './judge-rules.ts'
import { sayFact, sayKind, sayWanted } from './say-fact.ts'
import { figure } from './test-vehicles.ts'

const wants = (
  attribute: Judgement['attribute'],
  atLeast: number | null,
  atMost: number | null,
): Judgement => ({
  ruleKey: 'q',
  said: {
    answerId: answerIdSchema.parse('0197b3a0-0000-7000-8000-000000000001'),
    questionId: 'q',
    ownWords: '',
    because: null,
    amount: null,
    label: null,
  },
  besides: null,
  limit: null,
  attribute,
  test: { type: 'number', atLeast, atMost },
  verdicts: [],
  broken: [],
  brokenShare: 0,
})

test('a fact and a rule are said in the units that the market reads', () => {
  const american = { pack: withCents, language: 'en' as const }
  expect(sayFact('consumptionKmPerLitre', figure(14.9), american)).toBe('Fuel economy 35 mpg')
  expect(sayFact('drive', figure('all'), american)).toBe('All-wheel drive')
  expect(sayFact('airbags', figure(6), american)).toBe('6 airbags')
  expect(sayWanted(wants('groundClearanceMm', 178, null), american)).toBe('Ground clearance at least 7 in')
})

test('a rule turns round where less is said by more: litres a hundred kilometres', () => {
  const european = {
    pack: { ...pakistan, units: marketUnitsSchema.parse({ consumption: 'l/100km' }) },
    language: 'en' as const,
  }
  expect(sayWanted(wants('consumptionKmPerLitre', 20, null), european)).toBe(
    'Fuel economy at most 5 l/100 km',
  )
  expect(sayWanted(wants('consumptionKmPerLitre', null, 10), european)).toBe(
    'Fuel economy at least 10 l/100 km',
  )
})

test('a body is said with its article, a fuel without, and Urdu knows none', () => {
  const english = { pack: pakistan, language: 'en' as const }
  expect(sayKind('body', ['pickup'], english)).toBe('a pick-up')
  expect(sayKind('body', ['crossover', 'suv'], english)).toBe('a crossover or an SUV')
  expect(sayKind('fuel', ['electric', 'diesel'], english)).toBe('electric or diesel')
  expect(sayKind('body', ['pickup', 'van'], { ...english, language: 'ur' })).toBe('پک اپ یا وین')
})

test('what a country calls otherwise is said in its own word', () => {
  const pack = {
    ...withCents,
    words: {
      attributes: { bootLitres: { en: 'Cargo room', ur: 'سامان کی جگہ' } },
      codes: { petrol: { en: 'gas', ur: 'گیس' }, mpv: { en: 'minivan', ur: 'منی وین' } },
    },
  }
  const american = { pack, language: 'en' as const }
  expect(sayFact('bootLitres', figure(283.17), american)).toBe('Cargo room 10 cu ft')
  expect(sayFact('fuel', figure('petrol'), american)).toBe('Gas')
  expect(sayKind('body', ['mpv', 'suv'], american)).toBe('a minivan or an SUV')
})
