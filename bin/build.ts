import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { builtAtFile } from '../electron/data/built-at.ts'
import { systemClock } from '../electron/doors.ts'
import { nodeBundles, pageBundle, preloadBundle } from '../vite.electron.config.ts'
import { createBuildStamp } from './build-stamp.ts'
import { largestInitialKb, rendererGzipKb } from './renderer-size.ts'

const root = join(import.meta.dirname, '..')

/** Builds the page and the processes into `out/`. @returns the exit code: 1 when the page has grown too large */
export async function run(_args: readonly string[]): Promise<number> {
  const stamp = createBuildStamp(root)
  // Taken before reading, so that what changes during the build is built the next time.
  const sourceStamp = stamp.ofSources()
  stamp.forget()
  rmSync(join(root, 'out', 'chunks'), { recursive: true, force: true })
  await build(pageBundle)
  await build(nodeBundles)
  await build(preloadBundle)

  const sizeKb = initialJavaScriptKb()
  const size = `The page's initial JavaScript is ${sizeKb.toFixed(1)} kB gzipped, of at most ${largestInitialKb}.`
  if (sizeKb > largestInitialKb) {
    process.stderr.write(`${size} The build fails: load what the first screen does not need later.\n`)
    return 1
  }
  writeFileSync(builtAtFile(root), JSON.stringify({ builtAt: systemClock() }))
  stamp.remember(sourceStamp)
  process.stdout.write(`Built. ${size}\n`)
  return 0
}

/** The size of the built page's initial JavaScript in thousands of gzipped bytes. */
export function initialJavaScriptKb(): number {
  return rendererGzipKb(join(root, 'out', 'renderer'))
}
