import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { resources } from '../../bin/resources.ts'
import { deviceContract } from '../../contract/headoffice.ts'
import type { StoreId } from '../../core/ids.ts'
import { createDocuments } from '../../headoffice/documents/documents.ts'
import { readEpoch } from '../../headoffice/epoch.ts'
import { createContractAnswers } from '../../headoffice/http/answer-contract.ts'
import type { CallContext } from '../../headoffice/http/call-context.ts'
import { CallRefusal } from '../../headoffice/http/call-refusal.ts'
import { parseFlatJson } from '../../headoffice/http/flat-json.ts'
import { usualLimits } from '../../headoffice/http/limits.ts'
import { errorReply, type Reply } from '../../headoffice/http/reply.ts'
import { createIdentity, type Identity } from '../../headoffice/identity/create-identity.ts'
import { orCallError } from '../../headoffice/identity-call-error.ts'
import { openData } from '../../headoffice/open-data.ts'
import { createBlobs } from '../../headoffice/pictures/blobs.ts'
import { createRouter } from '../../headoffice/router.ts'
import type { SqlDoor } from '../../headoffice/sql.ts'
import { readCounter } from '../../headoffice/store-counter.ts'
import type { Chance } from './chance.ts'
import { Crash } from './crash.ts'

/** Where head office ends at its next transaction. */
type OfficeCrash = 'before-commit' | 'after-commit'

/** Head office as the laptops of one seed call it, with no network between. */
export interface Office {
  readonly door: SqlDoor
  readonly operator: Identity['operator']
  readonly epoch: () => Promise<string>
  /** The newest feed position of a store. */
  readonly seqOf: (storeId: StoreId) => Promise<number>
  readonly beginEpoch: () => Promise<void>
  /** Whether an earlier day of the store was kept, and whether the store's rows were put back since an epoch began. */
  hasSnapshot: boolean
  wentBack: boolean
  readonly crashNext: (crash: OfficeCrash | null) => void
  /** @throws Crash when head office ended before it answered */
  readonly answer: (call: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: Uint8Array
  }) => Promise<Reply>
}

export type OfficeData = Awaited<ReturnType<typeof openOfficeData>>

/** Head office's database, which the seeds of a process share: each has a store of its own. */
export async function openOfficeData(databaseUrl: string | undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'northstar-fuzz-office-'))
  let chance: Chance | null = null
  const chanceNow = () => {
    if (chance === null) throw new Error('No seed is running')
    return chance
  }
  const log = pino({ level: 'silent' })
  const data = await openData({
    folder,
    databaseUrl,
    resources,
    clock: () => Date.UTC(2026, 10, 22),
    newId: () => '0193542b-0000-7000-8000-000000000000',
    randomBytes: (count) => Uint8Array.from({ length: count }, (_, index) => index),
    log,
  })
  return {
    door: data.door,
    /** Head office for one seed. */
    async office(seedsChance: Chance): Promise<Office> {
      chance = seedsChance
      return createOffice(data.door, chanceNow())
    },
    async close() {
      await data.door.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function createOffice(whole: SqlDoor, chance: Chance): Promise<Office> {
  const log = pino({ level: 'silent' })
  let crash: OfficeCrash | null = null
  const ends = (at: OfficeCrash) => {
    if (crash !== at) return
    crash = null
    throw new Crash(`head office ${at}`)
  }
  const door: SqlDoor = {
    ...whole,
    async transaction(work) {
      const done = await whole.transaction(async (sql) => {
        const result = await work(sql)
        ends('before-commit')
        return result
      })
      ends('after-commit')
      return done
    },
  }
  const { newId, randomBytes, now: clock } = chance
  const identity = await createIdentity({ door, clock, newId, randomBytes, log })
  const documents = createDocuments(door)
  const answerContract = createContractAnswers<CallContext>(
    createRouter({
      door,
      identity,
      clock,
      limits: usualLimits,
      metrics: { received: () => {}, fed: () => {} },
      documents,
      blobs: createBlobs(door),
    }),
  )
  const callerOf = async (url: string, authorization: string | undefined) => {
    const path = new URL(url).pathname
    if (!devicePaths.has(path)) return null
    return orCallError(identity.verify(authorization?.replace('Bearer ', '') ?? ''))
  }
  return {
    door: whole,
    operator: identity.operator,
    epoch: () => readEpoch(whole),
    seqOf: async (storeId) => (await readCounter(whole, storeId)).seq,
    beginEpoch: () => whole.run('UPDATE epoch SET epoch = $1, begun_at = $2', [newId(), clock()]),
    hasSnapshot: false,
    wentBack: false,
    crashNext(at) {
      crash = at
    },
    async answer({ method, url, headers, body }) {
      try {
        const caller = await callerOf(url, headers.authorization)
        return await answerContract({
          request: { method, url, headers },
          response: { once: () => {} },
          body: async () => (body.byteLength === 0 ? undefined : parsed(body)),
          context: { caller, address: '203.0.113.7', note: () => {} },
        })
      } catch (error) {
        if (error instanceof Crash) throw error
        const reply = errorReply(error)
        if (reply.status >= 500) throw new OfficeBug(error)
        return reply
      }
    },
  }
}

/** Head office met something that it has no word for. */
export class OfficeBug extends Error {
  constructor(cause: unknown) {
    super(`head office has a bug: ${cause instanceof Error ? cause.stack : String(cause)}`, { cause })
    this.name = 'OfficeBug'
  }
}

function parsed(body: Uint8Array): unknown {
  try {
    return parseFlatJson(Buffer.from(body))
  } catch (cause) {
    throw cause instanceof CallRefusal ? cause : new CallRefusal('BODY_NOT_READABLE', { cause })
  }
}

const devicePaths: ReadonlySet<string> = new Set(
  Object.values(deviceContract).flatMap((call) => call['~orpc'].route.path ?? []),
)
