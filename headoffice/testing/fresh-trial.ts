import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { openPglite } from '../pglite.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what all test files of a run may share. */
    readonly shared: string
  }
}

/** A folder with the empty database of a trial. Making one takes seconds: it is made once in a run, and copied. */
export async function freshTrialFolder(): Promise<string> {
  const made = join(inject('shared'), 'fresh-trial')
  if (!existsSync(made)) await makeFreshTrial(made)
  const folder = mkdtempSync(join(tmpdir(), 'northstar-headoffice-'))
  cpSync(made, folder, { recursive: true, preserveTimestamps: true })
  return folder
}

async function makeFreshTrial(made: string): Promise<void> {
  const making = mkdtempSync(`${made}-`)
  await (await openPglite(making)).close()
  try {
    renameSync(making, made)
  } catch (error) {
    // Another test file was first.
    if (!existsSync(made)) throw error
    rmSync(making, { recursive: true, force: true })
  }
}
