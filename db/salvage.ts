import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { v4 } from 'uuid'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import type { SalvageReport } from '../contract/laptop.ts'
import { foldName } from '../core/market/fold-name.ts'
import { readChain } from './chain-file.ts'
import { type Connection, databaseFile } from './connect.ts'
import { createCustomerSearch } from './customer-search.ts'
import type { DatabaseKey } from './database-key.ts'
import { createEntityTables } from './entity-tables.ts'
import { readErasureList } from './erasure-list.ts'
import { applyErasures } from './erasures.ts'
import { createFieldVersions } from './field-versions.ts'
import { recordsOfStores } from './journal-of-store.ts'
import { refuseNewer } from './migrate.ts'
import { createOutboxJournal } from './outbox-journal.ts'
import { finishPutInUse } from './put-in-use.ts'
import { replayJournal } from './replay-journal.ts'
import { putSaltBack } from './salt.ts'
import { fillFromBackup } from './salvage-from-backup.ts'
import { createLoader } from './salvage-load.ts'
import { mendOutbox, readFeedAgain, rebuildFromChanges } from './salvage-mend.ts'
import { type DamagedFile, openDamaged } from './salvage-pages.ts'
import { quoted, type Relation, readRelations } from './salvage-relations.ts'
import { gapsOf } from './salvage-report.ts'
import { readSchema } from './salvage-schema.ts'
import { makeStandIns } from './salvage-stand-ins.ts'
import { type Survey, surveyPages } from './salvage-survey.ts'
import { createTarget, finishTarget, upgradeTarget, versionOfDamaged } from './salvage-target.ts'
import { storesOf } from './stores-of-laptop.ts'

/** Where a salvage writes; nothing else uses this file before it is put in use. */
export const salvagedFile = (folder: string): string => join(folder, 'northstar.salvaged.db')

export interface SalvageOptions {
  readonly folder: string
  readonly key: DatabaseKey
  readonly migrationsFolder: string
  readonly randomBytes: (count: number) => Uint8Array
  /** Told of pages. */
  readonly onProgress?: (done: number, of: number | null) => void
}

/**
 * Reads everything out of a damaged database into a new file beside it, `salvagedFile`, which is on the disk when this
 * returns. The damaged file is only read, its salt apart, which is put back first.
 *
 * Rows come from pages that carry their authentication code, found from the tables' roots and, where the way is lost,
 * by what stands in them (db/salvage-survey.ts); the write-ahead log is read behind its broken places too. Then what is
 * lost is made again as far as something else tells it: from the outbox journal, from this laptop's own changes, from a
 * backup for what only a backup has, and as stand-ins for what other rows refer to (db/salvage-stand-ins.ts). Erased
 * customers are erased again. What is missing after all that is in the report.
 *
 * What was read out before is replaced, but neither while it is about to be put in use nor when the damaged file is gone.
 * @throws Refusal SALVAGE_FAILED when nothing can be read, DATABASE_NEWER; as `finishPutInUse`
 */
export function salvageDatabase(options: SalvageOptions): SalvageReport {
  const { folder, key } = options
  finishPutInUse(folder)
  const file = databaseFile(folder)
  if (!existsSync(file) && existsSync(salvagedFile(folder))) throw new Refusal('SALVAGE_FAILED')
  putSaltBack({ file, key })
  const damaged = openDamaged({ file, key })
  try {
    return salvage(damaged, options)
  } finally {
    damaged.close()
  }
}

function salvage(damaged: DamagedFile, options: SalvageOptions): SalvageReport {
  const { folder, key, migrationsFolder } = options
  const schema = readSchema(damaged.newest)
  const version = versionOfDamaged(damaged.newest, schema, migrationsFolder)
  refuseNewer(version, { folder, migrationsFolder })
  const target = createTarget(salvagedFile(folder), { key, migrationsFolder, version })
  try {
    const loaded = load(damaged, target, options.onProgress)
    upgradeTarget(target, migrationsFolder, version)
    const report = mend(target, loaded, options)
    finishTarget(target, salvagedFile(folder))
    return report
  } catch (error) {
    target.close()
    rmSync(salvagedFile(folder), { force: true })
    throw error
  }
}

interface Loaded {
  readonly tables: readonly Relation[]
  readonly survey: Survey
  /** Rows in each table when all that could be read was. */
  readonly rows: ReadonlyMap<string, number>
  readonly refused: ReadonlyMap<string, number>
  /** Every commit in the write-ahead log is whole. */
  readonly isLogWhole: boolean
}

