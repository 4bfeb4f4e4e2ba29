import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'
import { resources } from '../../bin/resources.ts'
import { foldName } from '../../core/market/fold-name.ts'
import { catalogueContent } from '../../db/catalogues.ts'
import { newDatabaseKey } from '../../db/database-key.ts'
import { openShowroomDatabase } from '../../db/showroom-database.ts'
import { newId, randomBytes, systemClock } from '../../electron/doors.ts'
import { readMarketPack } from '../../packs/read-packs.ts'
import { plainDecimal, printFigures, printTable } from '../table.ts'
import { readImport } from './read-import.ts'

const usage =
  'This benchmark needs a file of vehicles (.csv or .csv.gz): npm run bench -- import --file FILE [--market pk]\n'

/**
 * What bringing in a file of vehicles costs, from its bytes to a catalogue in use in an encrypted database, against
 * papaparse alone on the same text.
 * @returns 1 when no file is named
 */
export async function run(args: readonly string[]): Promise<number> {
  const options = { file: { type: 'string' }, market: { type: 'string', default: 'pk' } } as const
  const { values } = parseArgs({ args: [...args], options, strict: false })
  if (typeof values.file !== 'string' || typeof values.market !== 'string') {
    process.stdout.write(usage)
    return 1
  }
  const folder = mkdtempSync(join(tmpdir(), 'northstar-bench-import-'))
  try {
    measure(values.file, values.market, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return 0
}

function measure(file: string, marketId: string, folder: string): void {
  const market = readMarketPack(join(resources, 'packs'), marketId)
  const db = openShowroomDatabase({
    folder,
    key: newDatabaseKey(randomBytes),
    migrationsFolder: join(resources, 'db', 'migrations'),
    clock: systemClock,
    newId,
    foldName,
  })
  const start = performance.now()
  const raw = readFileSync(file)
  const bytes = file.endsWith('.gz') ? gunzipSync(raw) : raw
  const opened = performance.now()
  const { plan, catalogue, what, tookMs } = readImport(bytes, market, basename(file))
  const packing = performance.now()
  const content = catalogueContent(catalogue)
  const writing = performance.now()
  db.catalogues.use(content, basename(file), systemClock())
  const end = performance.now()
  // Before anything else takes memory.
  const peakMb = process.resourceUsage().maxRSS / 1024
  if (db.catalogues.versionInUse() !== catalogue.version) throw new Error('Another catalogue is in use')
  db.close()

  const beforeFloor = performance.now()
  const { data } = Papa.parse(new TextDecoder().decode(bytes))
  const floorMs = performance.now() - beforeFloor
  const row = (name: string, ms: number) => [name, plainDecimal(ms / 1000), plainDecimal(ms / floorMs)]
  printTable([
    [`${plan.counts.rows} rows, ${what}`, 'seconds', 'x floor'],
    row('read the file', opened - start),
    row('find the table', tookMs.find),
    row('survey and map', tookMs.map),
    row('read and plan the rows', tookMs.plan),
    row('merge and name the version', tookMs.merge),
    row(`pack ${catalogue.variants.length} vehicles`, writing - packing),
    row(`write ${plainDecimal(content.content.length / 1e6)} MB encrypted`, end - writing),
    row('all of it', end - start),
    row(`floor: papaparse alone, ${data.length} rows`, floorMs),
  ])
  printFigures('import', {
    rows: plan.counts.rows,
    refused: plan.counts.refused,
    seconds: (end - start) / 1000,
    peakMb,
  })
}
