import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{core,contract,db,electron,headoffice,packs,renderer,bin,bench}/**/*.test.{ts,tsx}'],
    globalSetup: ['headoffice/testing/shared-folder.ts'],
    pool: 'forks',
    // By itself Vitest leaves one processor idle; and a third of the time a test waits, for a disk or for somebody else.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
