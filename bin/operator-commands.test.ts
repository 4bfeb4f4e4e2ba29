import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { testClock } from '../db/test-database.ts'
import type { TestClient } from '../electron/data/test-service.ts'
import { type Headoffice, startHeadoffice } from '../headoffice/start.ts'
import { freshTrialFolder } from '../headoffice/testing/fresh-trial.ts'
import { commands } from './headoffice/commands.ts'
import { resources } from './resources.ts'

import { openOfflineLaptop } from './sync-testing/offline-laptop.ts'

const language = 'en'
const silent = pino({ level: 'silent' })
const folder = mkdtempSync(join(tmpdir(), 'northstar-carry-'))
let office: Headoffice
let files = 0

const start = () =>
  startHeadoffice({
    folder: join(folder, 'office'),
    port: 0,
    resources,
    clock: testClock().clock,
    newId: () => v7(),
    randomBytes: (count) => randomBytes(count),
    log: silent,
  })

beforeAll(async () => {
  await freshTrialFolder(join(folder, 'office'))
  office = await start()
})
afterAll(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const toBlob = (bytes: Uint8Array): Blob => new Blob([new Uint8Array(bytes)])

async function write(client: TestClient): Promise<string> {
  const { content } = await client.carry.write()
  const file = join(folder, `${++files}.carry`)
  writeFileSync(file, new Uint8Array(await content.arrayBuffer()))
  return file
}
describe('the operator’s commands', () => {
  const said = () => {
    const heard: string[] = []
    const hear = (text: string | Uint8Array) => {
      heard.push(String(text))
      return true
    }
    vi.spyOn(process.stdout, 'write').mockImplementation(hear)
    vi.spyOn(process.stderr, 'write').mockImplementation(hear)
    return heard
  }
  const command = async (name: string, ...args: readonly string[]) => {
    const heard = said()
    try {
      const code = await commands.get(name)?.run(['--folder', join(folder, 'office'), ...args])
      return { code, said: heard.join('') }
    } finally {
      vi.restoreAllMocks()
    }
  }

  test('carry-in takes a file in through a head office that runs, and never writes over anything', async () => {
    await using laptop = await openOfflineLaptop(office, 'HAND-01')
    await laptop.addCustomer('Sana Iqbal')
    const file = await write(laptop.client)
    const out = `${file}.answer`
    const done = await command('carry-in', '--file', file, '--out', out)
    expect(done).toMatchObject({
      code: 0,
      said: expect.stringContaining('accepted, 0 in conflict, 0 refused'),
    })
    const content = toBlob(readFileSync(out))
    expect(await laptop.client.carry.read({ content, language })).toMatchObject({ waiting: 0 })
    await expect(command('carry-in', '--file', file, '--out', out)).rejects.toThrow('is there already')
    const torn = join(folder, 'torn.carry')
    writeFileSync(torn, readFileSync(file).subarray(0, 400))
    expect(await command('carry-in', '--file', torn, '--out', `${torn}.answer`)).toMatchObject({
      code: 1,
      said: expect.stringContaining('Nothing was taken in.'),
    })
    expect(existsSync(`${torn}.answer`)).toBe(false)
  })

  test('publish checks a document as a laptop would, says what it changes, and documents lists it', async () => {
    const bank = readFileSync(join(resources, 'packs', 'pk', 'question-bank.json'), 'utf8')
    const file = join(folder, 'bank.json')
    writeFileSync(file, bank)
    const publish = () => command('publish', '--kind', 'questions', '--file', file)
    expect(await publish()).toMatchObject({
      code: 0,
      said: expect.stringContaining('none of its kind was in force'),
    })
    expect(await publish()).toMatchObject({ code: 0, said: expect.stringContaining('Nothing was changed.') })
    writeFileSync(file, bank.replace('"version": "', '"version": "next-'))
    expect(await publish()).toMatchObject({
      code: 0,
      said: expect.stringContaining('0 new, 0 changed, 0 gone'),
    })
    writeFileSync(
      file,
      bank.replace('"version": "', '"version": "next-').replace('"worth": 100', '"worth": 99'),
    )
    expect(await publish()).toMatchObject({
      code: 1,
      said: expect.stringMatching(
        /^The questions in force are called next-\S+ too, and are others\. Nothing/,
      ),
    })
    writeFileSync(
      file,
      bank.replaceAll('"worth": 100', '"worth": -1').replace('"money": false', '"money": 0'),
    )
    const refused = await publish()
    expect(refused.code).toBe(1)
    expect(refused.said).toMatch(/bank\.json cannot be used by a laptop\. Nothing was published\.\n/)
    expect(refused.said).toContain(
      'topic welcome, money: 0 is not true or false; write true or false.\n' +
        'topic welcome, question welcome.purpose, worth: -1 is out of range; write at least 0.\n',
    )
    expect((await command('documents')).said).toMatch(/questions .*all stores .*in force\n.*replaced/)
    const catalogue = join(resources, 'packs', 'pk', 'catalogue')
    const sources = join(catalogue, 'sources.csv')
    const vehicles = (figures: string) =>
      command('publish', '--kind', 'catalogue', '--file', figures, '--sources', sources)
    expect(await vehicles(join(catalogue, 'figures.csv'))).toMatchObject({
      code: 0,
      said: expect.stringMatching(/It has \d+ vehicles; none/),
    })
    const wrong = join(folder, 'figures.csv')
    writeFileSync(
      wrong,
      'brand,model,variant,attribute,value,unit,source,as_of\nHonda,City,,wings,2,,,2026\n',
    )
    expect(await vehicles(wrong)).toMatchObject({ code: 1, said: expect.stringContaining('line 2') })
    writeFileSync(file, '{"version":"1"}')
    expect(await publish()).toMatchObject({
      code: 1,
      said: expect.stringContaining('Nothing was published.'),
    })

    const pack = join(resources, 'packs', 'pk')
    const market = (rates: string) =>
      command(
        ...['publish', '--kind', 'market', '--file', join(pack, 'market.json'), '--rates', rates],
        ...['--sources', join(pack, 'rate-sources.csv')],
      )
    const rates = join(folder, 'rates.csv')
    const rows = readFileSync(join(pack, 'rates.csv'), 'utf8')
    writeFileSync(rates, rows.replace('fuel-price', 'fool-price'))
    expect(await market(rates)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/Nothing was published.*\n.*“fool-price” is not a rate/),
    })
    expect(await market(join(pack, 'rates.csv'))).toMatchObject({ code: 0 })
    expect(await market(join(pack, 'rates.csv'))).toMatchObject({
      code: 0,
      said: expect.stringContaining('Nothing was changed.'),
    })
  })
})
