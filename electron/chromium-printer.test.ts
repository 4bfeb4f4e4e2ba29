import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { printWithChromium } from './chromium-printer.ts'
import { findBrowser } from './find-browser.ts'
import { after } from './timer.ts'

const program = findBrowser()
const isRoot = process.getuid?.() === 0

describe.skipIf(program === null)('printing with a found browser (not run where there is none)', () => {
  it('sends the cookie, waits until the page is complete and gives a PDF of A4', async () => {
    const cookies: (string | undefined)[] = []
    const server = createServer(({ headers, url }, response) => {
      if (url === '/print/day') cookies.push(headers.cookie)
      response
        .setHeader('content-type', 'text/html')
        .end('<body>soon<script>setTimeout(() => { document.body.dataset.ready = "true" }, 200)</script>')
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const pdf = await printWithChromium(
      program ?? '',
      { url: `http://127.0.0.1:${port}/print/day`, cookie: { name: 'northstar', value: 'secret' } },
      { after, isRoot },
    )
    server.close()
    const text = Buffer.from(pdf).toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? []
    // 210 by 297 mm in points; Chromium rounds to its own pixels.
    expect(Math.abs(Number(width) - 595.28)).toBeLessThan(1)
    expect(Math.abs(Number(height) - 841.89)).toBeLessThan(1)
    expect(cookies).toEqual(['northstar=secret'])
  })

  it('says so when nothing answers at the address', async () => {
    const page = { url: 'http://127.0.0.1:9/print/day', cookie: { name: 'a', value: 'b' } }
    await expect(printWithChromium(program ?? '', page, { after, isRoot })).rejects.toThrow('did not load')
  })
})

describe('a program that is no browser', () => {
  it('fails, and leaves nothing waiting', async () => {
    const page = { url: 'http://127.0.0.1:9/', cookie: { name: 'a', value: 'b' } }
    await expect(printWithChromium(process.execPath, page, { after, isRoot })).rejects.toThrow()
    await expect(printWithChromium('/no/such/program', page, { after, isRoot })).rejects.toThrow()
  })
})

describe.skipIf(process.platform === 'win32')('a browser that goes wrong (a script stands in for it)', () => {
  const page = { url: 'http://127.0.0.1:9/', cookie: { name: 'a', value: 'b' } }
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'northstar-printer-'))
    mkdirSync(join(folder, 'profiles'))
    vi.stubEnv('TMPDIR', join(folder, 'profiles'))
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })

  const browser = (script: string): string => {
    const file = join(folder, 'browser.cjs')
    writeFileSync(file, `#!${process.execPath}\n${script}`)
    chmodSync(file, 0o755)
    return file
  }

  it('by ending while the page is not complete yet fails, and leaves no profile', async () => {
    const program = browser(`
      const fs = require('node:fs')
      const result = { targetId: 't', sessionId: 's', frameId: 'f', executionContextId: 1, result: { value: false } }
      fs.createReadStream('', { fd: 3 }).on('data', (chunk) => {
        for (const text of chunk.toString().split('\\0').filter(Boolean)) {
          const { id, method } = JSON.parse(text)
          fs.writeSync(4, JSON.stringify({ id, result }) + '\\0')
          if (method === 'Runtime.evaluate') process.exit(0)
        }
      })`)
    await expect(printWithChromium(program, page, { after, isRoot })).rejects.toThrow('Chromium ended')
    expect(readdirSync(join(folder, 'profiles'))).toEqual([])
  })

  it('by saying what is not the protocol fails, is ended and leaves no profile', async () => {
    const program = browser(`
      require('node:fs').writeSync(4, 'this is not JSON\\0')
      setInterval(() => undefined, 1000)`)
    await expect(printWithChromium(program, page, { after, isRoot })).rejects.toThrow(
      'not the DevTools protocol',
    )
    expect(readdirSync(join(folder, 'profiles'))).toEqual([])
  })

  it('by never answering is ended when patience is over, and leaves no profile', async () => {
    let giveUp = (): void => undefined
    const hurried = (pauseMs: number, run: () => void): (() => void) => {
      if (pauseMs >= 30_000) giveUp = run
      return after(pauseMs, run)
    }
    const program = browser(`require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'up'))}, '')
      setInterval(() => undefined, 1000)`)
    const printed = expect(printWithChromium(program, page, { after: hurried, isRoot })).rejects.toThrow(
      'Chromium ended',
    )
    await vi.waitUntil(() => readdirSync(folder).includes('up'), { timeout: 10_000 })
    giveUp()
    await printed
    expect(readdirSync(join(folder, 'profiles'))).toEqual([])
  })
})
