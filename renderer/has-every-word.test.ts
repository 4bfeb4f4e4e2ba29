import { expect, test } from 'vitest'
import { hasEveryWord } from './has-every-word.ts'

test('each word has to be there, in any order and case', () => {
  expect(hasEveryWord('Toyota Corolla Cross 1.8 HEV', ' cross  TOY ')).toBe(true)
  expect(hasEveryWord('Toyota Corolla Altis 1.6', 'corolla civic')).toBe(false)
})

test('a dash or a space that one wrote and the other did not makes no difference', () => {
  expect(hasEveryWord('Honda CR-V', 'crv')).toBe(true)
  expect(hasEveryWord('NZE141 6012345', 'nze141-6012345')).toBe(true)
})

test('no words are in every text', () => {
  expect(hasEveryWord('Honda City', ' - ')).toBe(true)
})
