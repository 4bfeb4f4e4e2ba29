import { describe, expect, it } from 'vitest'
import { currentAnswers } from '../discovery/current-answers.ts'
import { answersOf } from '../discovery/test-answers.ts'
import { chooseFacts, type FactsAsked } from './choose-facts.ts'
import type { PriceTerms } from './price-terms.ts'
import { pricedMarket, someTerms } from './test-prices.ts'

const said = { question: 'who.buys', codes: { filer: 'yes', other: 'no', company: null } }
const terms: PriceTerms = {
  ...someTerms,
  facts: [
    { fact: 'filer', usual: null, said, showsSides: true, isKept: false, when: '' },
    { fact: 'leased', usual: 'no', said: null, showsSides: false, isKept: true, when: 'filer=no' },
  ],
}
function choose(given: Partial<FactsAsked> = {}) {
  const { choices, sides } = chooseFacts({
    terms,
    rateFacts: pricedMarket.rateFacts,
    answers: new Map(),
    kept: new Map(),
    chosen: {},
    known: {},
    ...given,
  })
  return { sides, said: choices.map(({ fact, code, why }) => [fact.code, code, why]) }
}
const answered = (code: string, state: 'answered' | 'unsure' = 'answered') =>
  currentAnswers(
    answersOf({
      questionId: 'who.buys',
      state,
      value: state === 'answered' ? { type: 'choices', codes: [code] } : null,
    }),
  )

describe('what a price goes by', () => {
  it('is what the customer said, and then there is one side', () => {
    expect(choose({ answers: answered('filer') })).toEqual({
      said: [['filer', 'yes', 'said']],
      sides: [{ facts: { filer: 'yes' }, differs: [] }],
    })
  })

  it('is both where nobody has said, where the answer leaves it open and where they are not sure', () => {
    const open = [
      choose(),
      choose({ answers: answered('company') }),
      choose({ answers: answered('filer', 'unsure') }),
    ]
    for (const one of open) {
      expect(one.said[0]).toEqual(['filer', null, 'open'])
      expect(one.sides.map(({ differs }) => differs)).toEqual([['filer'], ['filer']])
      expect(one.sides.map(({ facts }) => facts.filer)).toEqual(['yes', 'no'])
    }
  })

  it('is what was chosen on the screen before what was said, and open again where that was chosen', () => {
    expect(choose({ answers: answered('filer'), chosen: { filer: 'no' } }).said[0]).toEqual([
      'filer',
      'no',
      'chosen',
    ])
    expect(choose({ answers: answered('filer'), chosen: { filer: null } }).said[0]).toEqual([
      'filer',
      null,
      'open',
    ])
  })

  it('is what the laptop kept before what is usual, and asked only where it says so', () => {
    const kept = new Map([['leased', 'yes']])
    expect(choose({ answers: answered('other'), kept }).said[1]).toEqual(['leased', 'yes', 'kept'])
    expect(choose({ answers: answered('other') }).said[1]).toEqual(['leased', 'no', 'usual'])
    expect(choose({ answers: answered('filer'), kept }).said).toHaveLength(1)
  })

  it('takes no code that the market does not have', () => {
    expect(choose({ chosen: { filer: 'perhaps' } }).said[0]).toEqual(['filer', null, 'open'])
  })
})
