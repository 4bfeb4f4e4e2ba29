import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
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
