import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../contract/errors.ts'
import { deviceIdSchema, storeIdSchema } from '../core/ids.ts'
import { readChain } from '../db/chain-file.ts'
import { openTestDatabase, testClock, testFolder } from '../db/test-database.ts'
import { HeadofficeFailure } from '../electron/data/call-failure.ts'
import { createContractClient } from '../electron/data/headoffice-client.ts'
import { createHeadofficeWire } from '../electron/data/headoffice-wire.ts'
import { createDeviceIdentity } from '../electron/data/identity/device-identity.ts'
import { createIdentityCalls, type IdentityCalls } from '../electron/data/identity/identity-calls.ts'
import { type Headoffice, startHeadoffice } from '../headoffice/start.ts'

const officeFolder = mkdtempSync(join(tmpdir(), 'northstar-enrolment-'))
const aStore = { name: 'Clifton Motors', market: 'pk', timeZone: 'Asia/Karachi', language: 'en' } as const
let office: Headoffice
let codesMade = 0

beforeAll(async () => {
  office = await startHeadoffice({
    folder: officeFolder,
    port: 0,
    resources: resolve(import.meta.dirname, '..'),
    clock: testClock().clock,
    newId: () => v7(),
    randomBytes: (count) => randomBytes(count),
    log: pino({ level: 'silent' }),
  })
})
afterAll(async () => {
  await office.close()
  rmSync(officeFolder, { recursive: true, force: true })
})

const newStoreCode = () => {
  codesMade += 1
  return `KHI-${codesMade}`
}

/** A laptop's identity on its own SQLite, speaking to head office over HTTP. */
function openLaptop({
  folder,
  storeCode = newStoreCode(),
  through = (calls) => calls,
}: {
  readonly folder: string
  readonly storeCode?: string
  readonly through?: (calls: IdentityCalls) => IdentityCalls
}) {
  const db = openTestDatabase(folder)
  if (db.device.get() === null)
    db.device.create({
      deviceId: deviceIdSchema.parse(v7()),
      storeId: storeIdSchema.parse(v7()),
      storeCode,
      storeName: 'Clifton Motors',
      market: 'pk',
      timeZone: 'Asia/Karachi',
      language: 'en',
      colourScheme: 'auto',
      headofficeUrl: null,
      consultantId: null,
    })
  const monotonic = testClock(0)
  const identity = identityOf(db, folder, { through, monotonicMs: monotonic.clock })
  return {
    db,
    identity,
    storeCode,
    advance: monotonic.advance,
    enrol: async (code?: string) =>
      identity.enrol({
        url: office.url,
        code: code ?? (await office.operator.newEnrolmentCode({ storeCode })),
      }),
    token: (refused: string | null = null) => identity.token(new AbortController().signal, refused),
    async close() {
      await identity.stop()
      db.close()
    },
  }
}

function identityOf(
  db: ReturnType<typeof openTestDatabase>,
  folder: string,
  {
    through = (calls) => calls,
    monotonicMs = testClock(0).clock,
  }: { readonly through?: (calls: IdentityCalls) => IdentityCalls; readonly monotonicMs?: () => number } = {},
) {
  return createDeviceIdentity({
    db,
    folder,
    market: 'pk',
    calls: (url) => through(createIdentityCalls(createContractClient(url, createHeadofficeWire()))),
    clock: testClock().clock,
    monotonicMs,
    newId: () => v7(),
    randomBytes: (count) => randomBytes(count),
    log: pino({ level: 'silent' }),
  })
}

/** Loses the answers of calls for as long as it is told to. */
function losing(
  calls: IdentityCalls,
  isLost: (call: 'enrol' | 'token' | 'rotate') => boolean,
): IdentityCalls {
  const lose = async <T>(call: 'enrol' | 'token' | 'rotate', answer: Promise<T>): Promise<T> => {
    const came = await answer
    if (isLost(call)) throw new HeadofficeFailure('line-broke', 'The answer was lost')
    return came
  }
  return {
    ...calls,
    enrol: (...of) => lose('enrol', calls.enrol(...of)),
    token: (...of) => lose('token', calls.token(...of)),
    rotate: (...of) => lose('rotate', calls.rotate(...of)),
  }
}

