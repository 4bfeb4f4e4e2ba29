import { describe, expect, it } from 'vitest'
import { deviceIdSchema } from '../ids.ts'
import {
  answerRequest,
  bytesToRequest,
  escrowTagOf,
  markOfRequest,
  openAnswer,
  type RecoveryRequest,
  requestToBytes,
  sealToEscrow,
} from './recovery.ts'
import { newSealingKeyPair } from './sealed.ts'
import { readSpelled, spell } from './spelled.ts'

const dataKey = Uint8Array.from({ length: 32 }, (_, index) => index * 7)
const names = {
  databaseId: '019aa000-0000-7000-8000-000000000001',
  deviceId: deviceIdSchema.parse('019aa000-0000-7000-8000-000000000002'),
  storeCode: 'KHI-01',
  wrapId: '019aa000-0000-7000-8000-000000000003',
  salt: 'c3'.repeat(16),
  madeAt: Date.UTC(2026, 10, 22, 7),
}

async function asked() {
  const escrow = await newSealingKeyPair()
  const own = await newSealingKeyPair()
  const request: RecoveryRequest = {
    escrow: await sealToEscrow(escrow.publicKey, dataKey, names),
    escrowTag: escrowTagOf(escrow.publicKey),
    publicKey: own.publicKey,
    askedAt: Date.UTC(2027, 0, 3, 9),
  }
  return { escrow, own, request }
}

describe('a request for the key', () => {
  it('comes back out of its spelled lines as it was', async () => {
    const { request } = await asked()
    const lines = spell(requestToBytes(request))
    expect(lines.length).toBeLessThan(16)
    const read = readSpelled(lines.join(' '))
    expect(read.type === 'bytes' && bytesToRequest(read.bytes)).toEqual(request)
  })

  it('is not one when it is cut, longer, of another version, or names no device', async () => {
    const bytes = requestToBytes((await asked()).request)
    expect(bytesToRequest(bytes.slice(0, -1))).toBeNull()
    expect(bytesToRequest(Uint8Array.of(...bytes, 1))).toBeNull()
    expect(bytesToRequest(Uint8Array.of(9, ...bytes.slice(1)))).toBeNull()
    expect(bytesToRequest(bytes.slice(0, 20))).toBeNull()
    expect(bytesToRequest(new Uint8Array())).toBeNull()
  })

  it('is answered with the escrow key so that its own key alone opens the answer', async () => {
    const { escrow, own, request } = await asked()
    const answer = await answerRequest(request, escrow.privateKey)
    if (answer === null) throw new Error('not answered')
    expect(spell(answer).length).toBeLessThan(8)
    expect(await openAnswer(answer, request, own.privateKey)).toEqual({ type: 'key', dataKey })
    expect(await openAnswer(answer, request, escrow.privateKey)).toEqual({ type: 'not-an-answer' })
    const later = { ...request, askedAt: request.askedAt + 1 }
    expect(await openAnswer(answer, later, own.privateKey)).toEqual({ type: 'other-request' })
    expect(await openAnswer(answer.slice(1), request, own.privateKey)).toEqual({ type: 'not-an-answer' })
  })

  it('is not answered with another escrow key, or when what it says of itself was changed', async () => {
    const { escrow, request } = await asked()
    const stranger = await newSealingKeyPair()
    expect(await answerRequest(request, stranger.privateKey)).toBeNull()
    const otherStore = { ...request, escrow: { ...request.escrow, storeCode: 'LHE-01' } }
    expect(await answerRequest(otherStore, escrow.privateKey)).toBeNull()
    const otherDay = { ...request, escrow: { ...request.escrow, madeAt: 0 } }
    expect(await answerRequest(otherDay, escrow.privateKey)).toBeNull()
  })

  it('has a mark that another key in its place does not have', async () => {
    const { request } = await asked()
    const swapped = { ...request, publicKey: (await newSealingKeyPair()).publicKey }
    expect(markOfRequest(swapped)).not.toBe(markOfRequest(request))
  })
})
