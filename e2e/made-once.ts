import { join } from 'node:path'
import { test } from '@playwright/test'

/** A folder that tests copy from, made before them and once in a run: see `made-once.setup.ts`. */
export const madeOnce = (what: 'laptop' | 'trial'): string =>
  join(test.info().project.outputDir, 'made-once', what)