const outcome = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => 'let in',
    (reason: unknown) => reason,
  )
  if (error instanceof Refusal) return error.code
  return error instanceof HeadofficeFailure ? error.failure : String(error)
}

const stateAtHeadoffice = async (deviceId: string | undefined) =>
  (await office.operator.devices()).find((device) => device.deviceId === deviceId)

describe('enrolling a laptop', () => {
  test('takes a code however it is typed, gives it its store and a token', async () => {
    using place = testFolder()
    const laptop = openLaptop(place)
    const own = laptop.db.device.get()
    expect(laptop.identity.state()).toBe('not-enrolled')
    expect(await outcome(laptop.token())).toBe('not-known')
    const code = await office.operator.newEnrolmentCode({ storeCode: laptop.storeCode })
    await laptop.enrol(` ${code.toLowerCase().replaceAll('-', ' ')}`)
    expect(laptop.identity.state()).toBe('enrolled')
    const device = laptop.db.device.get()
    expect(device).toMatchObject({ storeId: own?.storeId, headofficeUrl: office.url })
    expect(device?.deviceId).not.toBe(own?.deviceId)
    expect(await laptop.token()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    expect((await stateAtHeadoffice(device?.deviceId))?.lastTokenAt).not.toBeNull()
    await laptop.close()
  })

  test('makes a laptop that was set up on its own one of head office’s store, with all it recorded to send', async () => {
    using first = testFolder()
    using second = testFolder()
    const one = openLaptop(first)
    await one.enrol()
    const other = openLaptop({ ...second, storeCode: one.storeCode })
    const before = other.db.device.get()?.storeId
    await other.enrol()
    expect(other.db.device.get()?.storeId).toBe(one.db.device.get()?.storeId)
    expect(readChain(second.folder)?.earlierStoreIds).toEqual([before])
    await one.close()
    await other.close()
  })

  test('has the same answer for the same code when the first was lost', async () => {
    using place = testFolder()
    let isLost = true
    const laptop = openLaptop({
      ...place,
      through: (calls) => losing(calls, (call) => call === 'enrol' && isLost),
    })
    const code = await office.operator.newEnrolmentCode({ storeCode: laptop.storeCode })
    expect(await outcome(laptop.enrol(code))).toBe('HEADOFFICE_NOT_REACHED')
    expect(laptop.identity.state()).toBe('not-enrolled')
    isLost = false
    await laptop.enrol(code)
    await laptop.token()
    expect((await office.operator.devices(laptop.storeCode)).length).toBe(1)
    await laptop.close()
  })

  test('says what was wrong, and changes nothing', async () => {
    using place = testFolder()
    const laptop = openLaptop(place)
    const code = await office.operator.newEnrolmentCode({ storeCode: laptop.storeCode })
    const tried = (url: string, typed = code) => outcome(laptop.identity.enrol({ url, code: typed }))
    expect(await tried('head office')).toBe('HEADOFFICE_ADDRESS_NOT_VALID')
    expect(await tried('http://headoffice.example')).toBe('HEADOFFICE_ADDRESS_NOT_SAFE')
    expect(await tried('http://127.0.0.1:1')).toBe('HEADOFFICE_NOT_REACHED')
    expect(await tried(office.url, 'no code')).toBe('ENROLMENT_CODE_NOT_GOOD')
    expect(await tried(office.url, '0000-0000-0000')).toBe('ENROLMENT_CODE_NOT_GOOD')
    expect(laptop.identity.state()).toBe('not-enrolled')
    expect(laptop.db.device.get()?.headofficeUrl).toBeNull()
    await laptop.enrol(code)
    expect(await tried(office.url)).toBe('ALREADY_ENROLLED')
    await laptop.close()
  })

  test('says no code to something that is not a head office', async () => {
    using place = testFolder()
    const asked: string[] = []
    const stranger = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in to the Wi-Fi</h1>')
    })
    await new Promise<void>((open) => stranger.listen(0, '127.0.0.1', open))
    const address = stranger.address()
    const port = typeof address === 'object' ? address?.port : null
    const laptop = openLaptop(place)
    const enrolling = laptop.identity.enrol({ url: `http://127.0.0.1:${port}`, code: 'K7QF-3M9T-XW2P' })
    expect(await outcome(enrolling)).toBe('NOT_A_HEADOFFICE')
    expect(asked).toEqual(['/health'])
    await laptop.close()
    stranger.close()
  })

  test('refuses a code of another store to a laptop that was ever enrolled, and keeps its own', async () => {
    using place = testFolder()
    const laptop = openLaptop(place)
    await laptop.enrol()
    const storeId = laptop.db.device.get()?.storeId
    const elsewhere = await office.operator.newEnrolmentCode({ storeCode: newStoreCode(), ...aStore })
    laptop.identity.refuse('cloned')
    expect(await outcome(laptop.enrol(elsewhere))).toBe('ENROLMENT_OTHER_STORE')
    expect(laptop.db.device.get()?.storeId).toBe(storeId)
    await laptop.close()
  })

  test('refuses a store of another market, and one that nobody described', async () => {
    using place = testFolder()
    const laptop = openLaptop(place)
    const storeCode = newStoreCode()
    const abroad = await office.operator.newEnrolmentCode({ storeCode, ...aStore, market: 'us' })
    expect(await outcome(laptop.enrol(abroad))).toBe('ENROLMENT_OTHER_MARKET')
    await laptop.close()
    using empty = testFolder()
    const joining = openTestDatabase(empty.folder)
    const identity = identityOf(joining, empty.folder)
    const undescribed = await office.operator.newEnrolmentCode({ storeCode: newStoreCode() })
    const tried = (code: string) => outcome(identity.enrol({ url: office.url, code }, () => {}))
    expect(await tried(undescribed)).toBe('ENROLMENT_STORE_NOT_DESCRIBED')
    // The store is known by then, and nobody has been let in.
    const there = await office.operator.newEnrolmentCode({
      storeCode: newStoreCode(),
      ...aStore,
      market: 'us',
    })
    expect(await tried(there)).toBe('ENROLMENT_OTHER_MARKET')
    expect(joining.device.get()).toBeNull()
    joining.close()
  })

  test('goes on with a store that was left behind under its own id: what was fed begins anew and is sent again', async () => {
    using first = testFolder()
    using second = testFolder()
    const one = openLaptop(first)
    await one.enrol()
    const other = openLaptop({ ...second, storeCode: one.storeCode })
    other.db.connection.exec(
      "UPDATE feed_position SET epoch = 'an epoch', mark = 'trial', cursor = 9, hash = 'h', synced_at = 1",
    )
    await other.enrol()
    expect(
      other.db.connection.prepare('SELECT epoch, cursor, hash, synced_at FROM feed_position').get(),
    ).toEqual({
      epoch: null,
      cursor: 0,
      hash: '',
      synced_at: null,
    })
    await one.close()
    await other.close()
  })
})

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
    await laptop.enrol(await office.operator.newEnrolmentCode({ storeCode }))
    expect(await speak(laptop)).toBe('let in')
    expect(laptop.db.device.get()).toMatchObject({ storeId })
    expect(laptop.db.device.get()?.deviceId).not.toBe(deviceId)
    expect(await speak(copy)).toBe('cloned')
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
  await office.operator.revoke(deviceIdSchema.parse(deviceId))
  expect(await outcome(laptop.token(await laptop.token()))).toBe('revoked')
  await laptop.close()
  const again = openLaptop(place)
  expect(again.identity.state()).toBe('revoked')
  await again.identity.farewell('c2VhbGVk', 2, new AbortController().signal)
  const words = (await office.operator.farewells()).filter((word) => word.deviceId === deviceId)
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

test('a laptop whose data came from another installation is not enrolled, whatever its database says', async () => {
  using place = testFolder()
  const laptop = openLaptop(place)
  await laptop.enrol()
  const { deviceId } = laptop.db.device.get() ?? {}
  await laptop.close()
  // Another installation's mark, as when only the database was copied.
  rmSync(join(place.folder, 'installation.json'))
  const elsewhere = openLaptop({ ...place, storeCode: laptop.storeCode })
  expect(elsewhere.identity.state()).toBe('not-enrolled')
  expect(elsewhere.db.identity.keys('enrolled')).toBeNull()
  expect(elsewhere.db.device.get()?.deviceId).not.toBe(deviceId)
  expect(readChain(place.folder)).toBeNull()
  await elsewhere.enrol()
  await elsewhere.token()
  await elsewhere.close()
})
