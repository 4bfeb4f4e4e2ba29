import { join } from 'node:path'
import { createBuildStamp } from './build-stamp.ts'

/**
 * Builds when a source has changed since the last build. The builder is loaded only then: a start that finds all in
 * place does without it.
 * @returns the exit code
 */
export async function buildIfStale(): Promise<number> {
  if (createBuildStamp(join(import.meta.dirname, '..')).isFresh()) return 0
  process.stdout.write('Building Northstar: its sources have changed since the last build.\n')
  const { run } = await import('./build.ts')
  return run([])
}
