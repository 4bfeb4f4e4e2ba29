import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const sources = [
  'core',
  'contract',
  'db',
  'electron',
  'renderer',
  'packs',
  'bin/check-node.js',
  'bin/build.ts',
  'package-lock.json',
  'vite.config.ts',
  'vite.electron.config.ts',
]
const outputs = [
  'renderer/index.html',
  'electron/main.js',
  'electron/preload.cjs',
  'electron/data.js',
  'reports-worker.js',
  'upkeep-worker.js',
  'import-worker.js',
  'advice-worker.js',
  'browser-host.js',
]

/** Remembers in `out/` which sources were built, so that a start builds only what has changed since. */
export function createBuildStamp(root: string): {
  readonly isFresh: () => boolean
  readonly forget: () => void
  readonly remember: (sourceStamp: string) => void
  /** Changes with the path, size or time of any source. */
  readonly ofSources: () => string
} {
  const file = join(root, 'out', 'build-stamp')
  const write = (text: string): void => {
    mkdirSync(join(root, 'out'), { recursive: true })
    writeFileSync(file, text)
  }
  const ofSources = (): string => {
    const hash = createHash('sha256')
    for (const source of sources) addTo(join(root, source), hash)
    return hash.digest('hex')
  }
  return {
    ofSources,
    remember: write,
    forget: () => write(''),
    isFresh: () =>
      existsSync(file) &&
      outputs.every((output) => existsSync(join(root, 'out', output))) &&
      readFileSync(file, 'utf8') === ofSources(),
  }
}

function addTo(path: string, hash: ReturnType<typeof createHash>): void {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return
  if (!stats.isDirectory()) return void hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`)
  for (const name of readdirSync(path).sort()) if (!/\.test\.tsx?$/.test(name)) addTo(join(path, name), hash)
}
