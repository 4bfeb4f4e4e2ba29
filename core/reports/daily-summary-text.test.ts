import { expect, test } from 'vitest'
import { businessDaySchema } from '../market/business-day.ts'
import { dailyFigures } from './daily-figures.ts'
import type { DailySummary } from './daily-summary.ts'
import { dailySummaryToText } from './daily-summary-text.ts'
import { dayText } from './day-text.ts'
import { laptopsNote } from './labels.ts'
import { testOwner, testRows, testVisit } from './test-day.ts'

const summary: DailySummary = {
  businessDay: businessDaySchema.parse('2026-11-22'),
  status: 'restated',
  changedSinceClosed: false,
  storeName: 'Clifton Motors',
  storeCode: 'KHI-01',
  timeZone: 'Asia/Karachi',
  generatedAt: 0,
  generatedBy: 'Sana',
  versions: { application: '0.1.0', catalogue: 'pk-1', bank: 'bank-1' },
  laptops: { included: null, known: null, note: laptopsNote(null, 'en') },
  rows: { visits: 2, answers: 3, bookings: 1 },
  figures: dailyFigures(
    testRows({
      visits: [
        testVisit(1, 0, { hasPhone: true, answers: 3, shortlists: 1 }),
        testVisit(2, 1, { arrival: 'be-back' }),
      ],
      bookings: [{ ownerId: testOwner(0), vehicleName: 'Honda BR-V' }],
      lost: [{ ownerId: testOwner(1), reason: 'price' }],
    }),
    { price: 'Price' },
  ),
  difference: [{ figure: 'booked/Honda BR-V', about: 'Honda BR-V', before: 0, after: 1 }],
  hash: 'not shown',
}

test('the day fits in a message, with each number beside what it counts', () => {
  expect(dailySummaryToText(summary, 'en')).toBe(
    [
      `Clifton Motors (KHI-01) · ${dayText(summary.businessDay, 'en')} · Restated`,
      'Visits 2 · First-time 1 · Be-back 1 · Left before contact 0 · Open now 0',
      'With a phone: 1 / 2 (too few cases for a percentage)',
      'Discoveries begun 1 · Read-backs agreed 0 · Visits with a shortlist 1 · Bookings 1 · Lost 1',
      'Booked, by vehicle: Honda BR-V 1',
      'Lost, by reason: Price 1',
      'Ayesha: Visits 1 · Bookings 1 · Lost 0',
      'Bilal: Visits 1 · Bookings 0 · Lost 1',
      'What changed: Bookings (Honda BR-V) 0 → 1',
      'This laptop only. Nothing that other laptops recorded has come from head office.',
    ].join('\n'),
  )
})

test('in Urdu the words are Urdu and the digits are those of the figures', () => {
  const text = dailySummaryToText(summary, 'ur')
  expect(text).toContain('ملاقاتیں 2')
  expect(text).toContain('ترمیم شدہ')
  expect(text).not.toMatch(/Visits|Bookings|[۰-۹٠-٩]/u)
  expect(text).toContain('\u2068Honda BR-V\u2069 1')
  for (const line of text.split('\n')) expect(line.startsWith('\u200F')).toBe(true)
})
