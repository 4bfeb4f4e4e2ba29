import { decodeProtectedHeader, SignJWT } from 'jose'
import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { deviceIdSchema, storeIdSchema } from '../../core/ids.ts'
import type { EnrolledStore } from '../../core/sync/identity.ts'
import { onEachDatabase } from '../testing/on-each-database.ts'
import { aStore, createTestIdentity, refusedWith } from '../testing/test-identity.ts'
import { privateKeyOf } from './key-pairs.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
let storesMade = 0
/** A code that no other test uses. */
const newCode = () => {
  storesMade += 1
  return `KHI-${storesMade}`
}
const ownStore = (code: string): EnrolledStore => ({ id: storeIdSchema.parse(v7()), code, ...aStore })

onEachDatabase('identity on $name', (door) => {
  const start = (options = {}) => createTestIdentity(door, options)

  describe('enrolment', () => {
    test('gives the first laptop’s own store to head office, with its id', async () => {
      const office = await start()
      const code = newCode()
      const own = ownStore(code)
      const device = office.device()
      const enrolment = await device.enrol(await office.operator.newEnrolmentCode({ storeCode: code }), own)
      expect(enrolment.store).toEqual(own)
      expect(enrolment.escrowKey).toBeNull()
      expect(enrolment.signingKey).toHaveLength(43)
      const [listed] = await office.operator.devices(code)
      expect(listed).toMatchObject({
        deviceId: device.deviceId,
        storeCode: code,
        clonedAt: null,
        revokedAt: null,
      })
    })

    test('gives every later laptop of the store head office’s id', async () => {
      const office = await start()
      const code = newCode()
      const codeFor = () => office.operator.newEnrolmentCode({ storeCode: code })
      const first = await office.device().enrol(await codeFor(), ownStore(code))
      const second = await office.device().enrol(await codeFor(), ownStore(code))
      const joined = await office.device().enrol(await codeFor())
      expect(second.store).toEqual(first.store)
      expect(joined.store).toEqual(first.store)
    })

    test('makes a store that the operator described for a laptop that brings none', async () => {
      const office = await start()
      const code = newCode()
      const device = office.device()
      const { store } = await device.enrol(
        await office.operator.newEnrolmentCode({ storeCode: code, ...aStore }),
      )
      expect(store).toEqual({ id: store.id, code, ...aStore })
    })

    test('does not make up what a store is called and where it is', async () => {
      const office = await start()
      const code = await office.operator.newEnrolmentCode({ storeCode: newCode() })
      expect(await refusedWith(office.device().enrol(code))).toBe('ENROLMENT_REFUSED: store-not-described')
      // The code is still good.
      await office.device().enrol(code, ownStore(newCode()))
    })

    test('lets one laptop in with a code, and only once', async () => {
      const office = await start()
      const code = await office.operator.newEnrolmentCode({ storeCode: newCode(), ...aStore })
      const codes = [office.device(), office.device(), office.device()].map((device) =>
        refusedWith(device.enrol(code)),
      )
      expect((await Promise.all(codes)).sort()).toEqual(['CODE_NOT_GOOD', 'CODE_NOT_GOOD', 'let in'])
    })

    test('answers the same laptop the same as long as its answer may be lost', async () => {
      const office = await start()
      const code = await office.operator.newEnrolmentCode({ storeCode: newCode(), ...aStore })
      const device = office.device()
      const first = await device.enrol(code)
      expect(await device.enrol(code)).toEqual(first)
      await device.token()
      expect(await refusedWith(device.enrol(code))).toBe('CODE_NOT_GOOD')
      await device.token()
    })

    test('forgets a code after a day', async () => {
      const office = await start()
      const code = await office.operator.newEnrolmentCode({ storeCode: newCode(), ...aStore })
      office.advance(dayMs)
      expect(await refusedWith(office.device().enrol(code))).toBe('CODE_NOT_GOOD')
    })

    test('looks at no more codes of an address that tried too many, not even a good one', async () => {
      const office = await start({ wrongCodeLimits: { perAddress: 3, overall: 100 } })
      const code = await office.operator.newEnrolmentCode({ storeCode: newCode(), ...aStore })
      const wrong = () => refusedWith(office.device().enrol('0000-0000-0000', null, '198.51.100.1'))
      expect(await Promise.all([wrong(), wrong(), wrong()])).toEqual(Array(3).fill('CODE_NOT_GOOD'))
      expect(await refusedWith(office.device().enrol(code, null, '198.51.100.1'))).toBe('TOO_MANY_TRIES')
      await office.device().enrol(code, null, '198.51.100.2')
    })

    test('never gives a laptop of one store another store of head office', async () => {
      const office = await start()
      const [here, there] = [newCode(), newCode()]
      const own = ownStore(here)
      await office.device().enrol(await office.operator.newEnrolmentCode({ storeCode: here }), own)
      const code = await office.operator.newEnrolmentCode({ storeCode: there, ...aStore })
      expect(await refusedWith(office.device().enrol(code, own))).toBe('ENROLMENT_REFUSED: other-store')
    })

    test('does not let a laptop take another store’s id by bringing it', async () => {
      const office = await start()
      const code = newCode()
      const own = ownStore(newCode())
      const made = await office
        .device()
        .enrol(await office.operator.newEnrolmentCode({ storeCode: code, ...aStore }), own)
      expect(made.store.id).not.toBe(own.id)
    })

    test('refuses a laptop of another market', async () => {
      const office = await start()
      const code = newCode()
      const made = await office.operator.newEnrolmentCode({ storeCode: code, ...aStore })
      const own = { ...ownStore(code), market: 'us' }
      expect(await refusedWith(office.device().enrol(made, own))).toBe('ENROLMENT_REFUSED: other-market')
    })

    test('refuses a device id that is another laptop’s, and a signature that is not of the key', async () => {
      const office = await start()
      const device = await office.enrolled(newCode())
      const code = await office.operator.newEnrolmentCode({ storeCode: newCode(), ...aStore })
      expect(await refusedWith(device.copy().enrol(code))).toBe('ENROLMENT_REFUSED: device-id-taken')
      const request = office.device().requestToEnrol(code)
      const forged = { ...request, boxKey: 'A'.repeat(43) }
      expect(await refusedWith(office.enrol(forged, ''))).toBe('SIGNATURE_WRONG')
      const noKey = { ...request, signingKey: '_'.repeat(43) }
      expect(await refusedWith(office.enrol(noKey, ''))).toBe('SIGNATURE_WRONG')
    })
  })

  describe('a token', () => {
    test('says which store and laptop calls, for ten minutes', async () => {
      const office = await start()
      const code = newCode()
      const device = await office.enrolled(code)
      const token = await device.token()
      const store = await office.operator.store(code)
      expect(await office.verify(token)).toEqual({ storeId: store?.id, deviceId: device.deviceId })
      office.advance(10 * minuteMs + 1000)
      expect(await refusedWith(office.verify(token))).toBe('TOKEN_NOT_GOOD')
    })

    test.each(['', 'nonsense', 'a.b.c'])('that is %j is not good', async (token) => {
      const office = await start()
      expect(await refusedWith(office.verify(token))).toBe('TOKEN_NOT_GOOD')
    })

    test('of a key that head office does not have, or of another signing, is not good', async () => {
      const office = await start()
      const device = await office.enrolled(newCode())
      const good = await device.token()
      const { kid } = decodeProtectedHeader(good)
      const claims = { store: v7() }
      const forge = (
        header: { readonly alg: string; readonly kid?: string },
        key: Parameters<SignJWT['sign']>[0],
      ) =>
        new SignJWT(claims)
          .setProtectedHeader(header)
          .setIssuer('northstar-headoffice')
          .setAudience('northstar-sync')
          .setSubject(device.deviceId)
          .setExpirationTime('10m')
          .sign(key)
      const stranger = privateKeyOf('sign', Buffer.alloc(32, 5).toString('base64url'))
      const forged = [
        await forge({ alg: 'EdDSA', kid: v7() }, stranger),
        await forge({ alg: 'EdDSA', ...(kid !== undefined && { kid }) }, stranger),
        await forge({ alg: 'HS256', ...(kid !== undefined && { kid }) }, Buffer.alloc(32, 1)),
        good.split('.').with(2, '').join('.'),
      ]
      for (const token of forged) expect(await refusedWith(office.verify(token))).toBe('TOKEN_NOT_GOOD')
    })

    test('outlives the key that signed it, and nothing else of that key does', async () => {
      const office = await start()
      // Beyond the keys that other tests made on this database.
      office.advance(365 * dayMs)
      const device = await office.enrolled(newCode())
      await device.token()
      office.advance(30 * dayMs - minuteMs)
      const before = await device.token()
      office.advance(minuteMs)
      const after = await device.token()
      expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid)
      await office.verify(before)
      await office.verify(after)
      office.advance(8 * minuteMs)
      await office.verify(before)
      office.advance(2 * minuteMs)
      expect(await refusedWith(office.verify(before))).toBe('TOKEN_NOT_GOOD')
    })

    test('is signed with a new key after thirty days, by itself', async () => {
      const office = await start()
      const device = await office.enrolled(newCode())
      const before = decodeProtectedHeader(await device.token())
      office.advance(31 * dayMs)
      expect(decodeProtectedHeader(await device.token()).kid).not.toBe(before.kid)
    })

    test('needs a nonce of a minute, which is good once and for one laptop', async () => {
      const office = await start()
      const [device, other] = [await office.enrolled(newCode()), await office.enrolled(newCode())]
      const late = await device.requestToken()
      office.advance(minuteMs + 1)
      expect(await refusedWith(office.token(late))).toBe('TOKEN_NOT_GOOD')
      const request = await device.requestToken()
      const answer = await office.token(request)
      expect(await refusedWith(office.token(request))).toBe('TOKEN_NOT_GOOD')
      device.setLink(answer.chain)
      const others = await other.requestToken()
      expect(await refusedWith(office.token({ ...others, deviceId: device.deviceId }))).toBe(
        'SIGNATURE_WRONG',
      )
      await device.token()
    })

    test('is not given for a request that was held up behind its successor, and nobody is locked out by it', async () => {
      const office = await start()
      const device = await office.enrolled(newCode())
      const heldUp = await device.requestToken()
      await device.token()
      expect(await refusedWith(office.token(heldUp))).toBe('TOKEN_NOT_GOOD')
      await device.token()
      expect((await office.operator.devices()).filter(({ clonedAt }) => clonedAt !== null)).toEqual([])
    })

    test('is not given to a laptop that head office does not know', async () => {
      const office = await start()
      const stranger = office.device()
      stranger.setLink('A'.repeat(43))
      expect(await refusedWith(stranger.token())).toBe('DEVICE_NOT_KNOWN')
    })
  })

  describe('rotation', () => {
    test('takes the new keys, once or twice, and asks a laptop that has the old ones for them', async () => {
      const office = await start()
      const device = await office.enrolled(newCode())
      const caller = await office.verify(await device.token())
      const { request, takeUp } = device.requestToRotate()
      await office.rotate(caller, request)
      await office.rotate(caller, request)
      expect(await refusedWith(device.token())).toBe('SIGNATURE_WRONG')
      takeUp()
      await office.verify(await device.token())
    })

    test('needs the new key’s signature for this very laptop', async () => {
      const office = await start()
      const [device, other] = [await office.enrolled(newCode()), await office.enrolled(newCode())]
      const caller = await office.verify(await device.token())
      const { request } = other.requestToRotate()
      expect(await refusedWith(office.rotate(caller, request))).toBe('SIGNATURE_WRONG')
    })
  })

  describe('revocation', () => {
    test('ends tokens at once and gives no more; nobody else is touched', async () => {
      const office = await start()
      const [device, other] = [await office.enrolled(newCode()), await office.enrolled(newCode())]
      const token = await device.token()
      expect(await office.operator.revoke(device.deviceId)).toBe(true)
      expect(await refusedWith(office.verify(token))).toBe('DEVICE_REVOKED')
      expect(await refusedWith(device.token())).toBe('DEVICE_REVOKED')
      await office.verify(await other.token())
      expect(await office.operator.revoke(deviceIdSchema.parse(v7()))).toBe(false)
    })

    test('keeps the last word of the laptop, the same again as the first time, and not without end', async () => {
      const office = await start()
      const device = await office.enrolled(newCode())
      await office.operator.revoke(device.deviceId)
      const first = await device.farewell('c2VhbGVk', 3)
      office.advance(1000)
      expect(await device.farewell('c2VhbGVk', 3)).toEqual(first)
      const mine = (await office.operator.farewells()).filter(({ deviceId }) => deviceId === device.deviceId)
      expect(mine).toMatchObject([{ changeSets: 3, receivedAt: first.receivedAt }])
      const [kept] = mine
      expect(kept && (await office.operator.farewell(kept))).toBe('c2VhbGVk')
      for (let count = 1; count < 100; count += 1) await device.farewell(`more${count}`)
      expect(await refusedWith(device.farewell('tooMuch'))).toBe('TOKEN_NOT_GOOD')
    })

    test('comes before any last word: a laptop that is not revoked fills nothing', async () => {
      const office = await start()
      const device = await office.enrolled(newCode())
      expect(await refusedWith(device.farewell('c2VhbGVk'))).toBe('TOKEN_NOT_GOOD')
      const { length } = (await office.operator.farewells()).filter(
        ({ deviceId }) => deviceId === device.deviceId,
      )
      expect(length).toBe(0)
      // One that head office forgot to have revoked, after a restore, is heard once it is revoked again.
      await office.operator.revoke(device.deviceId)
      await device.farewell('c2VhbGVk')
    })

    test('takes no last word in another’s name', async () => {
      const office = await start()
      const device = await office.enrolled(newCode())
      await office.operator.revoke(device.deviceId)
      const copy = office.device()
      expect(await refusedWith(copy.farewell('c2VhbGVk'))).toBe('DEVICE_NOT_KNOWN')
    })
  })

  test('the escrow key is the newest that was set, and comes with the enrolment', async () => {
    const office = await start()
    await office.operator.setEscrowKey('E'.repeat(43))
    await office.operator.setEscrowKey('F'.repeat(43))
    expect(await office.escrowKey()).toBe('F'.repeat(43))
    const code = await office.operator.newEnrolmentCode({ storeCode: newCode(), ...aStore })
    expect((await office.device().enrol(code)).escrowKey).toBe('F'.repeat(43))
  })

  test('head office’s own keys are made once', async () => {
    const [one, other] = [await start(), await start()]
    expect(other.keys).toEqual(one.keys)
    expect(one.keys.signing.publicKey).not.toBe(one.keys.box.publicKey)
  })

  test('a code is not in head office’s database as it is said', async () => {
    const office = await start()
    const code = await office.operator.newEnrolmentCode({ storeCode: newCode(), ...aStore })
    const rows = await door.query(z.record(z.string(), z.unknown()), 'SELECT * FROM enrolment_code')
    expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''))
  })
})
