import { expect, it } from 'vitest'
import { accessActSchema } from '../../../contract/access.ts'
import { resources } from '../../i18n/resources.ts'
import { byDay, changedOf, type Entry, settingOf, wordsOf } from './entry-words.ts'
import { markOf } from './mark.ts'

function entry(of: Partial<Entry>): Entry {
  return {
    position: 1,
    at: 0,
    personId: null,
    personName: null,
    act: 'signed-in',
    customerId: null,
    customerName: null,
    detail: {},
    hash: '',
    ...of,
  }
}

it('every act has its sentence', () => {
  for (const act of accessActSchema.options)
    expect(Object.keys(resources.en['access-log'].acts)).toContain(wordsOf(entry({ act })))
})

it('a closer sentence is said where the detail tells more', () => {
  expect(wordsOf(entry({ act: 'signed-out', detail: { because: 'idle' } }))).toBe('signed-out-idle')
  expect(wordsOf(entry({ act: 'signed-out', detail: { because: 'locked' } }))).toBe('signed-out-locked')
  expect(wordsOf(entry({ act: 'signed-out', detail: { because: 'signed-out' } }))).toBe('signed-out')
  expect(wordsOf(entry({ act: 'customer-erased', detail: { reason: 'retention' } }))).toBe(
    'customer-erased-retention',
  )
  expect(wordsOf(entry({ act: 'pin-set', detail: { by: 'own-pin' } }))).toBe('pin-set')
  expect(wordsOf(entry({ act: 'pin-set', detail: { by: 'manager' } }))).toBe('pin-set-manager')
  const summary = { list: 'daily-summary', day: '2026-11-22', format: 'csv' }
  expect(wordsOf(entry({ act: 'list-exported', detail: summary }))).toBe('list-exported-daily-summary')
  expect(wordsOf(entry({ act: 'list-exported', detail: { ...summary, format: 'print' } }))).toBe(
    'list-exported-printed',
  )
  expect(wordsOf(entry({ act: 'list-exported', detail: { list: 'other' } }))).toBe('list-exported')
  for (const list of ['customers', 'visits', 'conflicts'])
    expect(wordsOf(entry({ act: 'list-seen', detail: { list } }))).toBe(`list-seen-${list}`)
  expect(wordsOf(entry({ act: 'list-seen', detail: { list: 'newer' } }))).toBe('list-seen')
})

it('what was changed is said in an order of its own, and a code of another version is left out', () => {
  expect(changedOf(entry({ act: 'customer-changed', detail: { what: 'booking newer customer' } }))).toEqual([
    'customer',
    'booking',
  ])
  expect(changedOf(entry({ act: 'customer-seen', detail: { what: 'customer' } }))).toEqual([])
  expect(settingOf(entry({ act: 'settings-changed', detail: { setting: 'idle-lock' } }))).toBe('idle-lock')
  expect(settingOf(entry({ act: 'settings-changed', detail: { setting: 'newer' } }))).toBeNull()
})

it('entries stand under their day, a day that comes again after a clock was set back once more', () => {
  const at = [30, 29, 15, 31].map((day, index) => entry({ at: day, position: 4 - index }))
  const days = byDay(at, (instantMs) => String(Math.floor(instantMs / 10)))
  expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([
    ['3', 1],
    ['2', 1],
    ['1', 1],
    ['3', 1],
  ])
})

it('a mark is the beginning of the hash in groups that can be read aloud', () => {
  expect(markOf('3f9a12bc77de0a41ffff')).toBe('3f9a 12bc 77de 0a41')
})
