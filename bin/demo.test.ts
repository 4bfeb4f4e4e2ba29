import { Buffer } from 'node:buffer'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { figureProblems, fileProblems } from './demo/check-day.ts'
import { claimDemoFolder, type DemoFolder } from './demo/demo-folder.ts'
import { demoOf } from './demo/demo-of.ts'
import { type DayOutcome, playDay } from './demo/play-day.ts'
import { readScenario } from './demo/scenario.ts'
import { run } from './demo.ts'
import { resources } from './resources.ts'

const scenario = readScenario(demoOf(resources, 'pk').scenario)

describe('a day played without a window', () => {
  const said: string[] = []
  let parent: string
  let place: DemoFolder
  let day: DayOutcome

  beforeAll(async () => {
    parent = mkdtempSync(join(tmpdir(), 'northstar-demo-'))
    const claimed = claimDemoFolder(join(parent, 'demo-day'))
    if (claimed.type === 'refused') throw new Error(claimed.sentence)
    place = claimed.place
    day = await playDay({ place, market: 'pk', resources, say: (line) => said.push(line), pdf: 'no-browser' })
  }, 120_000)
  afterAll(() => rmSync(parent, { recursive: true, force: true }))

  test('comes out as it was told', () => {
    expect(day.problems).toEqual([])
    expect(day.summary.status).toBe('closed')
    expect(day.summary.figures.store).toEqual({
      visits: 3,
      firstTime: 2,
      beBack: 1,
      leftBeforeContact: 0,
      openNow: 0,
      enteredLate: 0,
      withContact: 3,
      discoveriesBegun: 3,
      readBacksAgreed: 0,
      shortlists: 3,
      bookings: 1,
      lost: 1,
    })
    expect(day.summary.rows.answers).toBe(scenario.visits.flatMap(({ answers }) => answers).length)
    expect(day.summary.figures.lostByReason).toMatchObject([{ code: 'waiting-time', count: 1 }])
  })

  test('gets a receipt for every change set, after the line was really cut in the second visit', () => {
    expect(day.sync.changeSets).toBeGreaterThan(day.summary.rows.answers)
    expect(day.sync).toEqual({
      changeSets: day.sync.changeSets,
      receipts: day.sync.changeSets,
      refused: 0,
      waiting: 0,
    })
    expect(day.line).toEqual(['up-to-date', 'headoffice-down', 'headoffice-down', 'up-to-date', 'up-to-date'])
  })

  test('leaves files in both languages that read back with the closed day’s hash and visits', async () => {
    expect(day.files.map((file) => file.slice(file.lastIndexOf('-') + 1)).sort()).toEqual([
      'en.csv',
      'en.txt',
      'en.xlsx',
      'ur.csv',
      'ur.txt',
      'ur.xlsx',
    ])
    for (const file of day.files.filter((name) => name.endsWith('.xlsx'))) {
      const [page, people] = await readXlsxFile(Buffer.from(readFileSync(file)))
      expect(page?.data.flat()).toContain(day.summary.hash)
      expect(people?.data.at(-1)?.slice(1, 3)).toEqual([3, 2])
    }
  })

  test('is told: questions, own words in both languages, reasons, catches and what was set aside', () => {
    const all = said.join('\n')
    for (const { answers } of scenario.visits) for (const { words } of answers) expect(all).toContain(words)
    expect(all).toMatch(/ \+ .*: because you said “/)
    expect(all).toMatch(/ × .*Set aside: \d+ vehicles/)
    expect(all).toContain('الگ رکھی گئیں')
    expect(all).toContain('No Chromium, Chrome or Edge was found here')
  })

  test('does not pass its own check when a figure is another, or when a file tells of a customer', async () => {
    const { figures } = day.summary
    const other = { ...day.summary, figures: { ...figures, store: { ...figures.store, visits: 4 } } }
    expect(figureProblems(scenario, other)).toEqual(['the day says 4 of visits, and there were 3'])
    const [xlsx = '', csv = '', text = ''] = day.files
    const told = { summary: { ...day.summary, hash: 'another' }, personal: [day.summary.storeName] }
    expect(await fileProblems({ xlsx, csv, text }, told)).toHaveLength(3)
  })

  test('is replaced by the next one, and only because a demo made it', () => {
    writeFileSync(join(place.laptop, 'left-over'), '')
    expect(claimDemoFolder(place.folder).type).toBe('claimed')
    expect(existsSync(place.laptop)).toBe(false)
  })
})

