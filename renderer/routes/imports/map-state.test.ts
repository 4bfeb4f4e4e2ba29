import { expect, it } from 'vitest'
import { isSaidElsewhere, type MapState, saidOf, stateKept } from './map-state.ts'
import { withColumns, withConstant } from './mapping-form.ts'

const importId = 'import-1'
const nothing: MapState = { importId, reading: {}, target: null, form: null, years: null }

it('what was said of a file comes back as it was', () => {
  const form = withConstant(withColumns(new Map(), 'fuel', ['Gas type']), 'source', 'Letter')
  const columns: MapState = { ...nothing, reading: { sheet: 'B' }, target: 'stock', form }
  expect(stateKept({ importId, said: saidOf(columns, 'stock') })).toEqual(columns)
  const years: MapState = { ...nothing, years: { fromYear: 2020, toYear: null } }
  expect(stateKept({ importId, said: saidOf(years, 'epa') })).toEqual(years)
})

it('while nothing is said of its columns, what was guessed stands', () => {
  expect(stateKept({ importId, said: null })).toEqual(nothing)
  const read: MapState = { ...nothing, reading: { headerRow: 3 } }
  expect(saidOf(read, 'figures')).toEqual({ reading: { headerRow: 3 }, target: null, mapping: null })
  expect(stateKept({ importId, said: saidOf(read, 'figures') })).toEqual(read)
})

it('what another window said after this one looked is told, and not what this one said itself', () => {
  const seen = { windowId: 'here', times: 2 }
  expect(isSaidElsewhere({ saidIn: 'there', saidTimes: 3 }, seen)).toBe(true)
  expect(isSaidElsewhere({ saidIn: 'there', saidTimes: 2 }, seen)).toBe(false)
  expect(isSaidElsewhere({ saidIn: 'here', saidTimes: 3 }, seen)).toBe(false)
  expect(isSaidElsewhere({ saidIn: null, saidTimes: 0 }, { ...seen, times: 0 })).toBe(false)
})
