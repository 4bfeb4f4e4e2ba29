import { consultantIdSchema } from '../../../core/ids.ts'
import { businessDaySchema } from '../../../core/market/business-day.ts'
import { dailyFigures } from '../../../core/reports/daily-figures.ts'
import type { DailySummary } from '../../../core/reports/daily-summary.ts'
import { laptopsNote } from '../../../core/reports/labels.ts'
import { testOwner, testRows, testVisit } from '../../../core/reports/test-day.ts'
import { figuresHash } from './figures-hash.ts'

/** Names that a spreadsheet would like to run, dial or turn round. */
export const awkwardNames = [
  '=HYPERLINK("http://example.invalid","free car")',
  '+923001234567',
  '@SUM(A1:A9)',
  '-1+1',
  'محمد عائشہ خان',
  'Bilal "Billu", senior; دوم',
] as const

/** A closed day that changed since, told of people with awkward names. */
export function awkwardSummary(): DailySummary {
  const businessDay = businessDaySchema.parse('2026-11-22')
  const rows = testRows({
    visits: awkwardNames.map((_, number) =>
      testVisit(number, number, { hasPhone: number < 3, answers: number }),
    ),
    bookings: awkwardNames.map((vehicleName, number) => ({ ownerId: testOwner(number), vehicleName })),
    lost: [{ ownerId: testOwner(0), reason: 'price' }],
    consultants: awkwardNames.map((name, number) => ({
      id: consultantIdSchema.parse(testOwner(number)),
      name,
    })),
  })
  const figures = dailyFigures(rows, { price: 'قیمت' })
  return {
    businessDay,
    status: 'closed',
    changedSinceClosed: true,
    storeName: '=1+1 Motors',
    storeCode: 'KHI-01',
    timeZone: 'Asia/Karachi',
    generatedAt: Date.UTC(2026, 10, 22, 15, 5),
    generatedBy: '+923001234567',
    versions: { application: '0.1.0', catalogue: 'pk-1', bank: 'bank-1' },
    laptops: { included: null, known: null, note: laptopsNote(null, 'en') },
    rows: { visits: 6, answers: 15, bookings: 6 },
    figures,
    difference: [
      { figure: 'store/visits', about: null, before: 6, after: 7 },
      { figure: 'booked/-1+1', about: '-1+1', before: 1, after: 2 },
    ],
    hash: figuresHash({ storeCode: 'KHI-01', businessDay, figures }),
  }
}
