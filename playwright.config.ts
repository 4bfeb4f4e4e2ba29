import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { chromiumFlags, featuresOff } from './e2e/chromium-flags.ts'
import { findBrowser } from './electron/find-browser.ts'

const executablePath = findBrowser()
const fromNothing = ['browser-host.spec.ts', 'demo.spec.ts', 'electron.spec.ts', 'packing.spec.ts']

/** Drives the built application. Each spec starts its own showroom on its own folder: see `e2e/showroom.ts`. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'out/test-results/e2e',
  // A third of the time a test waits: for a page, or for what is slow on purpose.
  workers: Math.ceil(availableParallelism() * 1.5),
  fullyParallel: true,
  timeout: 120_000,
  // A slow machine is no failure.
  expect: { timeout: 15_000 },
  forbidOnly: true,
  projects: [
    { name: 'made once', testMatch: 'made-once.setup.ts' },
    // The tests of one of these files share what takes long to make.
    { name: 'from nothing', testMatch: fromNothing, fullyParallel: false },
    { name: 'from what was made', testIgnore: fromNothing, dependencies: ['made once'] },
  ],
  use: {
    browserName: 'chromium',
    viewport: { width: 1366, height: 768 },
    actionTimeout: 15_000,
    // With a picture of each moment a test takes nearly twice the processor's time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      args: [...chromiumFlags, featuresOff],
      ...(executablePath === null ? {} : { executablePath }),
    },
  },
})
