import { expect, it } from 'vitest'
import { strengthOf } from './passphrase-strength.ts'

it('a short passphrase is told how many characters are missing, in any script', () => {
  expect(strengthOf('')).toEqual({ type: 'empty' })
  expect(strengthOf('lantern')).toEqual({ type: 'short', missing: 5 })
  expect(strengthOf('گلاب')).toEqual({ type: 'short', missing: 8 })
  expect(strengthOf('🌟🌟🌟🌟')).toEqual({ type: 'short', missing: 8 })
})

it('twelve characters are enough, four words are strong', () => {
  expect(strengthOf('lantern mango')).toEqual({ type: 'enough' })
  expect(strengthOf('lantern mango rail seventeen')).toEqual({ type: 'strong' })
})

it('a long row of the same few characters is called plain', () => {
  expect(strengthOf('abababababababababababab')).toEqual({ type: 'plain' })
})
