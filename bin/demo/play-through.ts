import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { BusinessDay } from '../../core/market/business-day.ts'
import type { Language } from '../../core/market/language.ts'
import type { DailySummary } from '../../core/reports/daily-summary.ts'
import { dailySummaryToText } from '../../core/reports/daily-summary-text.ts'
import { demoPin } from '../../electron/data/demo-pin.ts'
import { bringFile } from '../../electron/data/imports/bring-file.ts'
import { newId } from '../../electron/doors.ts'
import type { ExportedFiles } from './check-day.ts'
import type { HeadofficeLine } from './headoffice-line.ts'
import { holdVisit } from './hold-visit.ts'
import { type Scenario, scenarioProblems } from './scenario.ts'
import { type Showroom, signInManager } from './showroom-line.ts'
import { type Say, tellTitle } from './tell.ts'

interface Play {
  readonly showroom: Showroom
  readonly market: string
  readonly scenario: Scenario
  readonly headoffice: HeadofficeLine
  readonly say: Say
  /** The file of prices that is imported. */
  readonly prices: string
  /** Where the exported files go. */
  readonly exports: string
}

/** The day in the showroom, all of it through the contract, from set-up to the exported files. */
export async function playThrough(play: Play): Promise<{
  readonly businessDay: BusinessDay
  readonly summary: DailySummary
  /** The states of sync before, during and after the cut, as the screen would show them. */
  readonly line: readonly string[]
  /** In each language of the market. */
  readonly files: readonly ExportedFiles[]
}> {
  const { showroom, scenario, headoffice, say } = play
  await setUp(play)
  const { market, businessDay } = await showroom.app.state()
  const { topics } = await showroom.discovery.bank()
  const questionById = new Map(
    topics.flatMap(({ questions }) => questions).map((question) => [question.id, question]),
  )
  const unknown = scenarioProblems(scenario, { questionById, market })
  if (unknown.length > 0) throw new Error(`The day cannot be played:\n${unknown.join('\n')}`)

  const line: string[] = []
  const tellSync = async (when: string) => {
    let status = await showroom.sync.now({ language: 'en' })
    // Another round began by itself meanwhile: how that one ends is what there is to tell.
    while (status.state === 'working') status = await showroom.sync.now({ language: 'en' })
    line.push(status.state)
    say(`  ~ ${when}: ${status.sentence}`)
  }
  for (const visit of scenario.visits) {
    let isCut = false
    await holdVisit(
      {
        showroom,
        say,
        market,
        questionById,
        async onAnswered(answers) {
          if (answers !== visit.lineCutAfter) return
          await tellSync('Before the cut')
          await headoffice.cut()
          isCut = true
          await tellSync('The line to head office is cut')
        },
      },
      visit,
    )
    if (!isCut) continue
    await tellSync('The visit went on to its end without the line')
    await headoffice.join()
    await tellSync('The line is back')
  }
  const summary = await closeDay(play, businessDay)
  await tellSync('After closing')
  await tellReceipts(play)
  const files: ExportedFiles[] = []
  for (const language of market.languages)
    files.push(await exportDay(play, summary, { language, locale: market.locales[language] }))
  return { businessDay, summary, line, files }
}

async function setUp({ showroom, market, scenario, headoffice, say, prices }: Play): Promise<void> {
  const { store, consultants } = scenario
  await showroom.setup.complete({
    market,
    storeName: store.name,
    storeCode: store.code,
    language: store.language,
    consultants: consultants.map((person, index) => (index === 0 ? { ...person, pin: demoPin } : person)),
  })
  await givePins(showroom)
  const code = await headoffice.newEnrolmentCode(store.code)
  await showroom.enrolment.enrol({ url: headoffice.url, code })
  const { catalogue, businessDay } = await showroom.app.state()
  tellTitle(say, `${store.name} (${store.code}) · ${businessDay}`)
  say(
    `  The catalogue has ${catalogue?.variants} variants of ${catalogue?.models} models: ${catalogue?.origin}.`,
  )
  say(
    `  A trial head office listens at ${headoffice.url}, on this machine only; this laptop is enrolled with the one-time code ${code}.`,
  )

  const fileName = basename(prices)
  const content = readFileSync(prices)
  const { plan, refused, outcome } = await bringFile(showroom, newId, {
    fileName,
    content,
    language: store.language,
  })
  say(
    `  Imported ${fileName}: ${outcome?.written ?? 0} of ${plan.counts.rows} figures. Catalogue ${outcome?.version}.`,
  )
  for (const { line, refusals } of refused)
    for (const { why } of refusals) say(`    line ${line} was left out: ${why}`)
}

/** By leave of the manager who set the laptop up, everybody has the PIN that the demo says openly. */
async function givePins(showroom: Showroom): Promise<void> {
  const { signedIn, people } = await showroom.session.state()
  if (!signedIn) throw new Error('Whoever sets the laptop up is signed in')
  const allowedBy = { type: 'manager' as const, consultantId: signedIn.consultantId, pin: demoPin }
  for (const { id: consultantId, hasPin } of people)
    if (!hasPin) await showroom.session.setPin({ consultantId, pin: demoPin, allowedBy })
}

async function closeDay({ showroom, scenario, say }: Play, businessDay: BusinessDay): Promise<DailySummary> {
  await signInManager(showroom)
  const { language } = scenario.store
  const closed = await showroom.reports.close({ businessDay, language })
  tellTitle(say, `The day is closed by ${closed.generatedBy}`)
  const { market } = await showroom.app.state()
  say(dailySummaryToText(closed, language, market.locales[language]))
  return closed
}

async function tellReceipts({ showroom, say, scenario }: Play): Promise<void> {
  const receipts = await showroom.sync.receipts({ language: scenario.store.language, limit: 200 })
  tellTitle(say, 'Receipts from head office, newest first')
  for (const { words, times } of inRuns(receipts)) say(`  ${times > 1 ? `${times} × ` : ''}${words}`)
}

/** The same words one after the other are said once, with how often. */
function inRuns(receipts: readonly { readonly words: string }[]) {
  const runs: { words: string; times: number }[] = []
  for (const { words } of receipts) {
    const last = runs.at(-1)
    if (last?.words === words) last.times += 1
    else runs.push({ words, times: 1 })
  }
  return runs
}

async function exportDay(
  { showroom, exports }: Play,
  summary: DailySummary,
  { language, locale }: { readonly language: Language; readonly locale: string },
): Promise<ExportedFiles> {
  const { businessDay, storeCode } = summary
  const name = `daily-summary-${storeCode}-${businessDay}-${language}`
  const keep = async (format: 'xlsx' | 'csv') => {
    const { content } = await showroom.reports.export({ businessDay, language, format })
    const file = join(exports, `${name}.${format}`)
    writeFileSync(file, new Uint8Array(await content.arrayBuffer()))
    return file
  }
  const text = join(exports, `${name}.txt`)
  const told = await showroom.reports.daily({ businessDay, language })
  writeFileSync(text, `${dailySummaryToText(told, language, locale)}\n`)
  return { xlsx: await keep('xlsx'), csv: await keep('csv'), text }
}
