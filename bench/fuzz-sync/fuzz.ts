import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseFile } from '../../db/connect.ts'
import { openTestDatabase } from '../../db/test-database.ts'
import { type OfficeData, openOfficeData, prepareOfficeFolder } from './office-data.ts'
import { type Plan, planOf } from './plan.ts'
import { type Plant, runSeed } from './run-seed.ts'
import type { SeedResult } from './seed-result.ts'
import { shrink } from './shrink.ts'

/** What every run begins from: folders that are copied, for making them takes longer than a seed. */
export interface Templates {
  /** A laptop's data folder with a database that was never set up. */
  readonly laptop: string
  /** A head office's data folder that nobody used yet. */
  readonly office: string
}

export async function prepareTemplates(): Promise<Templates> {
  const laptop = mkdtempSync(join(tmpdir(), 'northstar-fuzz-template-'))
  openTestDatabase(laptop).close()
  return { laptop, office: await prepareOfficeFolder() }
}

export function removeTemplates({ laptop, office }: Templates): void {
  for (const folder of [laptop, office]) rmSync(folder, { recursive: true, force: true })
}

export interface FuzzOptions {
  readonly seeds: Iterable<number>
  readonly templates: Templates
  /** Of a seed, the steps that are taken; all of them where it is left out. */
  readonly only?: readonly number[] | undefined
  /** A PostgreSQL in place of PGlite. */
  readonly databaseUrl?: string | undefined
  /** Whether what happened is told of every seed, and not only of those that found something. */
  readonly isTraced?: boolean
  /** How long fewer steps are looked for that find the same, in milliseconds. */
  readonly shrinkMs?: number
  readonly plant?: Plant | undefined
  readonly onSeed?: (result: SeedResult) => void
}

/** Runs seeds one after another on one head office, each with a store of its own. */
export async function fuzz(options: FuzzOptions): Promise<readonly SeedResult[]> {
  const { seeds, templates, databaseUrl, only, shrinkMs = 0, onSeed = () => {} } = options
  const data = await openOfficeData({ template: templates.office, databaseUrl })
  const results: SeedResult[] = []
  try {
    for (const seed of seeds) {
      const whole = planOf(seed)
      const plan =
        only === undefined
          ? whole
          : { ...whole, steps: whole.steps.filter(({ index }) => only.includes(index)) }
      const { story, ...ended } = await told(plan, data, options)
      const isFault = ended.faults.length > 0
      const result: SeedResult = {
        ...ended,
        story: options.isTraced || isFault ? story : [],
        fewest: isFault && shrinkMs > 0 ? await fewestOf(plan, ended, options) : null,
      }
      results.push(result)
      onSeed(result)
    }
    return results
  } finally {
    await data.close()
  }
}

async function told(plan: Plan, data: OfficeData, { templates, plant }: FuzzOptions) {
  const story: string[] = []
  const trace = (words: string) => void story.push(words)
  const ended = await runSeed({ plan, data, template: databaseFile(templates.laptop), trace, plant })
  return { ...ended, story }
}

async function fewestOf(
  plan: Plan,
  { faults }: Pick<SeedResult, 'faults'>,
  options: FuzzOptions,
): Promise<SeedResult['fewest']> {
  const endMs = performance.now() + (options.shrinkMs ?? 0)
  const anew = async (fewer: Plan) => {
    // A seed's ids are its own, so that it can be had once on a head office.
    const data = await openOfficeData({ template: options.templates.office })
    try {
      return await told(fewer, data, options)
    } finally {
      await data.close()
    }
  }
  const find = async (fewer: Plan) => (await anew(fewer)).faults
  const fewest = await shrink(plan, faults, { find, isTimeUp: () => performance.now() > endMs })
  const again = await anew(fewest)
  return { steps: fewest.steps.map(({ index }) => index), faults: [...again.faults], story: again.story }
}
