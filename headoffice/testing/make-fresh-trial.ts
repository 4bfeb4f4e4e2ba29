import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { openPglite } from '../pglite.ts'

/** Makes the empty database of a trial in a folder that is not there yet. Somebody else may be making it too. */
export async function makeFreshTrial(made: string): Promise<void> {
  const making = mkdtempSync(`${made}-`)
  await (await openPglite(making)).close()
  try {
    renameSync(making, made)
  } catch (error) {
    // Another was first.
    if (!existsSync(made)) throw error
    rmSync(making, { recursive: true, force: true })
  }
}
