import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { resources } from '../../bin/resources.ts'

export interface LaptopProgram {
  /** The program of the laptop process. */
  readonly file: string
  readonly reportsWorker: string
  readonly upkeepWorker: string
  readonly importsWorker: string
  readonly adviceWorker: string
  readonly [Symbol.dispose]: () => void
}

/**
 * Builds the laptop process into few files, as what is installed is built: a start then costs a third, and a thousand
 * of them are made.
 */
export async function bundleLaptop(): Promise<LaptopProgram> {
  const out = join(resources, 'out')
  mkdirSync(out, { recursive: true })
  const folder = mkdtempSync(join(out, 'torture-'))
  await build({
    configFile: false,
    root: resources,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['better-sqlite3', 'bufferutil', 'utf-8-validate'] },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: {
          laptop: join(import.meta.dirname, 'laptop.ts'),
          'reports-worker': join(resources, 'electron', 'data', 'reports', 'reports-worker.ts'),
          'upkeep-worker': join(resources, 'electron', 'data', 'upkeep', 'upkeep-worker.ts'),
          'import-worker': join(resources, 'electron', 'data', 'imports', 'import-worker.ts'),
          'advice-worker': join(resources, 'electron', 'data', 'advice', 'advice-worker.ts'),
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  return {
    file: join(folder, 'laptop.js'),
    reportsWorker: join(folder, 'reports-worker.js'),
    upkeepWorker: join(folder, 'upkeep-worker.js'),
    importsWorker: join(folder, 'import-worker.js'),
    adviceWorker: join(folder, 'advice-worker.js'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}
