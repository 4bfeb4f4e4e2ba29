import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import { expect, test } from 'vitest'
import { newSealingKeyPair, sealTo } from '../../core/sealing/sealed.ts'

const words = new TextEncoder().encode('the key of a laptop')

test('what is sealed is RFC 9180 to the byte: another reader, written from the RFC alone, opens it', async () => {
  const { publicKey, privateKey } = await newSealingKeyPair()
  const sealed = await sealTo(publicKey, words, 'escrow wrap', { b: 2, a: '1' })
  expect(
    openByTheRfc({ publicKey, privateKey }, sealed, 'northstar escrow wrap 1', '{"a":"1","b":2}'),
  ).toEqual(Buffer.from(words))
})

/** Base mode of RFC 9180 with KEM 0x0020, KDF 0x0001 and AEAD 0x0002, on Node's own primitives. */
function openByTheRfc(
  keys: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array },
  sealed: Uint8Array,
  info: string,
  aad: string,
): Buffer {
  const hmac = (key: Buffer, ...data: readonly Uint8Array[]) =>
    createHmac('sha256', key).update(Buffer.concat(data)).digest()
  const labelled = (suite: Buffer) => ({
    extract: (salt: string, label: string, ikm: Uint8Array) =>
      hmac(Buffer.from(salt, 'hex'), Buffer.from('HPKE-v1'), suite, Buffer.from(label), ikm),
    expand: (prk: Buffer, label: string, about: Uint8Array, length: number) =>
      hmac(
        prk,
        Buffer.of(0, length),
        Buffer.from('HPKE-v1'),
        suite,
        Buffer.from(label),
        about,
        Buffer.of(1),
      ).subarray(0, length),
  })
  const enc = Buffer.from(sealed.subarray(0, 32))
  const der = (prefix: string, raw: Uint8Array) => Buffer.concat([Buffer.from(prefix, 'hex'), raw])
  const dh = diffieHellman({
    privateKey: createPrivateKey({
      key: der('302e020100300506032b656e04220420', keys.privateKey),
      format: 'der',
      type: 'pkcs8',
    }),
    publicKey: createPublicKey({ key: der('302a300506032b656e032100', enc), format: 'der', type: 'spki' }),
  })
  const kem = labelled(Buffer.concat([Buffer.from('KEM'), Buffer.of(0, 0x20)]))
  const secret = kem.expand(
    kem.extract('', 'eae_prk', dh),
    'shared_secret',
    Buffer.concat([enc, keys.publicKey]),
    32,
  )
  const hpke = labelled(Buffer.concat([Buffer.from('HPKE'), Buffer.of(0, 0x20, 0, 1, 0, 2)]))
  const context = Buffer.concat([
    Buffer.of(0),
    hpke.extract('', 'psk_id_hash', Buffer.alloc(0)),
    hpke.extract('', 'info_hash', Buffer.from(info)),
  ])
  const prk = hpke.extract(secret.toString('hex'), 'secret', Buffer.alloc(0))
  const key = hpke.expand(prk, 'key', context, 32)
  const nonce = hpke.expand(prk, 'base_nonce', context, 12)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    .setAAD(Buffer.from(aad))
    .setAuthTag(Buffer.from(sealed.subarray(-16)))
  return Buffer.concat([decipher.update(sealed.subarray(32, -16)), decipher.final()])
}
