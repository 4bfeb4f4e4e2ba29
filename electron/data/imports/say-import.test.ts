import { expect, it } from 'vitest'
import type { Figure } from '../../../core/catalogue/attribute.ts'
import { variantIdSchema } from '../../../core/ids.ts'
import { targetFields } from '../../../core/import/target.ts'
import { pakistan } from '../../../core/market/test-market.ts'
import { createSayImport } from './say-import.ts'

const say = createSayImport({
  market: pakistan,
  language: 'en',
  catalogue: {
    variants: [{ id: variantIdSchema.parse('kia/sonet/gt'), brand: 'Kia', model: 'Sonet', name: 'GT' }],
    sources: [{ id: 'pages-2026', title: 'Pages of the maker' }],
  },
})
const seats = (count: number, source = 'List', asOf = '2026'): Figure => ({
  type: 'number',
  min: count,
  max: count,
  source,
  asOf,
})

it('says a figure that changes, one that is new, and one of which only the source is another', () => {
  const change = (from: Figure | undefined, to: Figure) => say.figureChange({ attribute: 'seats', from, to })
  expect(change(seats(5), seats(7))).toEqual({ label: 'Seats', from: '5 seats', to: '7 seats', older: false })
  expect(change(undefined, seats(7))).toEqual({ label: 'Seats', from: null, to: '7 seats', older: false })
  expect(change({ type: 'unknown' }, seats(7)).from).toBeNull()
  expect(change(seats(5), seats(5, 'Letter', '2026-11'))).toEqual({
    label: 'Seats',
    from: '5 seats (List, 2026)',
    to: '5 seats (Letter, 2026-11)',
    older: false,
  })
  expect(change(seats(5, 'pages-2026'), seats(5)).from).toBe('5 seats (Pages of the maker, 2026)')
})

it('says of both sides whence they are where that differs, and which is older than what stands', () => {
  const change = (from: Figure, to: Figure) => say.figureChange({ attribute: 'seats', from, to })
  expect(change(seats(5, 'Letter', '2026-11'), seats(7, 'List', '2026-03-01'))).toEqual({
    label: 'Seats',
    from: '5 seats (Letter, 2026-11)',
    to: '7 seats (List, 2026-03-01)',
    older: true,
  })
  expect(change(seats(5), seats(7, 'List', '2026-03'))).toMatchObject({
    ...{ from: '5 seats (List, 2026)', to: '7 seats (List, 2026-03)', older: false },
  })
  expect(change(seats(5, 'List', '2026-03'), seats(7, 'List', '2026')).older).toBe(false)
})

it('says what changes of a car by the names of vehicles and states', () => {
  expect(say.stockChange({ field: 'variantId', from: 'gone/car/x', to: 'kia/sonet/gt' })).toEqual({
    label: 'Vehicle',
    from: 'gone/car/x',
    to: 'Kia Sonet GT',
    older: false,
  })
  expect(say.stockChange({ field: 'state', from: undefined, to: 'in-transit' })).toEqual({
    label: 'State',
    from: null,
    to: 'On its way',
    older: false,
  })
  expect(say.stockChange({ field: 'place', from: '', to: null })).toMatchObject({
    from: 'nothing',
    to: 'nothing',
  })
})

it('names codes by what they are of', () => {
  const named = (target: 'figures' | 'stock', id: string, code: string) => {
    const field = targetFields(target, pakistan).find((one) => one.id === id)
    return field && say.code(field, code)
  }
  expect(named('figures', 'attribute', 'groundClearanceMm')).toBe('Ground clearance')
  expect(named('stock', 'state', 'in-transit')).toBe('On its way')
})
