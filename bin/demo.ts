import { parseArgs } from 'node:util'
import { Refusal } from '../contract/errors.ts'
import { makeFolder } from '../db/make-folder.ts'
import { findBrowser } from '../electron/find-browser.ts'
import { demoDayFolder } from './demo/demo-day-folder.ts'
import { claimDemoFolder } from './demo/demo-folder.ts'
import { marketsWithDemo } from './demo/demo-of.ts'
import { playDay } from './demo/play-day.ts'
import { resources } from './resources.ts'

const usage =
  'The demo understands: --market MARKET, --out FOLDER, --no-pdf. For example: npm run demo -- --out /tmp/my-demo-day'

/** `npm run demo`: plays a whole day without a window. @returns 0 only when everything that it told has happened */
export async function run(args: readonly string[]): Promise<number> {
  const values = parse(args)
  if (values === null) return refuse(usage)
  const markets = marketsWithDemo(resources)
  const market = markets.find((known) => known === (values.market ?? markets[0]))
  if (market === undefined)
    return refuse(`There is no demo of “${values.market}”, only of: ${markets.join(', ')}. Nothing was made.`)
  const claimed = claimDemoFolder(values.out ?? demoDayFolder(resources, values.market))
  if (claimed.type === 'refused') return refuse(claimed.sentence)
  const { place } = claimed
  makeFolder(place.laptop)
  const browser = values['no-pdf'] ? null : findBrowser()
  const outcome = await playDay({
    place,
    market,
    resources,
    say,
    pdf: values['no-pdf'] ? 'not-asked-for' : browser === null ? 'no-browser' : 'print',
  }).catch((error: unknown) => {
    if (error instanceof Refusal) return { problems: [error.message], files: [] }
    throw error
  })
  say('')
  for (const problem of outcome.problems) process.stderr.write(`Not as told: ${problem}.\n`)
  if (outcome.problems.length > 0) return 1
  say(`The day is in ${place.folder}:`)
  for (const file of outcome.files) say(`  ${file}`)
  const ofMarket = values.market === undefined ? '' : ` --market ${market}`
  if (values.out === undefined) say(`Look at it in the window with: npm start -- --demo${ofMarket}`)
  else say(`Look at it in the window with: npm start -- --demo --data ${place.laptop}`)
  return 0
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        market: { type: 'string' },
        out: { type: 'string' },
        'no-pdf': { type: 'boolean', default: false },
      },
    }).values
  } catch {
    // A word that is not in the list: answered with the list.
    return null
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}
