import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createBuildStamp } from './build-stamp.ts'

const root = join(import.meta.dirname, '..')
const rendererFolder = join(root, 'out', 'renderer')

/** Builds the page and the processes into `out/`. @returns the exit code: 1 when the page has grown too large */
export async function run(_args: readonly string[]): Promise<number> {
  // Loaded only when there is something to build: a start that finds all in place does without.
  const [{ build }, { nodeBundles, pageBundle, preloadBundle }, { largestInitialKb, rendererGzipKb }] =
    await Promise.all([import('vite'), import('../vite.electron.config.ts'), import('./renderer-size.ts')])
  const stamp = createBuildStamp(root)
  // Taken before reading, so that what changes during the build is built the next time.
  const sourceStamp = stamp.ofSources()
  stamp.forget()
  rmSync(join(root, 'out', 'chunks'), { recursive: true, force: true })
  await build(pageBundle)
  await build(nodeBundles)
  await build(preloadBundle)

  const sizeKb = rendererGzipKb(rendererFolder)
  const size = `The page's initial JavaScript is ${sizeKb.toFixed(1)} kB gzipped, of at most ${largestInitialKb}.`
  if (sizeKb > largestInitialKb) {
    process.stderr.write(`${size} The build fails: load what the first screen does not need later.\n`)
    return 1
  }
  stamp.remember(sourceStamp)
  process.stdout.write(`Built. ${size}\n`)
  return 0
}

/** Builds when a source has changed since the last build. @returns the exit code */
export async function buildIfStale(): Promise<number> {
  if (createBuildStamp(root).isFresh()) return 0
  process.stdout.write('Building Northstar: its sources have changed since the last build.\n')
  return run([])
}
