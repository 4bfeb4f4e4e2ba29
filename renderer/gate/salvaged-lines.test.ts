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

it('records that people know come first in their order, inner ones after them, empty ones not at all', () => {
  const { main, inner, innerDamaged } = salvagedLines({
    tables: [
      line('change', 40),
      line('change_set', 90),
      line('consent', 2, { rebuilt: 2 }),
      line('visit', 3),
      line('receipt', 0, { endsUnknown: true }),
      line('answer', 40, { missing: [{ from: 7, to: 9 }] }),
      line('booking', 0),
      line('customer', 12),
      line('outbox', 0),
      line('opportunity', 5, { standIns: 1 }),
    ],
  })
  expect(main.map(({ table }) => table)).toEqual(['customer', 'visit', 'answer', 'consent', 'opportunity'])
  expect(inner.map(({ table }) => table)).toEqual(['receipt', 'change_set', 'change'])
  expect(innerDamaged).toBe(1)
})
