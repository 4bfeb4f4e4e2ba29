import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import pino from 'pino'
import { v7 } from 'uuid'
import { afterAll, beforeAll } from 'vitest'
import { Refusal } from '../../contract/errors.ts'
import { deviceIdSchema, storeIdSchema } from '../../core/ids.ts'
import { openTestDatabase, testClock } from '../../db/test-database.ts'
import { HeadofficeFailure } from '../../electron/data/call-failure.ts'
import { createContractClient } from '../../electron/data/headoffice-client.ts'
import { createHeadofficeWire } from '../../electron/data/headoffice-wire.ts'
import { createDeviceIdentity } from '../../electron/data/identity/device-identity.ts'
import { createIdentityCalls, type IdentityCalls } from '../../electron/data/identity/identity-calls.ts'
import { type Headoffice, startHeadoffice } from '../../headoffice/start.ts'
import { freshTrialFolder } from '../../headoffice/testing/fresh-trial.ts'

/** A trial head office in a folder of its own. */
async function openEnrolmentOffice() {
  const folder = await freshTrialFolder()
  const office = await startHeadoffice({
    folder,
    port: 0,
    resources: resolve(import.meta.dirname, '..', '..'),
    clock: testClock().clock,
    newId: () => v7(),
    randomBytes: (count) => randomBytes(count),
    log: pino({ level: 'silent' }),
  })
  return {
    office,
    async end() {
      await office.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A laptop's identity on its own SQLite, speaking to head office over HTTP. */
export function openIdentityLaptop({
  office,
  folder,
  storeCode,
  through = (calls) => calls,
}: {
  readonly office: Headoffice
  readonly folder: string
  readonly storeCode: string
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

export function identityOf(
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
export function losing(
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

/** What came of a call: that it was let in, or the code or the failure that it ended with. */
export const outcome = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => 'let in',
    (reason: unknown) => reason,
  )
  if (error instanceof Refusal) return error.code
  return error instanceof HeadofficeFailure ? error.failure : String(error)
}

/** A head office for the tests of a file, and laptops of it, each of a store of its own where none is named. */
export function identityOffice() {
  let opened: Awaited<ReturnType<typeof openEnrolmentOffice>> | null = null
  beforeAll(async () => {
    opened = await openEnrolmentOffice()
  })
  afterAll(() => opened?.end())
  let codesMade = 0
  const newStoreCode = () => {
    codesMade += 1
    return `KHI-${codesMade}`
  }
  const office = () => {
    if (opened === null) throw new Error('Head office is open only while tests run')
    return opened.office
  }
  type Options = Omit<Parameters<typeof openIdentityLaptop>[0], 'office' | 'storeCode'> & {
    readonly storeCode?: string
  }
  return {
    office,
    newStoreCode,
    openLaptop: (options: Options) =>
      openIdentityLaptop({ office: office(), ...options, storeCode: options.storeCode ?? newStoreCode() }),
    stateAtHeadoffice: async (deviceId: string | undefined) =>
      (await office().operator.devices()).find((device) => device.deviceId === deviceId),
  }
}
