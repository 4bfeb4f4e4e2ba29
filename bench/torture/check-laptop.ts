import { existsSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { foldName } from '../../core/market/fold-name.ts'
import { type EntityName, entities, entityNames, isEntityName } from '../../core/sync/entities.ts'
import { createAccessLog } from '../../db/access-log.ts'
import { backupFile, backupKeysFile } from '../../db/backups.ts'
import { type Connection, connectFileReader, databaseFile } from '../../db/connect.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import { versionOf } from '../../db/migrate.ts'
import { createOutboxJournal } from '../../db/outbox-journal.ts'
import { randomBytes } from '../../electron/doors.ts'
import type { Fault, FoundChangeSet, Ledger } from './ledger.ts'
import { keyOf } from './open-laptop.ts'
import { openToLook, readBeside, readChangeSets, tablesOf } from './read-laptop.ts'

/**
 * Looks at a laptop's database as a kill or a power cut left it: whether all that was acknowledged is there once and
 * as it was, nothing by half, and every part in step with the others.
 */
export async function checkLaptop(folder: string, ledger: Ledger): Promise<readonly Fault[]> {
  let connection: Connection | null = null
  try {
    const key = await keyOf(folder)
    if (key === null && existsSync(databaseFile(folder))) return [corrupt('its key is gone')]
    connection = key && openToLook(folder, key)
    if (key === null || connection === null || versionOf(connection) === 0) return ledger.compare([], null)
    const changeSets = readChangeSets(connection)
    const chain = createAccessLog(connection).verify()
    return [
      ...ledger.compare(changeSets, readBeside(connection)),
      ...structureFaults(connection),
      ...rowFaults(connection, changeSets),
      ...outboxFaults(connection),
      ...searchFaults(connection),
      ...fileFaults(connection, { folder, key, newestBackup: ledger.newestBackup() }),
      ...(chain.type === 'broken' ? [corrupt(`the access log is broken at ${chain.position}`)] : []),
    ]
  } catch (error) {
    return [corrupt(`it cannot be read: ${String(error)}`)]
  } finally {
    connection?.close()
  }
}

const corrupt = (what: string): Fault => ({ type: 'corrupt', what })

function structureFaults(connection: Connection): readonly Fault[] {
  const said = z
    .array(z.object({ integrity_check: z.string() }))
    .parse(connection.pragma('integrity_check'))
    .map((row) => row.integrity_check)
  const broken = z.array(z.unknown()).parse(connection.pragma('foreign_key_check'))
  return [
    ...said.filter((line) => line !== 'ok').map((line) => corrupt(`integrity: ${line}`)),
    ...broken.map((row) => corrupt(`a row without the one it refers to: ${JSON.stringify(row)}`)),
  ]
}

/** The rows must be what the change sets make of them: a change without its row, or the reverse, is half a change set. */
function rowFaults(connection: Connection, changeSets: readonly FoundChangeSet[]): readonly Fault[] {
  const faults: Fault[] = []
  const tables = tablesOf(connection)
  const rows = new Map<string, { readonly entity: string; readonly rowId: string; readonly fields: object }>()
  for (const [index, { edits }] of changeSets.entries()) {
    if (edits.length === 0) faults.push(corrupt(`change set ${index + 1} has no change`))
    for (const { entity, rowId, fields } of edits) {
      if (rowId === null) continue
      const known = rows.get(`${entity} ${rowId}`)
      rows.set(`${entity} ${rowId}`, { entity, rowId, fields: { ...known?.fields, ...fields } })
    }
  }
  for (const [name, { entity, rowId, fields }] of rows)
    if (!isEntityName(entity) || !isDeepStrictEqual(tables.read(entity, rowId), withDefaults(entity, fields)))
      faults.push(corrupt(`the row of ${name} is not what its changes made of it`))
  const counted = entityNames.map((entity) => countOf(connection, entity))
  const inTables = counted.reduce((sum, count) => sum + count, 0)
  if (inTables !== rows.size)
    faults.push(corrupt(`${inTables} rows in the tables, ${rows.size} were written`))
  return faults
}

/** What nobody said of a row is as the registry has it. */
const withDefaults = (entity: EntityName, fields: object): object => entities[entity].fields.parse(fields)

function countOf(connection: Connection, entity: (typeof entityNames)[number]): number {
  const table = entity.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return countRow.parse(connection.prepare(`SELECT count(*) AS n FROM ${table}`).get()).n
}

const countRow = z.object({ n: z.int() })

/** A change set waits exactly as long as it has no receipt; one that went into a later one does neither. */
function outboxFaults(connection: Connection): readonly Fault[] {
  const count = (sql: string) => countRow.parse(connection.prepare(sql).get()).n
  const neither = count(
    `SELECT count(*) AS n FROM change_set cs WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE change_set_position = cs.position)
       AND NOT EXISTS (SELECT 1 FROM receipt WHERE change_set_id = cs.id)
       AND NOT EXISTS (SELECT 1 FROM folded f WHERE f.change_set_position = cs.position)`,
  )
  const both = count(
    'SELECT count(*) AS n FROM outbox o JOIN change_set cs ON cs.position = o.change_set_position JOIN receipt r ON r.change_set_id = cs.id',
  )
  return [
    ...(neither > 0 ? [corrupt(`${neither} change sets neither wait nor have a receipt`)] : []),
    ...(both > 0 ? [corrupt(`${both} change sets wait although they have a receipt`)] : []),
  ]
}

const searchRow = z.object({
  id: z.string().nullable(),
  name: z.string().nullable(),
  found_name: z.string().nullable(),
})

/** Every customer stands in the full-text index under their name, and nobody else does. */
function searchFaults(connection: Connection): readonly Fault[] {
  return z
    .array(searchRow)
    .parse(
      connection
        .prepare(
          `SELECT c.id, c.name, s.name AS found_name
           FROM customer c FULL JOIN customer_search s ON s.rowid = c.position`,
        )
        .all(),
    )
    .filter(
      ({ id, name, found_name }) =>
        id === null || (found_name ?? '') !== (name === null ? '' : foldName(name)),
    )
    .map(({ id }) => corrupt(`the search entry of customer ${id ?? 'nobody'} is not theirs`))
}

/** The journal must never know more than the database, and the backup that was said to be made must be there and good. */
function fileFaults(
  connection: Connection,
  of: { readonly folder: string; readonly key: DatabaseKey; readonly newestBackup: string | null },
): readonly Fault[] {
  const { folder, key, newestBackup } = of
  const journal = createOutboxJournal({ folder, key, randomBytes })
  const faults: Fault[] = []
  if (journal.isAheadOf(connection))
    faults.push({ type: 'lost', what: 'the journal holds a change set that the database lost' })
  if (journal.damaged() > 0) faults.push(corrupt('a change set of the journal cannot be read'))
  if (newestBackup === null) return faults
  if (!existsSync(backupFile(folder, newestBackup)) || !existsSync(backupKeysFile(folder, newestBackup)))
    return [...faults, { type: 'lost', what: `the backup ${newestBackup} or its key is gone` }]
  const backup = connectFileReader(backupFile(folder, newestBackup), key)
  faults.push(...structureFaults(backup))
  backup.close()
  return faults
}
