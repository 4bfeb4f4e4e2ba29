import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{core,contract,db,electron,headoffice,packs,renderer,bin,bench}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
