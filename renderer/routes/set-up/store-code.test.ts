import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isStoreCode, storeCodeFrom, storeCodeOf } from './store-code.ts'

it('a code is typed any way and becomes capitals and dashes', () => {
  expect(storeCodeFrom('khi 01')).toBe('KHI-01')
  expect(storeCodeFrom('lhr/gulberg!')).toBe('LHRGULBERG')
})

it('a code of one letter, or of thirteen, is not taken', () => {
  expect(isStoreCode('K')).toBe(false)
  expect(isStoreCode('ABCDEFGHIJKLM')).toBe(false)
  expect(isStoreCode('KHI-01')).toBe(true)
})

it('a name gives its initials, a single word its beginning, and one in Urdu a plain word', () => {
  expect(storeCodeOf('Clifton Motors')).toBe('CM-01')
  expect(storeCodeOf('My showroom')).toBe('MS-01')
  expect(storeCodeOf('Gulberg')).toBe('GUL-01')
  expect(storeCodeOf('Citroën')).toBe('CIT-01')
  expect(storeCodeOf('کلفٹن موٹرز')).toBe('STORE-01')
  expect(storeCodeOf('')).toBe('STORE-01')
})

it('every name gives a code that a store can have', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => isStoreCode(storeCodeOf(name))))
})
