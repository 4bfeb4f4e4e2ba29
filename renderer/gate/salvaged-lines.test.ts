import { expect, it } from 'vitest'
import { type SalvagedLine, salvagedLines } from './salvaged-lines.ts'

const line = (table: string, rows: number, part: Partial<SalvagedLine> = {}): SalvagedLine => ({
  table,
  rows,
  missing: [],
  endsUnknown: false,
  rebuilt: 0,
  standIns: 0,
  ...part,
})

it('tables with something missing or made again come first, whole ones by size, empty ones not at all', () => {
  const { damaged, whole } = salvagedLines({
    tables: [
      line('visit', 3),
      line('answer', 40, { missing: [{ from: 7, to: 9 }] }),
      line('booking', 0),
      line('customer', 12),
      line('opportunity', 5, { standIns: 1 }),
      line('consent', 2, { rebuilt: 2 }),
      line('receipt', 0, { endsUnknown: true }),
    ],
    replayed: 0,
    isWhole: false,
  })
  expect(damaged.map(({ table }) => table)).toEqual(['answer', 'opportunity', 'consent', 'receipt'])
  expect(whole.map(({ table }) => table)).toEqual(['customer', 'visit'])
})
