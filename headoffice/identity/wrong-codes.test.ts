import { expect, test } from 'vitest'
import { createWrongCodes } from './wrong-codes.ts'

const hourMs = 3_600_000

test('an address is over its limit for the rest of the hour, and others go on', () => {
  let now = hourMs * 100
  const wrong = createWrongCodes(() => now, { perAddress: 3, overall: 10 })
  for (let time = 0; time < 3; time += 1) {
    expect(wrong.isOver('a')).toBe(false)
    wrong.count('a')
  }
  expect(wrong.isOver('a')).toBe(true)
  expect(wrong.isOver('b')).toBe(false)
  now += hourMs
  expect(wrong.isOver('a')).toBe(false)
})

test('whoever has many addresses is still one guesser', () => {
  const wrong = createWrongCodes(() => 0, { perAddress: 3, overall: 10 })
  for (let address = 0; address < 10; address += 1) wrong.count(String(address))
  expect(wrong.isOver('fresh')).toBe(true)
})
