import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import readXlsxFile from 'read-excel-file/node'
import { z } from 'zod'
import type { DailySummary } from '../../core/reports/daily-summary.ts'
import { connectReader } from '../../db/connect.ts'
import { demoKey } from '../../electron/data/vault/demo-key.ts'
import type { Scenario } from './scenario.ts'

/** What the laptop's own database says of its conversation with head office. */
export interface SyncBooks {
  readonly changeSets: number
  readonly receipts: number
  readonly refused: number
  readonly waiting: number
}

/** Counts change sets and receipts in the closed database, not through the code that made them. */
export function readSyncBooks(laptopFolder: string): SyncBooks {
  const connection = connectReader(laptopFolder, demoKey)
  try {
    return syncBooksSchema.parse(
      connection
        .prepare(
          `SELECT (SELECT count(*) FROM change_set) AS changeSets,
             (SELECT count(*) FROM receipt WHERE outcome <> 'refused') AS receipts,
             (SELECT count(*) FROM receipt WHERE outcome = 'refused') AS refused,
             (SELECT count(*) FROM outbox) AS waiting`,
        )
        .get(),
    )
  } finally {
    connection.close()
  }
}
const syncBooksSchema = z.object({
  changeSets: z.int(),
  receipts: z.int(),
  refused: z.int(),
  waiting: z.int(),
})

/** Everything in which the day did not come out as it was played, in sentences. */
export function figureProblems(scenario: Scenario, { figures, status }: DailySummary): readonly string[] {
  const { visits } = scenario
  const ended = (type: Scenario['visits'][number]['ending']['type']) =>
    visits.filter(({ ending }) => ending.type === type).length
  const expected = {
    visits: visits.length,
    firstTime: visits.filter(({ arrival }) => arrival === 'first-time').length,
    beBack: visits.filter(({ arrival }) => arrival === 'be-back').length,
    leftBeforeContact: 0,
    openNow: 0,
    enteredLate: 0,
    withContact: visits.filter(({ customer }) => customer.phone !== null).length,
    discoveriesBegun: visits.length,
    readBacksAgreed: 0,
    shortlists: visits.length,
    bookings: ended('booked'),
    lost: ended('lost'),
  } satisfies typeof figures.store
  return [
    ...Object.entries(expected).flatMap(([name, count]) => {
      const told = Object.entries(figures.store).find(([figure]) => figure === name)?.[1]
      return told === count ? [] : [`the day says ${told} of ${name}, and there were ${count}`]
    }),
    ...(status === 'closed' ? [] : [`the day is ${status}, not closed`]),
  ]
}

/** One day's exported files in one language. */
export interface ExportedFiles {
  readonly xlsx: string
  readonly csv: string
  readonly text: string
}

/** Reads the exported files back with other code than wrote them. */
export async function fileProblems(
  files: ExportedFiles,
  told: { readonly summary: DailySummary; readonly personal: readonly string[] },
): Promise<readonly string[]> {
  const { hash, figures } = told.summary
  const sheets = await readXlsxFile(Buffer.from(readFileSync(files.xlsx)))
  const xlsxCells = sheets.flatMap(({ data }) => data.flat())
  const csvText = readFileSync(files.csv, 'utf8')
  const csvCells = Papa.parse<string[]>(csvText.slice(1)).data.flat()
  const all = [xlsxCells.join('\n'), csvText, readFileSync(files.text, 'utf8')].join('\n')
  const people = sheets[1]?.data.at(-1) ?? []
  return [
    ...(xlsxCells.includes(hash) ? [] : ['the XLSX has another hash than the closed day']),
    ...(people[1] === figures.store.visits ? [] : ['the XLSX has other visits than the closed day']),
    ...(csvCells.includes(hash) ? [] : ['the CSV has another hash than the closed day']),
    ...(csvText.startsWith('\uFEFF') ? [] : ['the CSV has no byte order mark']),
    ...told.personal
      .filter((words) => all.includes(words))
      .map((words) => `an export tells of a customer: ${words}`),
  ]
}
