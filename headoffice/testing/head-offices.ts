import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import pino from 'pino'
import { v7 } from 'uuid'
import { type Headoffice, type HeadofficeOptions, startHeadoffice } from '../start.ts'
import { freshTrialFolder } from './fresh-trial.ts'
import { startPostgresCluster, whyNoPostgres } from './postgres-cluster.ts'
import { testNow } from './test-now.ts'

export interface TestHeadoffice {
  readonly start: (options?: Partial<HeadofficeOptions>) => Promise<Headoffice>
  readonly end: () => Promise<void>
}

const defaults = {
  port: 0,
  resources: resolve(import.meta.dirname, '..', '..'),
  clock: () => testNow,
  newId: () => v7(),
  randomBytes: (count: number) => randomBytes(count),
  log: pino({ level: 'silent' }),
}

/** Head office on both its databases; the one that this machine cannot run names the reason. */
export const headofficeKinds: readonly {
  readonly name: string
  readonly mark: 'trial' | 'durable'
  readonly whyNot: string | null
  readonly prepare: () => Promise<TestHeadoffice>
}[] = [
  { name: 'PGlite in a folder', mark: 'trial', whyNot: null, prepare: prepareTrial },
  { name: 'PostgreSQL', mark: 'durable', whyNot: whyNoPostgres(), prepare: preparePostgres },
]

async function prepareTrial(): Promise<TestHeadoffice> {
  const folder = await freshTrialFolder()
  return {
    start: (options) => startHeadoffice({ folder, ...defaults, ...options }),
    end: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function preparePostgres(): Promise<TestHeadoffice> {
  const cluster = await startPostgresCluster()
  const { databaseUrl } = cluster
  return {
    start: (options) => startHeadoffice({ folder: '', databaseUrl, ...defaults, ...options }),
    end: cluster.stop,
  }
}