function load(
  damaged: DamagedFile,
  target: Connection,
  onProgress?: (done: number, of: number | null) => void,
): Loaded {
  const relations = readRelations(target)
  const tables = relations.filter(({ holds }) => holds === 'table')
  const loader = createLoader(target, tables)
  const loadAll = target.transaction((): Survey => {
    const survey = surveyPages(damaged.newest, relations, loader.load, onProgress)
    // Where the log's newest copies and SQLite's own view may differ, rows that only the other has are kept as well.
    if (damaged.differs || survey.stalePages > 0) surveyPages(damaged.believed, relations, loader.load)
    return survey
  })
  const survey = loadAll()
  return {
    tables,
    survey,
    rows: countRows(
      target,
      tables.map(({ name }) => name),
    ),
    refused: loader.refused,
    isLogWhole: !damaged.isLogBroken && !damaged.logEndsTorn,
  }
}

/** Everything after the reading, in one transaction: half of it would be a database that contradicts itself. */
function mend(target: Connection, loaded: Loaded, options: SalvageOptions): SalvageReport {
  const { folder, key, randomBytes } = options
  const { survey } = loaded
  const customerSearch = createCustomerSearch(target, foldName)
  const tables = createEntityTables(target, customerSearch)
  const journal = createOutboxJournal({ folder, key, randomBytes })
  const mendAll = target.transaction((): SalvageReport => {
    const stores = storesOf(target, readChain(folder))
    const all = journal.records()
    const records = stores === null ? all : recordsOfStores(all, stores).records
    const replayed = replayJournal({ connection: target, foldName, records })
    if (survey.rows === 0 && replayed.replayed === 0) throw new Refusal('SALVAGE_FAILED')
    const fromBackup = fillFromBackup(target, { folder, key })
    const rebuilt = rebuildFromChanges(target, { tables, fieldVersions: createFieldVersions(target) })
    const outbox = mendOutbox(target)
    // Before the stand-ins: a row with nothing in it is still missing.
    const gaps = new Map(
      loaded.tables.map((relation) => [
        relation,
        gapsOf(target, relation, { ...loaded, takenOut: outbox.takenOut }),
      ]),
    )
    const standIns = makeStandIns(target, () => v4({ random: randomBytes(16) }))
    const reports = loaded.tables.map((relation) => {
      const { name } = relation
      return {
        table: name,
        rows: loaded.rows.get(name) ?? 0,
        missing: gaps.get(relation)?.missing ?? [],
        endsUnknown: gaps.get(relation)?.endsUnknown ?? true,
        rebuilt:
          (rebuilt.get(name) ?? 0) + (fromBackup.get(name) ?? 0) + (name === 'outbox' ? outbox.waiting : 0),
        standIns: standIns.get(name) ?? 0,
      }
    })
    const isWhole =
      survey.stalePages === 0 &&
      loaded.isLogWhole &&
      // What the journal had and the database had not was lost, and other things may have been with it.
      replayed.replayed + replayed.notReplayed === 0 &&
      reports.every((table) => table.missing.length === 0 && !table.endsUnknown && table.standIns === 0)
    if (!isWhole) readFeedAgain(target)
    for (const id of customerIds(target)) customerSearch.index(id)
    const { replayed: cameBack, notReplayed } = replayed
    return { tables: reports, replayed: cameBack, notReplayed, isWhole }
  })
  const report = mendAll()
  applyErasures(target, [...new Set([...readErasureList(folder), ...erasedIn(target)])])
  const [orphan] = z.array(z.unknown()).parse(target.pragma('foreign_key_check'))
  if (orphan !== undefined) throw new Error('A salvaged row is without the row it refers to')
  return report
}

const ids = z.array(z.string())
const customerIds = (target: Connection) => ids.parse(target.prepare('SELECT id FROM customer').pluck().all())
const erasedIn = (target: Connection) =>
  ids.parse(target.prepare('SELECT customer_id FROM erasure').pluck().all())

function countRows(target: Connection, names: readonly string[]): ReadonlyMap<string, number> {
  const count = (name: string) =>
    z.int().parse(
      target
        .prepare(`SELECT count(*) FROM ${quoted(name)}`)
        .pluck()
        .get(),
    )
  return new Map(names.map((name) => [name, count(name)]))
}
