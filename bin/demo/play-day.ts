import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { BusinessDay } from '../../core/market/business-day.ts'
import type { Language } from '../../core/market/language.ts'
import type { DailySummary } from '../../core/reports/daily-summary.ts'
import { createDataService } from '../../electron/data/service.ts'
import { demoKey } from '../../electron/data/vault/demo-key.ts'
import { createLog } from '../../electron/log.ts'
import { readMarketPack } from '../../packs/read-packs.ts'
import { buildIfStale } from '../build-if-stale.ts'
import { figureProblems, fileProblems, readSyncBooks, type SyncBooks } from './check-day.ts'
import type { DemoFolder } from './demo-folder.ts'
import { demoOf } from './demo-of.ts'
import { openHeadofficeLine } from './headoffice-line.ts'
import { isOnPaper } from './pdf-paper.ts'
import { playThrough } from './play-through.ts'
import { printDay } from './print-day.ts'
import { readScenario, type Scenario } from './scenario.ts'
import { openShowroomLine } from './showroom-line.ts'
import type { Say } from './tell.ts'

export interface DayOptions {
  readonly place: DemoFolder
  /** Whose day it is: a market whose pack has a `demo/`. */
  readonly market: string
  /** Where `packs/`, `db/migrations/` and `package.json` lie. */
  readonly resources: string
  readonly say: Say
  readonly pdf: 'print' | 'no-browser' | 'not-asked-for'
}

export interface DayOutcome {
  /** Everything that did not come out as told; empty when the day did. */
  readonly problems: readonly string[]
  readonly files: readonly string[]
  readonly summary: DailySummary
  readonly sync: SyncBooks
  /** The states of sync before, during and after the cut, as the screen would show them. */
  readonly line: readonly string[]
}

/** Plays the day: set-up, catalogue, three visits with the line cut in the second, closing and exports. */
export async function playDay(options: DayOptions): Promise<DayOutcome> {
  const { place, market, resources, say } = options
  const log = createLog(place.laptop, 'demo')
  const demo = demoOf(resources, market)
  const scenario = readScenario(demo.scenario)
  const headoffice = await openHeadofficeLine({ folder: place.headoffice, resources, log })
  const service = createDataService({
    folder: place.laptop,
    key: demoKey,
    resources,
    reportsWorker: new URL('../../electron/data/reports/reports-worker.ts', import.meta.url),
    upkeepWorker: new URL('../../electron/data/upkeep/upkeep-worker.ts', import.meta.url),
    importsWorker: new URL('../../electron/data/imports/import-worker.ts', import.meta.url),
    adviceWorker: new URL('../../electron/data/advice/advice-worker.ts', import.meta.url),
    // Printing opens the folder through the browser host afterwards: one folder, one process at a time.
    host: { kind: 'none', printPage: async () => ({ type: 'no-browser' }) },
    demo: true,
    market,
    log,
  })
  const { showroom, close } = openShowroomLine(service.router)
  const play = { showroom, market, scenario, headoffice, say, prices: demo.prices, exports: place.exports }
  const played = await closing(playThrough(play), async () => {
    close()
    await service.close()
    await headoffice.close()
  })
  const printed = await print(
    options,
    { businessDay: played.businessDay, language: scenario.store.language },
    log,
  )
  const sync = readSyncBooks(place.laptop)
  say('')
  say(`Head office gave ${sync.receipts} receipts for ${sync.changeSets} change sets; ${sync.waiting} wait.`)
  const { files, summary } = played
  const told = { summary, personal: personalWords(scenario) }
  const exported = await Promise.all(files.map((each) => fileProblems(each, told)))
  return {
    summary,
    sync,
    line: played.line,
    files: [...files.flatMap((file) => [file.xlsx, file.csv, file.text]), ...printed.files],
    problems: [
      ...figureProblems(scenario, summary),
      ...exported.flat(),
      ...syncProblems(sync),
      ...lineProblems(scenario, played.line),
      ...printed.problems,
    ],
  }
}

async function closing<T>(work: Promise<T>, close: () => Promise<void>): Promise<T> {
  try {
    return await work
  } finally {
    await close()
  }
}

async function print(
  { place, market, resources, say, pdf }: DayOptions,
  day: { readonly businessDay: BusinessDay; readonly language: Language },
  log: Logger,
): Promise<{ readonly files: readonly string[]; readonly problems: readonly string[] }> {
  if (pdf === 'not-asked-for') return { files: [], problems: [] }
  if (pdf === 'no-browser') {
    say('')
    say('No Chromium, Chrome or Edge was found here, so there is no PDF.')
    say('The page to print opens with npm start -- --demo: Reports, then Print.')
    return { files: [], problems: [] }
  }
  if ((await buildIfStale()) !== 0) return { files: [], problems: ['the page to print could not be built'] }
  const printed = await printDay({ root: resources, folder: place.laptop, ...day, log })
  if (printed.type === 'print-page')
    return { files: [], problems: [`a browser is here but it did not print ${printed.path}`] }
  const bytes = new Uint8Array(await printed.file.content.arrayBuffer())
  const file = join(place.exports, printed.file.fileName)
  writeFileSync(file, bytes)
  const isPdf = new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-'
  const { paper } = readMarketPack(join(resources, 'packs'), market)
  return {
    files: [file],
    problems: [
      ...(isPdf ? [] : [`${file} is not a PDF`]),
      ...(isOnPaper(bytes, paper) ? [] : [`${file} is not on ${paper} paper`]),
    ],
  }
}

function syncProblems({ changeSets, receipts, refused, waiting }: SyncBooks): readonly string[] {
  return [
    ...(receipts === changeSets ? [] : [`${changeSets} change sets have ${receipts} receipts`]),
    ...(refused === 0 ? [] : [`head office refused ${refused} change sets`]),
    ...(waiting === 0 ? [] : [`${waiting} change sets still wait`]),
  ]
}

function lineProblems(scenario: Scenario, line: readonly string[]): readonly string[] {
  const cuts = scenario.visits.filter(({ lineCutAfter }) => lineCutAfter !== undefined)
  const expected = [
    ...cuts.flatMap(() => ['up-to-date', 'headoffice-down', 'headoffice-down', 'up-to-date']),
    'up-to-date',
  ]
  return line.join(' ') === expected.join(' ') ? [] : [`sync went ${line.join(', ')}`]
}

/** What the exports must not tell: names and phones of the day's customers. */
function personalWords({ visits }: Scenario): readonly string[] {
  return visits.flatMap(({ customer: { name, phone } }) => [
    ...(name === null ? [] : [name]),
    ...(phone === null ? [] : [phone, phone.replace(/\D/g, '').replace(/^0/, '')]),
  ])
}
