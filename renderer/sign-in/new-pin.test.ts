import { expect, it } from 'vitest'
import { newPinFault } from './new-pin.ts'
import { pinFrom } from './pin-field.tsx'

it('a new PIN has six digits or more, and is the same both times', () => {
  expect(newPinFault({ first: '', again: '' })).toBe('short')
  expect(newPinFault({ first: '73019', again: '73019' })).toBe('short')
  expect(newPinFault({ first: '730194', again: '730149' })).toBe('differ')
  expect(newPinFault({ first: '730194', again: '730194' })).toBeNull()
})

it('a PIN typed on an Urdu keyboard is the same digits, and nothing but digits is taken', () => {
  expect(pinFrom('۷۳۰۱۹۴')).toBe('730194')
  expect(pinFrom('73-01 94x')).toBe('730194')
  expect(pinFrom('1234567890123456')).toBe('123456789012')
})
