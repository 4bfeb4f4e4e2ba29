import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { electronProgram } from '../bin/electron-program.ts'
import { hasDisplay } from '../bin/open-in-browser.ts'

const root = resolve(import.meta.dirname, '..')
const program = electronProgram(root)

/** Why the real Electron cannot be driven on this machine; `null` where it can. */
function whyNotHere(): string | null {
  if (program === null) return `not run here: Electron's binary is not on this machine (${process.platform})`
  if (!hasDisplay()) return `not run here: there is no display (${process.platform})`
  if (process.getuid?.() === 0) return 'not run here: Electron does not run as root'
  return null
}

const reason = whyNotHere()
test.skip(reason !== null, reason ?? '')

test('Northstar opens in the real Electron, locked down, and its page reaches the data', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'northstar-electron-'))
  const electron = await _electron.launch({ executablePath: program ?? '', args: [root, '--data', folder] })
  try {
    const page = await electron.firstWindow()
    await expect(page.locator('#root')).not.toBeEmpty()
    expect(page.url()).toMatch(/^app:\/\/northstar\//)
    // The first screen of an empty laptop comes from the data process, over the port.
    await expect(page.getByRole('textbox').first()).toBeVisible()

    const seen = await page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
      opened: window.open('https://example.com/') !== null,
    }))
    expect(seen).toEqual({ node: [], opened: false })
    expect(electron.windows()).toHaveLength(1)

    await page.evaluate(() => {
      window.location.href = 'https://example.com/'
    })
    expect(page.url()).toMatch(/^app:\/\/northstar\//)
  } finally {
    await electron.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})
