import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { SlowestFirst } from './bin/slowest-first.ts'

const all = '{core,contract,db,electron,headoffice,packs,renderer,bin,bench}/**/*.test.{ts,tsx}'
/** These put others in the place of modules. */
const alone = ['electron/preload.test.ts', 'headoffice/pglite.test.ts']

export default defineConfig({
  test: {
    globalSetup: ['headoffice/testing/shared-folder.ts'],
    pool: 'forks',
    // By itself Vitest leaves one processor idle; and a third of the time a test waits, for a disk or for somebody else.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // A slow machine is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    unstubEnvs: true,
    unstubGlobals: true,
    sequence: { sequencer: SlowestFirst },
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        test: {
          name: 'together',
          include: [all],
          exclude: [...configDefaults.exclude, ...alone],
          // Loading the modules anew for each file took a quarter of the time, and none of ours keeps anything.
          isolate: false,
        },
      },
    ],
  },
})
