import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import pino from 'pino'
import { v7 } from 'uuid'
import { createIdentity, type IdentityOptions } from '../identity/create-identity.ts'
import { IdentityRefusal } from '../identity/identity-refusal.ts'
import { migrate } from '../migrate.ts'
import { openPglite } from '../pglite.ts'
import { openPostgres } from '../postgres.ts'
import type { SqlDoor } from '../sql.ts'
import { freshTrialFolder } from './fresh-trial.ts'
import { createIdentityDevice } from './identity-devices.ts'
import { startPostgresCluster, whyNoPostgres } from './postgres-cluster.ts'
import { testNow } from './test-now.ts'

const migrationsFolder = resolve(import.meta.dirname, '..', 'migrations')

interface TestDoor {
  readonly door: SqlDoor
  readonly end: () => Promise<void>
}

/** Head office's database alone, on each engine; the one that this machine cannot run names the reason. */
export const databaseKinds: readonly {
  readonly name: string
  readonly whyNot: string | null
  readonly open: () => Promise<TestDoor>
}[] = [
  { name: 'PGlite', whyNot: null, open: openTrialDoor },
  { name: 'PostgreSQL', whyNot: whyNoPostgres(), open: openPostgresDoor },
]

export async function openTrialDoor(): Promise<TestDoor> {
  const folder = await freshTrialFolder()
  const door = await openPglite(folder)
  await migrate(door, { migrationsFolder, where: folder })
  return {
    door,
    async end() {
      await door.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openPostgresDoor(): Promise<TestDoor> {
  const cluster = await startPostgresCluster()
  const door = await openPostgres(cluster.databaseUrl, () => {})
  await migrate(door, { migrationsFolder, where: 'DATABASE_URL' })
  return {
    door,
    async end() {
      await door.close()
      await cluster.stop()
    },
  }
}

/** A store as an operator describes one. */
export const aStore = {
  name: 'Clifton Motors',
  market: 'pk',
  timeZone: 'Asia/Karachi',
  language: 'en',
} as const

/** Head office's identity with a clock that the test moves, and laptops of its stores. */
export async function createTestIdentity(door: SqlDoor, options: Partial<IdentityOptions> = {}) {
  let nowMs = testNow
  const identity = await createIdentity({
    door,
    clock: () => nowMs,
    newId: () => v7(),
    randomBytes: (count) => randomBytes(count),
    log: pino({ level: 'silent' }),
    ...options,
  })
  return {
    ...identity,
    now: () => nowMs,
    advance(ms: number) {
      nowMs += ms
    },
    device: () => createIdentityDevice(identity),
    /** A laptop that was let into a store, which is made with its first. */
    async enrolled(storeCode: string) {
      const device = createIdentityDevice(identity)
      await device.enrol(await identity.operator.newEnrolmentCode({ storeCode, ...aStore }))
      return device
    },
  }
}

/** The code that a call was refused with, or that it was let in. */
export const refusedWith = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => 'let in',
    (reason: unknown) => reason,
  )
  return error instanceof IdentityRefusal ? error.message : String(error)
}
