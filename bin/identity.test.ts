import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deviceIdSchema } from '../core/ids.ts'
import { readChain } from '../db/chain-file.ts'
import { testFolder } from '../db/test-database.ts'

import { identityOffice, losing, outcome } from './sync-testing/identity-laptop.ts'

const { office, openLaptop, stateAtHeadoffice } = identityOffice()

describe('a token', () => {
  test('is asked for once for all who wait, kept, and asked for anew before its end or when it is refused', async () => {
    using place = testFolder()
    let asked = 0
    const laptop = openLaptop({
      ...place,
      through: (calls) => ({
        ...calls,
        token: (...of) => {
          asked += 1
          return calls.token(...of)
        },
      }),
    })
    await laptop.enrol()
    const [one, two] = await Promise.all([laptop.token(), laptop.token()])
    expect([two, await laptop.token()]).toEqual([one, one])
    expect(asked).toBe(1)
    laptop.advance(9 * 60_000)
    await laptop.token()
    expect(asked).toBe(2)
    await laptop.token(await laptop.token())
    expect(asked).toBe(3)
    await laptop.close()
  })

  test('is waited for no longer by one who leaves, and still comes for the others', async () => {
    using place = testFolder()
    const laptop = openLaptop(place)
    await laptop.enrol()
    const leaving = new AbortController()
    const left = laptop.identity.token(leaving.signal)
    const stays = laptop.token()
    leaving.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    await stays
    await laptop.close()
  })

  test('has its link on the disk before it counts: a laptop that goes down at any answer is let in again', async () => {
    using place = testFolder()
    const laptop = openLaptop(place)
    await laptop.enrol()
    const link = () => readChain(place.folder)?.link
    const before = link()
    await laptop.token()
    expect(link()).not.toBe(before)
    await laptop.close()
    const again = openLaptop(place)
    await again.token()
    await again.close()
  })

  test('is got whatever answers are lost on the way, and head office suspects nobody', async () => {
    using place = testFolder()
    let lost: readonly boolean[] = []
    let at = 0
    const laptop = openLaptop({
      ...place,
      through: (calls) =>
        losing(calls, () => {
          at += 1
          return lost[at - 1] ?? false
        }),
    })
    await laptop.enrol()
    const act = fc.constantFrom('token', 'rotate')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(act, fc.boolean()), { maxLength: 8 }), async (acts) => {
        for (const [what, isLost] of acts) {
          lost = [isLost, isLost]
          at = 0
          laptop.advance(20 * 60_000)
          await (what === 'token' ? laptop.token() : laptop.identity.rotate()).catch(() => {})
        }
        lost = []
        laptop.advance(20 * 60_000)
        expect(await outcome(laptop.token())).toBe('let in')
      }),
      { numRuns: 12 },
    )
    expect((await stateAtHeadoffice(laptop.db.device.get()?.deviceId))?.clonedAt).toBeNull()
    await laptop.close()
  })
})

describe('a copied disk', () => {
  test('is noticed after both have spoken; enrolled anew, one of them goes on with the same store', async () => {
    using place = testFolder()
    using elsewhere = testFolder()
    const first = openLaptop(place)
    const { storeCode } = first
    await first.enrol()
    await first.token()
    await first.close()
    cpSync(place.folder, elsewhere.folder, { recursive: true })
    const [laptop, copy] = [openLaptop(place), openLaptop(elsewhere)]
    const speak = (one: typeof laptop) => {
      one.advance(20 * 60_000)
      return outcome(one.token())
    }
    expect(await speak(laptop)).toBe('let in')
    expect(await speak(copy)).toBe('let in')
    expect(await speak(laptop)).toBe('cloned')
    expect(await speak(copy)).toBe('cloned')
    expect([laptop.identity.state(), copy.identity.state()]).toEqual(['cloned', 'cloned'])
    const { deviceId, storeId } = laptop.db.device.get() ?? {}
    expect((await stateAtHeadoffice(deviceId))?.clonedAt).not.toBeNull()
    await laptop.enrol(await office().operator.newEnrolmentCode({ storeCode }))
    expect(await speak(laptop)).toBe('let in')
    expect(laptop.db.device.get()).toMatchObject({ storeId })
    expect(laptop.db.device.get()?.deviceId).not.toBe(deviceId)
    expect(await speak(copy)).toBe('cloned')
    if (deviceId) await office().operator.revoke(deviceId)
    expect([await speak(laptop), await speak(copy)]).toEqual(['let in', 'revoked'])
    await laptop.close()
    await copy.close()
  })

  test('of a laptop whose link is gone is not let in by its database alone', async () => {
    using place = testFolder()
    const laptop = openLaptop(place)
    await laptop.enrol()
    rmSync(join(place.folder, 'device-chain.json'))
    expect(laptop.identity.state()).toBe('not-enrolled')
    expect(await outcome(laptop.token())).toBe('not-known')
    await laptop.enrol()
    await laptop.token()
    await laptop.close()
  })
})

test('a laptop that is revoked is told, stays so over a restart, and says its last word', async () => {
  using place = testFolder()
  const laptop = openLaptop(place)
  await laptop.enrol()
  await laptop.token()
  const deviceId = laptop.db.device.get()?.deviceId
  await office().operator.revoke(deviceIdSchema.parse(deviceId))
  expect(await outcome(laptop.token(await laptop.token()))).toBe('revoked')
  await laptop.close()
  const again = openLaptop(place)
  expect(again.identity.state()).toBe('revoked')
  await again.identity.farewell('c2VhbGVk', 2, new AbortController().signal)
  const words = (await office().operator.farewells()).filter((word) => word.deviceId === deviceId)
  expect(words).toMatchObject([{ changeSets: 2 }])
  await again.close()
})

test('a laptop gets new keys, and is still let in when head office’s answer to that was lost', async () => {
  using place = testFolder()
  let isLost = false
  const laptop = openLaptop({
    ...place,
    through: (calls) => losing(calls, (call) => call === 'rotate' && isLost),
  })
  expect(await outcome(laptop.identity.rotate())).toBe('NOT_ENROLLED')
  await laptop.enrol()
  const keys = () => laptop.db.identity.keys('enrolled')?.seeds
  const first = keys()
  await laptop.identity.rotate()
  const second = keys()
  expect(second).not.toEqual(first)
  isLost = true
  expect(await outcome(laptop.identity.rotate())).toBe('HEADOFFICE_NOT_REACHED')
  expect(keys()).toEqual(second)
  laptop.advance(20 * 60_000)
  await laptop.token()
  // Head office had taken them.
  expect(keys()).not.toEqual(second)
  await laptop.close()
})
