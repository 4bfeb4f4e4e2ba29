import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFlatJson } from './flat-json.ts'

const notReadable = expect.objectContaining({ code: 'BODY_NOT_READABLE' })

test('reads whatever JSON can say', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 20 }), (text) => {
      expect(parseFlatJson(Buffer.from(text))).toEqual(JSON.parse(text))
    }),
  )
})

test('brackets and escapes inside a string are no levels', () => {
  const value = { words: `${'['.repeat(500)}"\\${'{'.repeat(500)}\\"`, more: ['\\\\', '"'] }
  expect(parseFlatJson(Buffer.from(JSON.stringify(value)))).toEqual(value)
})

test('refuses what is nested without end, before it is parsed', () => {
  for (const text of ['['.repeat(5_000_000), `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`])
    expect(() => parseFlatJson(Buffer.from(text))).toThrow(notReadable)
  expect(parseFlatJson(Buffer.from(`${'['.repeat(90)}${']'.repeat(90)}`))).toBeInstanceOf(Array)
})

test('refuses what is not JSON, and bytes that are not UTF-8', () => {
  for (const bytes of [Buffer.from('not json'), Buffer.from('"open'), Buffer.from([0x22, 0xff, 0x22])])
    expect(() => parseFlatJson(bytes)).toThrow(notReadable)
  expect(parseFlatJson(Buffer.alloc(0))).toBeUndefined()
})
