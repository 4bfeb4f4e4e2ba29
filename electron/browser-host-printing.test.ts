import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { printDay } from '../bin/demo/print-day.ts'
import { type TestFolder, testFolder } from '../db/test-database.ts'
import { testBusinessDay } from '../db/test-day.ts'
import { demoPin } from './data/demo-pin.ts'
import { openTestService, setUp } from './data/test-service.ts'
import { demoKey } from './data/vault/demo-key.ts'

const project = resolve(import.meta.dirname, '..')
let place: TestFolder
const inPlace = (...path: readonly string[]): string => join(place.folder, ...path)

beforeEach(async () => {
  place = testFolder()
  mkdirSync(inPlace('out', 'renderer'), { recursive: true })
  writeFileSync(inPlace('out', 'renderer', 'index.html'), '<title>Northstar</title>')
  for (const name of ['packs', 'db', 'package.json']) symlinkSync(join(project, name), inPlace(name))
  const { client, close } = openTestService(inPlace('laptop'), { key: demoKey })
  await setUp(client, demoPin)
  await close()
})
afterEach(() => {
  vi.unstubAllEnvs()
  place[Symbol.dispose]()
})

async function printWith(program: string) {
  vi.stubEnv('NORTHSTAR_BROWSER', program)
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => lines.push(line) })
  const printed = await printDay({
    root: place.folder,
    folder: inPlace('laptop'),
    businessDay: testBusinessDay,
    language: 'en',
    log,
  })
  if (printed.type !== 'print-page') throw new Error('something was printed')
  return { sentence: printed.sentence, log: lines.join('') }
}

it('says that no browser was found only when none was', async () => {
  const { sentence, log } = await printWith(inPlace('no-such-browser'))
  expect(sentence).toContain('No Chromium, Chrome or Edge was found')
  expect(log).not.toContain('printing failed')
})

it.skipIf(process.platform === 'win32')(
  'says of a browser that was found and failed that the PDF could not be made, and logs why (a script stands in)',
  async () => {
    const browser = inPlace('browser')
    writeFileSync(browser, `#!/bin/sh\ntouch ${inPlace('started')}\nexit 3\n`)
    chmodSync(browser, 0o755)
    const { sentence, log } = await printWith(browser)
    expect(existsSync(inPlace('started'))).toBe(true)
    expect(sentence).toContain('The PDF could not be made')
    expect(log).toContain('printing failed')
  },
)
