import { expect, test } from 'vitest'
import { handshakeSchema } from './protocol.ts'

test('a later head office is welcome to name a document of a kind that this laptop does not know', () => {
  const documents = [
    { kind: 'catalogue', hash: 'a'.repeat(64), bytes: 9 },
    { kind: 'bankRates', hash: 'b'.repeat(64), bytes: 7 },
  ]
  const welcome = {
    type: 'welcome',
    epoch: 'e',
    mark: 'durable',
    newEpoch: false,
    seq: 0,
    now: 0,
    encodings: [],
    documents,
  }
  expect(handshakeSchema.parse(welcome)).toEqual(welcome)
})