describe('a day played in the United States', () => {
  const said: string[] = []
  let parent: string
  let day: DayOutcome

  beforeAll(async () => {
    parent = mkdtempSync(join(tmpdir(), 'northstar-demo-us-'))
    const claimed = claimDemoFolder(join(parent, 'demo-day-us'))
    if (claimed.type === 'refused') throw new Error(claimed.sentence)
    const say = (line: string) => said.push(line)
    day = await playDay({ place: claimed.place, market: 'us', resources, say, pdf: 'not-asked-for' })
  }, 120_000)
  afterAll(() => rmSync(parent, { recursive: true, force: true }))

  test('comes out as it was told, with every receipt, by the market’s data alone', () => {
    expect(day.problems).toEqual([])
    expect(day.summary).toMatchObject({ status: 'closed', timeZone: 'America/New_York' })
    expect(day.summary.figures.store).toMatchObject({ visits: 3, shortlists: 3, bookings: 1, lost: 1 })
    expect(day.summary.figures.lostByReason).toMatchObject([{ code: 'waiting-time', count: 1 }])
    expect(day.sync).toMatchObject({ receipts: day.sync.changeSets, refused: 0, waiting: 0 })
    expect(day.line).toEqual(['up-to-date', 'headoffice-down', 'headoffice-down', 'up-to-date', 'up-to-date'])
  })

  test('speaks of dollars, miles and gallons, in the country’s own words', () => {
    const all = said.join('\n')
    expect(all).toMatch(/\$\d{2},\d{3}\b/)
    expect(all).toMatch(/Fuel economy \d+ mpg/)
    expect(all).toMatch(/\d+ mpg/)
    expect(all).toMatch(/\w+day, \w+ \d+, \d{4}/)
    expect(all).toContain('+1 585')
    expect(all).not.toMatch(/\bRs\b|lakh|crore|\bkm\b|litre|\bpetrol\b|\p{Script=Arabic}/iu)
  })

  test('leaves its files in the one language that the market has', () => {
    expect(day.files.map((file) => file.slice(file.lastIndexOf('-') + 1)).sort()).toEqual([
      'en.csv',
      'en.txt',
      'en.xlsx',
    ])
  })
})

describe('npm run demo', () => {
  test('says which markets there is a demo of', async () => {
    expect(await run(['--market', 'atlantis'])).toBe(1)
  })

  test('leaves a folder alone that it did not make', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'northstar-not-a-demo-'))
    const file = join(folder, 'wedding.txt')
    writeFileSync(file, 'pictures')
    expect(await run(['--out', folder])).toBe(1)
    expect(readFileSync(file, 'utf8')).toBe('pictures')
    rmSync(folder, { recursive: true })
  })

  test('says in a sentence that a folder cannot be written', () => {
    // A file in the way stops root as well, whom no permission stops.
    const folder = mkdtempSync(join(tmpdir(), 'northstar-in-the-way-'))
    writeFileSync(join(folder, 'file'), '')
    expect(claimDemoFolder(join(folder, 'file', 'demo-day'))).toEqual({
      type: 'refused',
      sentence: expect.stringMatching(/^The demo may not write in .*\(ENOTDIR\)\. Nothing was made\./),
    })
    rmSync(folder, { recursive: true })
  })

  test.runIf(process.platform === 'linux')('comes back from a file system that makes no folders', () => {
    expect(claimDemoFolder('/proc/northstar/demo-day').type).toBe('refused')
  })

  test('answers a word it does not know with those it knows', async () => {
    expect(await run(['--faster'])).toBe(1)
  })
})
