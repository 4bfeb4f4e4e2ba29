import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rateRefusalSentence } from './rate-refusal.ts'
import { rateFault, readRatesCsv } from './read-rates-csv.ts'
import { anyRate, ratedMarket, rateOf } from './test-rates.ts'

const header = 'rate,applies,value,unit,from,until,source,as_of'
const read = (...rows: readonly string[]) => {
  const reading = readRatesCsv([header, ...rows].join('\n'), ratedMarket)
  if (reading.type !== 'read') throw new Error(reading.why.type)
  return reading
}
const good = 'token-tax,,1000,PKR/year,2026-01-01,,gazette,2026-05'

describe('a file of rates', () => {
  it('is read row by row, with conditions as they are kept', () => {
    expect(
      read(good, 'fuel-price,fuel=petrol|diesel,266.17,PKR/l,2026-03-01,2026-03-15,gazette,2026').rates,
    ).toEqual([
      rateOf(),
      rateOf({
        rate: 'fuel-price',
        applies: 'fuel=diesel|petrol',
        value: 266.17,
        unit: 'PKR/l',
        from: '2026-03-01',
        until: '2026-03-15',
        asOf: '2026',
      }),
    ])
  })

  it.each([
    ['token-tax,,1000,PKR/year,2026-01-01,,gazette,"2026', 'quotes', 'not closed'],
    [`${good},more`, 'extra-cells', '9 cells'],
    [good.replace('token-tax', 'window-tax'), 'rate', 'Known are: token-tax, fuel-price'],
    [good.replace(',,', ',colour=red,'), 'fact', 'filer'],
    [good.replace(',,', ',fuel,'), 'condition', 'fuel=petrol'],
    [good.replace('1000', 'many'), 'value', '254.63'],
    [good.replace('1000', '"16,5"'), 'value', '254.63'],
    [good.replace('1000', '-5'), 'value', 'zero or more'],
    [good.replace('PKR/year', 'USD'), 'unit', 'PKR/l'],
    [good.replace('2026-01-01', '2026-02-30'), 'day', '2026-07-01'],
    [good.replace('2026-01-01', '2026'), 'day', '“2026” is not a day'],
    [good.replace('2026-01-01,', '2026-01-01,never'), 'day', 'never'],
    [good.replace('2026-01-01,', '2026-01-01,2025-12-31'), 'ends-before', 'before it begins'],
    [good.replace('gazette', ''), 'no-source', 'does not stand'],
    [good.replace('gazette', 'hearsay'), 'source', 'Listed are: gazette'],
    [good.replace('2026-05', 'May'), 'as-of', '2026-03-15'],
  ])('refuses a bad row and says how to write it: %s', (row, type, words) => {
    const { rates, refused } = read(row, good.replace('token-tax', 'fuel-price'))
    expect(rates).toHaveLength(1)
    expect(refused).toMatchObject([{ line: 2, why: { type } }])
    const [first] = refused
    if (!first) throw new Error('Nothing was refused')
    expect(rateRefusalSentence(first.why, 'en')).toContain(words)
    expect(rateRefusalSentence(first.why, 'ur')).toMatch(/\p{Script=Arabic}/u)
  })

  it.each([
    ['fuel=hydrogen', 'is not one of'],
    ['fuel=petrol;fuel=diesel', 'twice'],
    ['fuel>1', 'not about a number'],
    ['engineCc=1000', 'about a number'],
    ['engineCc>2<1', 'no value between'],
  ])('says why conditions cannot be: %s', (applies, words) => {
    const [first] = read(good.replace(',,', `,${applies},`)).refused
    if (!first) throw new Error('Nothing was refused')
    expect(rateRefusalSentence(first.why, 'en')).toContain(words)
    expect(rateRefusalSentence(first.why, 'ur')).toMatch(/\p{Script=Arabic}/u)
  })

  it('refuses the second of two rows of the same rate, conditions and first day', () => {
    const row = 'token-tax,filer=yes;fuel=petrol,1,PKR,2026-01-01,,gazette,2026'
    const { refused } = read(row, row.replace('filer=yes;fuel=petrol', 'fuel=petrol; filer=yes'))
    expect(refused).toMatchObject([{ line: 3, why: { type: 'duplicate', line: 2 } }])
    const [first] = refused
    expect(first && rateRefusalSentence(first.why, 'en')).toContain('Line 2 already gives')
    expect(first && rateRefusalSentence(first.why, 'ur')).toContain('سطر 2')
  })

  it('is no list of rates without its columns', () => {
    expect(readRatesCsv('rate,value\ntoken-tax,1', ratedMarket)).toMatchObject({ type: 'not-a-table' })
  })
})

describe('a rate that came as data', () => {
  it('is taken as it would be from a file, and refused where its conditions are not as they are kept', () => {
    fc.assert(
      fc.property(anyRate, (rate) => {
        expect(rateFault(rate, ratedMarket)).toBeNull()
      }),
    )
    expect(rateFault(rateOf({ applies: 'fuel=petrol|diesel' }), ratedMarket)?.type).toBe('condition')
    expect(rateFault(rateOf({ unit: 'USD' }), ratedMarket)?.type).toBe('unit')
  })
})
