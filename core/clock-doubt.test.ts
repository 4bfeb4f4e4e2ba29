import { expect, test } from 'vitest'
import { clockDoubt } from './clock-doubt.ts'

const noon = Date.UTC(2026, 10, 22, 7)
const minute = 60_000
const hour = 60 * minute
const at = (now: number, openVisits = 0, language: 'en' | 'ur' = 'en') =>
  clockDoubt({
    now,
    newestEventAt: noon,
    hasOpenVisit: () => openVisits > 0,
    timeZone: 'Asia/Karachi',
    language,
  })

test('a clock before what is already recorded is doubted, with the date it says', () => {
  expect(at(Date.UTC(1998, 11, 31, 20))).toBe(
    'This laptop’s clock says 1 January 1999, before what is already recorded. Check the date before the next visit.',
  )
  expect(at(Date.UTC(1998, 11, 31, 20), 0, 'ur')).toBe(
    'اس لیپ ٹاپ کی گھڑی 1 جنوری، 1999 بتاتی ہے، جو پہلے سے درج باتوں سے پہلے ہے۔ اگلی ملاقات سے پہلے تاریخ دیکھ لیں۔',
  )
})

test('on the same day the time is said too', () => {
  expect(at(noon - 3 * hour)).toContain('says 22 November 2026, 09:00, before')
})

test('a clock set right by a moment is not doubted', () => {
  expect(at(noon - minute)).toBeNull()
  expect(at(noon)).toBeNull()
  expect(at(noon + 23 * hour, 1)).toBeNull()
})

test('more than a day ahead is doubted only while a visit is open', () => {
  expect(at(noon + 25 * hour)).toBeNull()
  expect(at(noon + 25 * hour, 1)).toBe(
    'This laptop’s clock says 23 November 2026, more than a day after anything recorded on it, and a visit is still open. If the date is right, end that visit; if not, set it before the next one.',
  )
  expect(at(noon + 25 * hour, 1, 'ur')).toContain('23 نومبر، 2026')
})

test('a laptop that has recorded nothing has nothing to compare with', () => {
  expect(
    clockDoubt({ now: 0, newestEventAt: null, hasOpenVisit: () => true, timeZone: 'UTC', language: 'en' }),
  ).toBeNull()
})
