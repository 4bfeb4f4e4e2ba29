import { expect, test } from 'vitest'
import { asksToBeSpared } from './use-tell-network.ts'

test('a line asks to be spared only where the browser says so', () => {
  expect(asksToBeSpared({})).toBe(false)
  expect(asksToBeSpared({ connection: undefined })).toBe(false)
  expect(asksToBeSpared({ connection: { saveData: false } })).toBe(false)
  expect(asksToBeSpared({ connection: { saveData: true } })).toBe(true)
})
