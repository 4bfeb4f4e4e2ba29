import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asOfSchema } from '../catalogue/attribute.ts'
import { dateNumbers, readAsOf, readDate } from './read-date.ts'

describe('a day', () => {
  it.each([
    ['2026-03-15'],
    ['2026-03-15 14:30'],
    ['2026-03-15T00:00:00Z'],
    ['2026/3/15'],
    ['15/03/2026'],
    ['15.3.26'],
    ['15-3-2026 9:05 am'],
    ['15 Mar 2026'],
    ['15-Mar-26'],
    ['Sunday, 15th March 2026'],
    ['March 15, 2026'],
    ['۱۵/۰۳/۲۰۲۶'],
    ['15 مارچ 2026'],
  ])('is read from %s', (text) => {
    expect(readDate(text, 'day-first')).toBe('2026-03-15')
  })

  it('is what its column says where the numbers do not', () => {
    expect(readDate('03/04/2026', 'day-first')).toBe('2026-04-03')
    expect(readDate('03/04/2026', 'month-first')).toBe('2026-03-04')
    expect(dateNumbers('03/04/2026')).toEqual([3, 4, 2026])
  })

  it.each([
    '',
    'soon',
    '15/13/2026',
    '2026-02-30',
    '31.4.2026',
    '46096',
    'Mar-26',
    '2026',
    '15/03/1026',
    '1/2/3/2026',
  ])('is not in %j', (text) => {
    expect(readDate(text, 'day-first')).toBeNull()
  })

  it('is read back in each way of writing it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10)
          const [year = '', month = '', day = ''] = iso.split('-')
          expect(readDate(iso, 'month-first')).toBe(iso)
          expect(readDate(`${Number(day)}/${Number(month)}/${year}`, 'day-first')).toBe(iso)
          expect(readDate(`${month}-${day}-${year.slice(2)}`, 'month-first')).toBe(iso)
        },
      ),
    )
  })
})

describe('how far a figure goes back', () => {
  it.each([
    ['2026', '2026'],
    ['۲۰۲۶', '2026'],
    ['2026-03', '2026-03'],
    ['3/2026', '2026-03'],
    ['March 2026', '2026-03'],
    ['Nov, 2026', '2026-11'],
    ['15/03/2026', '2026-03-15'],
  ])('is read from %s', (text, asOf) => {
    expect(readAsOf(text, 'day-first')).toBe(asOf)
    expect(asOfSchema.safeParse(asOf).success).toBe(true)
  })

  it.each(['Mar-26', '13/2026', 'last year', '26', '2026-3-40', ''])('is not in %j', (text) => {
    expect(readAsOf(text, 'day-first')).toBeNull()
  })
})
