import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { _electron, chromium, expect, type Page, test } from '@playwright/test'
import { electronProgram } from '../bin/electron-program.ts'
import { hasDisplay } from '../bin/open-in-browser.ts'
import { readFuses, wantedFuses } from './packaged-fuses.ts'
import { packagedProgram } from './packaged-program.ts'

const root = resolve(import.meta.dirname, '..')
const program = electronProgram(root)
const packaged = packagedProgram(root)

/** Why the real Electron cannot be driven on this machine; `null` where it can. */
function whyNotHere(): string | null {
  if (!hasDisplay()) return `not run here: there is no display (${process.platform})`
  if (process.getuid?.() === 0) return 'not run here: Electron does not run as root'
  return null
}

/** That this is the showroom, with its data behind it, and that it opens nothing else. */
async function expectShowroom(page: Page): Promise<void> {
  await expect(page.locator('#root')).not.toBeEmpty()
  expect(page.url()).toMatch(/^app:\/\/northstar\//)
  // The first screen of an empty laptop comes from the data process, over the port.
  await expect(page.getByRole('textbox').first()).toBeVisible()

  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
    opened: window.open('https://example.com/') !== null,
  }))
  expect(seen).toEqual({ node: [], opened: false })

  await page.evaluate(() => {
    window.location.href = 'https://example.com/'
  })
  expect(page.url()).toMatch(/^app:\/\/northstar\//)
}

test.describe('the real Electron', () => {
  const whyNot =
    program === null
      ? `not run here: Electron's binary is not on this machine (${process.platform})`
      : whyNotHere()
  test.skip(whyNot !== null, whyNot ?? '')

  test('opens Northstar, locked down, and its page reaches the data', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'northstar-electron-'))
    const electron = await _electron.launch({
      executablePath: program ?? '',
      args: [root, '--data', folder],
    })
    try {
      await expectShowroom(await electron.firstWindow())
      expect(electron.windows()).toHaveLength(1)
    } finally {
      await electron.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  })
})

test.describe('the packaged Northstar', () => {
  test.skip(
    packaged === null,
    `not run here: npm run installers has packed nothing for this system (${process.platform})`,
  )

  test('has its fuses turned, as they are read back', async () => {
    expect(await readFuses(packaged?.fused ?? '')).toEqual(wantedFuses)
  })

  test.describe('when it is started', () => {
    const whyNot = whyNotHere()
    test.skip(whyNot !== null, whyNot ?? '')

    let folder: string
    let started: ChildProcessWithoutNullStreams
    test.beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'northstar-packaged-'))
    })
    test.afterEach(async () => {
      started.kill()
      if (started.exitCode === null && started.signalCode === null) await once(started, 'exit')
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    })

    test('opens its window, locked down, and its page reaches the data', async () => {
      // Playwright drives Electron by Node's inspector, which a fuse turns off; the page is Chromium's.
      started = spawn(packaged?.program ?? '', ['--data', folder, '--remote-debugging-port=0'])
      const [, address = ''] = await lineOf(started.stderr, /DevTools listening on (ws:\/\/\S+)/)
      await lineOf(started.stdout, /^northstar: window open$/)
      const browser = await chromium.connectOverCDP(address)
      const [page] = browser.contexts().flatMap((context) => context.pages())
      if (page === undefined) throw new Error('Northstar opened no window')
      await expectShowroom(page)
      await browser.close()
    })

    test('is no Node for whoever asks it to be one', async () => {
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require=./not-there.js' }
      started = spawn(packaged?.program ?? '', ['-p', '"it is a Node"', '--data', folder], { env })
      const [said] = await lineOf(started.stdout, /^(northstar: window open|it is a Node)$/)
      expect(said).toBe('northstar: window open')
    })
  })
})

/** The first line of a program's output that matches; the rest goes on being read, so that the program can go on. */
function lineOf(output: Readable, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    createInterface({ input: output })
      .on('line', (line) => {
        const found = pattern.exec(line)
        if (found !== null) resolve(found)
      })
      .on('close', () => reject(new Error(`Northstar ended without saying ${pattern}`)))
  })
}
