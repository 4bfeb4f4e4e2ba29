import { expect, test } from 'vitest'
import { businessDaySchema } from '../market/business-day.ts'
import { dailyFigures } from './daily-figures.ts'
import type { DailySummary } from './daily-summary.ts'
import { laptopsNote, summaryLabels } from './labels.ts'
import { headerLines } from './summary-lines.ts'
import { testRows } from './test-day.ts'

const summaryOf = (laptops: DailySummary['laptops']): DailySummary => ({
  businessDay: businessDaySchema.parse('2026-11-22'),
  status: 'draft',
  changedSinceClosed: false,
  storeName: 'Clifton Motors',
  storeCode: 'KHI-01',
  timeZone: 'Asia/Karachi',
  generatedAt: 0,
  generatedBy: 'Sana',
  versions: { application: '0.1.0', catalogue: 'pk-1', bank: 'bank-1' },
  laptops,
  rows: { visits: 0, answers: 0, bookings: 0 },
  figures: dailyFigures(testRows(), {}),
  difference: [],
  hash: 'hash',
})
const laptopsLine = (laptops: DailySummary['laptops']) =>
  headerLines(summaryOf(laptops), 'en').find(({ label }) => label === summaryLabels.laptops.en)?.text

test('the laptops are counted only where both numbers are known; the note says what is covered either way', () => {
  for (const note of [laptopsNote(null, 'en'), laptopsNote('2026-11-22 14:05', 'en')]) {
    expect(laptopsLine({ included: null, known: null, note })).toBe(note)
    expect(laptopsLine({ included: 1, known: null, note })).toBe(note)
    expect(laptopsLine({ included: 2, known: 3, note })).toBe(`2 / 3. ${note}`)
  }
})
