import { defineConfig } from '@playwright/test'
import { chromiumFlags } from './e2e/chromium-flags.ts'
import { findBrowser } from './electron/find-browser.ts'

const executablePath = findBrowser()

/** Drives the built application. Each spec starts its own showroom on its own folder: see `e2e/showroom.ts`. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'out/test-results/e2e',
  workers: 2,
  fullyParallel: false,
  timeout: 120_000,
  // A slow machine is no failure.
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    viewport: { width: 1366, height: 768 },
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    launchOptions: {
      args: [...chromiumFlags],
      ...(executablePath === null ? {} : { executablePath }),
    },
  },
})
