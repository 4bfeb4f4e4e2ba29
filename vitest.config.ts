import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{core,contract,db,electron,headoffice,packs,renderer,bin,bench}/**/*.test.{ts,tsx}'],
    globalSetup: ['headoffice/testing/shared-folder.ts'],
    pool: 'forks',
    // By itself Vitest leaves one processor idle, which on a machine of two is half of it.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
