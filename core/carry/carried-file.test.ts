import { sha512 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviceIdSchema, storeIdSchema } from '../ids.ts'
import { newSealingKeyPair } from '../sealing/sealed.ts'
import { type CarriedHead, CarriedNotOpened, lookAtCarried, writeCarried } from './carried-file.ts'

const head: CarriedHead = {
  format: 'northstar-carry',
  version: 1,
  from: 'laptop',
  carryId: '0198a1b2-0000-7000-8000-000000000001',
  storeId: storeIdSchema.parse('0198a1b2-0000-7000-8000-000000000002'),
  deviceId: deviceIdSchema.parse('0198a1b2-0000-7000-8000-000000000003'),
  writtenAt: 1,
}
const frames: readonly object[] = [{ type: 'one' }, { type: 'two', text: 'کراچی'.repeat(500) }, [3]]

// As long as a signature is; what Ed25519 itself does is not this file's.
const signText = (text: string): string =>
  Buffer.from(sha512(new TextEncoder().encode(`a secret ${text}`))).toString('base64url')
const isSigned = (text: string, signature: string): boolean => signature === signText(text)
const toBase64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

async function* each(of: readonly object[]): AsyncGenerator<object> {
  yield* of
}

async function written(boxKey: Uint8Array, said = frames): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  const to = { boxKey, sign: signText, fromBase64url: (text: string) => Buffer.from(text, 'base64url') }
  for await (const piece of writeCarried(head, each(said), to)) pieces.push(piece)
  return Buffer.concat(pieces)
}

const look = (bytes: Uint8Array) =>
  lookAtCarried({ size: bytes.length, read: async (from, to) => bytes.slice(from, to) }, toBase64url)

async function read(bytes: Uint8Array, key: Uint8Array): Promise<unknown> {
  const looked = await look(bytes)
  if (looked.type !== 'carried' || !(await looked.file.isSignedBy(isSigned))) return 'refused'
  const said: unknown[] = []
  for await (const frame of looked.file.frames(key)) said.push(frame)
  return said
}

describe('a file that is carried by hand', () => {
  it('says what was written into it, frame by frame, to whoever it is for', async () => {
    const box = await newSealingKeyPair()
    const bytes = await written(box.publicKey)
    expect(await read(bytes, box.privateKey)).toEqual(frames)
    expect(await look(bytes)).toMatchObject({ type: 'carried', file: { head } })
    expect(await read(await written(box.publicKey, [[1]]), box.privateKey)).toEqual([[1]])
  })

  it('does not open to anybody else', async () => {
    const bytes = await written((await newSealingKeyPair()).publicKey)
    await expect(read(bytes, (await newSealingKeyPair()).privateKey)).rejects.toThrow(CarriedNotOpened)
  })

  it('is refused whole when any bit of it was turned or any end of it is missing', async () => {
    const box = await newSealingKeyPair()
    const bytes = await written(box.publicKey)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
        const changed = bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
        expect(await read(changed, box.privateKey)).toBe('refused')
      }),
      { numRuns: 150 },
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
        expect(await read(bytes.slice(0, length), box.privateKey)).toBe('refused')
      }),
      { numRuns: 100 },
    )
  })

  it('is known to be of a later version, and anything else is no such file', async () => {
    const box = await newSealingKeyPair()
    const bytes = await written(box.publicKey)
    const later = Buffer.from(
      Buffer.from(bytes).toString('latin1').replace('"version":1', '"version":2'),
      'latin1',
    )
    expect(await look(later)).toEqual({ type: 'too-new' })
    for (const other of [Buffer.from(''), Buffer.from('PK'), Buffer.from('brand,model,variant\n'.repeat(50))])
      expect(await look(other)).toEqual({ type: 'not-carried' })
  })
})
