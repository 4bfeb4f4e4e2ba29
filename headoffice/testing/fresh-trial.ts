import { cpSync, existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { makeFreshTrial } from './make-fresh-trial.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what all test files of a run may share. */
    readonly shared: string
  }
}

/**
 * A folder with the empty database of a trial. Making one takes seconds: it is made once in a run, and copied.
 * @param folder where it is to be, one of its own if left out
 */
export async function freshTrialFolder(
  folder = mkdtempSync(join(tmpdir(), 'northstar-headoffice-')),
): Promise<string> {
  const made = join(inject('shared'), 'fresh-trial')
  if (!existsSync(made)) await makeFreshTrial(made)
  cpSync(made, folder, { recursive: true, preserveTimestamps: true })
  return folder
}
