import { expect, test } from 'vitest'
import { jsonOrNull } from './json-or-null.ts'

test('JSON is read from a text and from its bytes', () => {
  expect(jsonOrNull('{"name":"عائشہ"}')).toEqual({ name: 'عائشہ' })
  expect(jsonOrNull(new TextEncoder().encode('{"name":"عائشہ"}'))).toEqual({ name: 'عائشہ' })
})

test.each(['', '{"torn":', 'not JSON', Uint8Array.of(0xff, 0xfe)])('%j is null', (content) => {
  expect(jsonOrNull(content)).toBeNull()
})
