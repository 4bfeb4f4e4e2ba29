import type { IncomingHttpHeaders } from 'node:http'
import { pino } from 'pino'
import { z } from 'zod'
import { deviceContract } from '../../contract/headoffice.ts'
import type { CarriedBytes } from '../../core/carry/carried-file.ts'
import type { DeviceId, StoreId } from '../../core/ids.ts'
import type { ChangeSet } from '../../core/sync/protocol.ts'
import { readEpoch } from '../../headoffice/epoch.ts'
import { usualLimits } from '../../headoffice/http/limits.ts'
import type { Identity } from '../../headoffice/identity/create-identity.ts'
import { createMetrics } from '../../headoffice/metrics.ts'
import type { SqlDoor } from '../../headoffice/sql.ts'
import { readCounter } from '../../headoffice/store-counter.ts'
import type { Chance } from './chance.ts'
import { Crash } from './crash.ts'
import type { OfficeData } from './office-data.ts'
import type { OfficeProgram } from './office-program.ts'

/** Where head office ends at its next transaction. */
type OfficeCrash = 'before-commit' | 'after-commit'

/** What comes over the line to head office, or from it. */
export interface Travelling {
  readonly headers: IncomingHttpHeaders
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Head office as the laptops of one seed call it. */
export interface Office {
  readonly door: SqlDoor
  readonly operator: Identity['operator']
  readonly escrowKey: Uint8Array
  readonly epoch: () => Promise<string>
  /** The newest feed position of a store. */
  readonly seqOf: (storeId: StoreId) => Promise<number>
  readonly beginEpoch: () => Promise<void>
  /** Whether an earlier day of the store was kept, and whether the store's rows were put back since an epoch began. */
  hasSnapshot: boolean
  wentBack: boolean
  readonly crashNext: (crash: OfficeCrash | null) => void
  /** Answers a call with no network between. @throws Crash when head office ended before it answered */
  readonly answer: (
    call: Travelling & { readonly method: string; readonly url: string },
  ) => Promise<Travelling & { readonly status: number }>
  /** Takes a carried file in. @returns its answer, `null` where it is refused. @throws Crash */
  readonly carryIn: (bytes: CarriedBytes) => Promise<Uint8Array | null>
  /** What a revoked laptop had not sent, as its farewell was opened. */
  readonly takeLastWords: (deviceId: DeviceId, changeSets: readonly ChangeSet[]) => Promise<void>
  /** Goes on with another version of the program. */
  readonly install: (program: OfficeProgram) => Promise<void>
  /** Where it listens; `null` where it is called with no network between. */
  readonly url: string | null
  /** What it had no word for, over the network. */
  readonly bugs: () => readonly string[]
  readonly close: () => Promise<void>
}

const logLine = z.object({ msg: z.string(), err: z.object({ type: z.string() }).optional() })

/** A bad connection stands still for no longer: nobody is waiting for a real one here. */
const patience = { stallMs: 400, headersMs: 1_000, idleMs: 3_000, stopMs: 1_000 }
const heldBytes = 256_000_000

/** Head office for one seed on data that seeds share. */
export async function createOffice(
  { door: whole, escrowKey }: OfficeData,
  chance: Chance,
  { program: first, overHttp }: { readonly program: OfficeProgram; readonly overHttp: boolean },
): Promise<Office> {
  const bugs: string[] = []
  const log = pino(
    { level: 'error' },
    {
      write(line: string) {
        const { msg, err } = logLine.parse(JSON.parse(line))
        if (msg === 'bug in a call' && err?.type !== 'Crash') bugs.push(line)
      },
    },
  )
  const { newId, randomBytes, now: clock } = chance
  const { door, crashNext } = crashing(whole)
  const nowMs = () => performance.now()
  const metrics = createMetrics({ ofProcess: false, nowMs, clock })
  const limits = { ...usualLimits, ...patience }

  const run = async (program: OfficeProgram) => {
    const identity = await program.createIdentity({ door, clock, newId, randomBytes, log })
    const documents = program.createDocuments(door)
    const blobs = program.createBlobs(door)
    const deps = { door, identity, clock, limits, metrics, documents, blobs }
    return { program, identity, documents, deps, answerContract: program.createAnswers(deps) }
  }
  let running = await run(first)
  const share = running.program.createBodyMemory(heldBytes).open()
  const httpDoor = overHttp
    ? await first.openHttpDoor({ port: 0, limits, metrics, log, newId, nowMs, metricsToken: null })
    : null
  const serve = () => {
    const { program, identity, deps } = running
    httpDoor?.serve({
      router: program.createRouter(deps),
      verify: (token) => program.orCallError(identity.verify(token)),
      checkDatabase: async () => {},
    })
  }
  serve()

  const replyTo = async ({ method, url, headers, bytes }: Parameters<Office['answer']>[0]) => {
    const { program, identity, answerContract } = running
    const isOfDevice = devicePaths.has(new URL(url).pathname)
    const token = headers.authorization?.replace('Bearer ', '') ?? ''
    const caller = isOfDevice ? await program.orCallError(identity.verify(token)) : null
    const body = async () =>
      bytes.byteLength === 0
        ? undefined
        : program.readBytes(Buffer.from(bytes), headers, {
            share,
            count: () => {},
            mostInflatedBytes: limits.inflatedBytes,
            isDigestNeeded: true,
          })
    return answerContract({
      request: { method, url, headers },
      response: { once: () => {} },
      body,
      context: { caller, address: '203.0.113.7', note: () => {} },
    }).finally(() => share.release())
  }

  return {
    door: whole,
    operator: running.identity.operator,
    escrowKey,
    epoch: () => readEpoch(whole),
    seqOf: async (storeId) => (await readCounter(whole, storeId)).seq,
    beginEpoch: () => whole.run('UPDATE epoch SET epoch = $1, begun_at = $2', [newId(), clock()]),
    hasSnapshot: false,
    wentBack: false,
    crashNext,
    async answer(call) {
      const reply = await replyTo(call).catch((error: unknown) => {
        if (error instanceof Crash) throw error
        const said = running.program.errorReply(error)
        if (said.status >= 500) throw new OfficeBug(error)
        return said
      })
      const { bytes, headers } = await running.program.encodeReply(reply, 'identity')
      return { status: reply.status, headers, bytes: new Uint8Array(bytes) }
    },
    async carryIn(bytes) {
      const { program, identity, documents } = running
      const pieces: Uint8Array[] = []
      const deps = { door, keys: identity.keys, clock, documents, log: pino({ level: 'silent' }) }
      const taken = await program.takeCarried(deps, bytes, async (piece) => void pieces.push(piece))
      return taken.type === 'taken' ? Buffer.concat(pieces) : null
    },
    async takeLastWords(deviceId, changeSets) {
      const { type } = await running.program.takeLastWords(whole, { deviceId, changeSets }, { now: clock() })
      if (type !== 'taken') throw new Error(`The last words of ${deviceId} were not taken: ${type}`)
    },
    async install(program) {
      running = await run(program)
      serve()
    },
    url: httpDoor?.url ?? null,
    bugs: () => bugs,
    close: async () => httpDoor?.close(),
  }
}

function crashing(whole: SqlDoor) {
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
  return {
    door,
    crashNext(at: OfficeCrash | null) {
      crash = at
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

const devicePaths: ReadonlySet<string> = new Set(
  Object.values(deviceContract).flatMap((call) => call['~orpc'].route.path ?? []),
)
