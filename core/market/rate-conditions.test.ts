import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditionsFault, holds, type KnownFacts, readConditions } from './rate-conditions.ts'
import { anyConditions, ratedMarket } from './test-rates.ts'

const facts = ratedMarket.rateFacts
const fault = (text: string) => {
  const read = readConditions(text)
  return read.type === 'refused' ? read.why : conditionsFault(read.conditions, facts)
}
const appliesTo = (text: string, known: KnownFacts) => {
  const read = readConditions(text)
  if (read.type === 'refused') throw new Error(read.why.type)
  return read.conditions.every((condition) => holds(condition, known))
}

describe('conditions of a rate', () => {
  it.each<[string, KnownFacts, boolean]>([
    ['', {}, true],
    ['engineCc>1000<=1300', { engineCc: 1300 }, true],
    ['engineCc>1000<=1300', { engineCc: 1000 }, false],
    ['engineCc>=1000<1300', { engineCc: 1000 }, true],
    ['engineCc<1300', { engineCc: 1300 }, false],
    ['engineCc>1000', { engineCc: { min: 1199, max: 1497 } }, true],
    ['engineCc>1200', { engineCc: { min: 1199, max: 1497 } }, false],
    ['engineCc>1200', {}, false],
    ['fuel=petrol|diesel', { fuel: 'diesel' }, true],
    ['fuel=petrol|diesel', { fuel: ['petrol', 'diesel'] }, true],
    ['fuel=petrol', { fuel: ['petrol', 'hybrid'] }, false],
    ['fuel!=electric', { fuel: ['petrol', 'hybrid'] }, true],
    ['fuel!=electric', { fuel: ['petrol', 'electric'] }, false],
    ['fuel!=electric', { fuel: [] }, false],
    ['fuel!=electric', {}, false],
    ['engineCc>0', { engineCc: 'petrol' }, false],
    ['fuel=petrol', { fuel: 1300 }, false],
    ['fuel=petrol', { fuel: { min: 1, max: 2 } }, false],
    ['engineCc>0', { engineCc: ['petrol'] }, false],
    ['filer=yes;value>=5000000', { filer: 'yes', value: 5_000_000 }, true],
    ['filer=yes;value>=5000000', { filer: 'no', value: 5_000_000 }, false],
    ['engineCc>۱۰۰۰', { engineCc: 1001 }, true],
  ])('%s with %o: %s', (text, known, expected) => {
    expect(appliesTo(text, known)).toBe(expected)
  })

  it.each([
    ['engineCc', 'condition'],
    ['engineCc>', 'condition'],
    ['engineCc=>1000', 'condition'],
    ['engineCc<1300>1000', 'condition'],
    ['fuel=', 'condition'],
    ['fuel=petrol|', 'condition'],
    ['fuel petrol', 'condition'],
    ['fuel=petrol;fuel=diesel', 'fact-twice'],
    ['colour=red', 'fact'],
    ['fuel=hydrogen', 'fact-code'],
    ['filer=maybe', 'fact-code'],
    ['fuel>1', 'fact-kind'],
    ['engineCc=1000', 'fact-kind'],
    ['engineCc>1300<1000', 'empty-range'],
    ['engineCc>1300<=1300', 'empty-range'],
  ])('that cannot be are refused: %s', (text, why) => {
    expect(fault(text)?.type).toBe(why)
  })

  it.each(['', ';', 'engineCc>=1300<=1300', 'filer=yes;fuel!=electric', ' fuel = petrol | diesel '])(
    'that can be are taken: %s',
    (text) => {
      expect(fault(text)).toBeNull()
    },
  )

  it('are written one way, however they came, and read back the same', () => {
    fc.assert(
      fc.property(anyConditions, (text) => {
        const read = readConditions(text)
        if (read.type === 'refused') throw new Error(`${text}: ${read.why.type}`)
        expect(readConditions(read.text)).toEqual(read)
        const turned = text.split(';').toReversed().join(';')
        expect(readConditions(turned)).toEqual(read)
      }),
    )
  })

  it('never throw, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(['read', 'refused']).toContain(readConditions(text).type)
      }),
    )
  })
})
