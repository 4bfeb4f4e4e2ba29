import { expect, it } from 'vitest'
import { isSetUpReady, type SetUpForm, setUpFaults, storeCodeFrom } from './set-up-form.ts'

const ready: SetUpForm = {
  storeName: 'Clifton Motors',
  storeCode: 'KHI-01',
  yourName: 'عائشہ',
  pin: '730194',
  pinAgain: '730194',
}

it('a form with a store, a code, a name and a PIN typed twice is ready', () => {
  expect(isSetUpReady(ready)).toBe(true)
})

it('each empty field is named, and blanks count as empty', () => {
  const empty = { storeName: '  ', storeCode: '', yourName: '\t', pin: '', pinAgain: '' }
  expect([...setUpFaults(empty)]).toEqual(['storeName', 'storeCode', 'yourName', 'pin'])
})

it('a PIN of five digits is too short, and one typed differently is said beside the second', () => {
  expect(setUpFaults({ ...ready, pin: '73019', pinAgain: '73019' })).toEqual(new Set(['pin']))
  expect(setUpFaults({ ...ready, pinAgain: '730149' })).toEqual(new Set(['pinAgain']))
})

it('a code of one letter, or of thirteen, is not taken', () => {
  expect(setUpFaults({ ...ready, storeCode: 'K' })).toEqual(new Set(['storeCode']))
  expect(setUpFaults({ ...ready, storeCode: 'ABCDEFGHIJKLM' })).toEqual(new Set(['storeCode']))
})

it('a code is typed any way and becomes capitals and dashes', () => {
  expect(storeCodeFrom('khi 01')).toBe('KHI-01')
  expect(storeCodeFrom('lhr/gulberg!')).toBe('LHRGULBERG')
})
