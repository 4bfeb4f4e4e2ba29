import { expect, it } from 'vitest'
import { isSetUpReady, type SetUpForm, setUpFaults, storeCodeFrom } from './set-up-form.ts'

const ready: SetUpForm = {
  storeName: 'Clifton Motors',
  storeCode: 'KHI-01',
  yourName: 'عائشہ',
  role: 'manager',
}

it('a form with a store, a code and a name is ready', () => {
  expect(isSetUpReady(ready)).toBe(true)
})

it('each empty field is named, and blanks count as empty', () => {
  expect([...setUpFaults({ storeName: '  ', storeCode: '', yourName: '\t', role: 'consultant' })]).toEqual([
    'storeName',
    'storeCode',
    'yourName',
  ])
})

it('a code of one letter, or of thirteen, is not taken', () => {
  expect(setUpFaults({ ...ready, storeCode: 'K' })).toEqual(new Set(['storeCode']))
  expect(setUpFaults({ ...ready, storeCode: 'ABCDEFGHIJKLM' })).toEqual(new Set(['storeCode']))
})

it('a code is typed any way and becomes capitals and dashes', () => {
  expect(storeCodeFrom('khi 01')).toBe('KHI-01')
  expect(storeCodeFrom('lhr/gulberg!')).toBe('LHRGULBERG')
})
