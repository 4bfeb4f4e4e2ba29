import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { startPostgresCluster } from '../../headoffice/testing/postgres-cluster.ts'
import { type Program, startProgram } from './program.ts'

export type EngineName = 'pglite' | 'postgresql'

/** Where a head office keeps its data, made new for the benchmark. */
export interface Engine {
  readonly name: EngineName
  readonly folder: string
  readonly databaseUrl: string | null
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

export async function makeEngine(name: EngineName): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'northstar-bench-office-'))
  const cluster = name === 'postgresql' ? await startPostgresCluster() : null
  return {
    name,
    folder,
    databaseUrl: cluster?.databaseUrl ?? null,
    async [Symbol.asyncDispose]() {
      await cluster?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A head office in a process of its own. */
export interface Office {
  readonly url: string
  /** A code that enrols one laptop. */
  readonly newCode: (storeCode: string) => Promise<string>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

export async function startOffice({ folder, databaseUrl }: Engine): Promise<Office> {
  const program: Program = startProgram(new URL('./headoffice-program.ts', import.meta.url), [
    '--max-semi-space-size=32',
  ])
  const { url } = await program.ask(z.object({ url: z.string() }), { type: 'start', folder, databaseUrl })
  return {
    url,
    newCode: async (storeCode) =>
      (await program.ask(z.object({ code: z.string() }), { type: 'code', storeCode })).code,
    [Symbol.asyncDispose]: program[Symbol.asyncDispose],
  }
}
