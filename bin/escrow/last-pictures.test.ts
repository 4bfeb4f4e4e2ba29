import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHeadofficeClient } from '../../electron/data/headoffice-client.ts'
import { walkIn } from '../../electron/data/test-service.ts'
import { newId, randomBytes } from '../../electron/doors.ts'
import { openLaptop as openOtherLaptop } from '../sync-testing/laptop.ts'
import {
  type EscrowPlace,
  escrowPassphrase,
  expectNothingLeft,
  openEscrowPlace,
  operator,
} from './escrow-place.ts'
import type { RunningLaptop } from './running-laptop.ts'

// Real derivations and a real head office: on a busy machine each takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let at: EscrowPlace
beforeEach(async () => {
  at = await openEscrowPlace()
})
afterEach(() => at.close())

/** A visit with a picture, whose record is at head office and whose bytes a line that is paid for kept here. */
async function keepPictureBack({ client }: RunningLaptop) {
  await client().sync.setMetered({ setting: 'metered', language: 'en' })
  const visit = await walkIn(client())
  const content = new Uint8Array([
    0xff,
    0xd8,
    0xff,
    0xda,
    0x00,
    0x04,
    0x01,
    0x00,
    ...randomBytes(70_000).map((byte) => byte % 200),
    0xff,
    0xd9,
  ])
  await client().pictures.add({
    pictureId: newId(),
    visitId: visit.id,
    content: new Blob([content]),
    caption: '',
  })
  await client().sync.now({ language: 'en' })
  return createHash('sha256').update(content).digest('hex')
}

test('a revoked laptop hands over the pictures that it had not sent, though all its records were, and escrow brings them in', async () => {
  await at.putEscrowInForce()
  const running = await at.anEnrolledLaptop()
  const { laptop, client, until, deviceId, key } = running
  const hash = await keepPictureBack(running)
  await at.office.operator.revoke(deviceId)
  await client()
    .sync.now({ language: 'en' })
    .catch(() => {})
  await until('revoked')
  expect(laptop.state()).toMatchObject({ type: 'revoked', changeSets: 0, pictures: 1, picturesLeft: 0 })
  expectNothingLeft(at.folder, key)

  const other = openOtherLaptop({ url: at.office.url, storeCode: 'KHI-01' })
  await other.enrol(at.office)
  const headoffice = createHeadofficeClient(at.office.url, other.identity)
  const held = () =>
    headoffice.call(new AbortController().signal, (contract, options) =>
      contract.blobState({ hashes: [hash] }, options),
    )
  expect(await held()).toEqual({ blobs: [null] })
  for (let twice = 0; twice < 2; twice += 1) {
    const right = operator(escrowPassphrase)
    expect(await at.taken(right, deviceId)).toBe(0)
    expect(right.said).toContain('It holds 1 picture that head office was not given.')
    expect(right.said).toContain('Taken in: 1 picture, 0 refused.')
    expect(await held()).toEqual({ blobs: [{ received: 70_010, total: 70_010 }] })
  }
  await other.close()
})

test('a revoked laptop keeps its pictures where no escrow key was named and nothing else is unsent', async () => {
  const running = await at.anEnrolledLaptop()
  const { laptop, client, deviceId } = running
  await keepPictureBack(running)
  expect((await client().sync.status({ language: 'en' })).waitingChangeSets).toBe(0)
  await at.office.operator.revoke(deviceId)
  await client()
    .sync.now({ language: 'en' })
    .catch(() => {})
  expect(laptop.state().type).toBe('open')
  expect((await client().sync.status({ language: 'en' })).advice).toContain('no escrow key')
})
