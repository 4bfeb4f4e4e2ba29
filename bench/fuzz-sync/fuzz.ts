import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseFile } from '../../db/connect.ts'
import { openTestDatabase } from '../../db/test-database.ts'
import { openOfficeData } from './office.ts'
import { type Plant, runSeed } from './run-seed.ts'
import type { SeedResult } from './seed-result.ts'

/** Runs seeds one after another on one head office, each with a store of its own. */
export async function fuzz(options: {
  readonly seeds: Iterable<number>
  /** A PostgreSQL in place of PGlite. */
  readonly databaseUrl?: string | undefined
  /** Whether what happened is told of every seed, and not only of those that found something. */
  readonly isTraced?: boolean
  readonly plant?: Plant | undefined
  readonly onSeed?: (result: SeedResult) => void
}): Promise<readonly SeedResult[]> {
  const { seeds, databaseUrl, isTraced = false, plant, onSeed = () => {} } = options
  const folder = mkdtempSync(join(tmpdir(), 'northstar-fuzz-template-'))
  openTestDatabase(folder).close()
  const data = await openOfficeData(databaseUrl)
  const results: SeedResult[] = []
  try {
    for (const seed of seeds) {
      const story: string[] = []
      const trace = (words: string) => void story.push(words)
      const ended = await runSeed({ seed, data, template: databaseFile(folder), trace, plant })
      const result = { ...ended, story: isTraced || ended.faults.length > 0 ? story : [] }
      results.push(result)
      onSeed(result)
    }
    return results
  } finally {
    await data.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
