import { existsSync } from 'node:fs'
import { z } from 'zod'
import { foldName } from '../../core/market/fold-name.ts'
import { type Connection, connectReader, connectWriter, databaseFile, sqliteCode } from '../../db/connect.ts'
import { createCustomerSearch } from '../../db/customer-search.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import { createEntityTables } from '../../db/entity-tables.ts'
import { draftKey, type FoundBeside, type FoundChangeSet } from './ledger.ts'

/**
 * Opens a laptop's database as it was left, by a connection that only reads, so that the next start finds it as it is.
 * What a kill left of the very first transaction only a writer can take back.
 * @returns `null` when there is none
 */
export function openToLook(folder: string, key: DatabaseKey): Connection | null {
  if (!existsSync(databaseFile(folder))) return null
  try {
    return connectReader(folder, key)
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
    const code = sqliteCode(cause)
    if (!code?.startsWith('SQLITE_CANTOPEN') && !code?.startsWith('SQLITE_READONLY')) throw error
    return connectWriter(folder, key)
  }
}

const changeRow = z.object({
  position: z.int(),
  entity: z.string().nullable(),
  row_id: z.string().nullable(),
  fields: z.string().nullable(),
})
const changedSchema = z.record(z.string(), z.object({ value: z.unknown() }))

/** Every change set in the order it was written. */
export function readChangeSets(connection: Connection): readonly FoundChangeSet[] {
  const rows = z.array(changeRow).parse(
    connection
      .prepare(
        `SELECT cs.position, c.entity, c.row_id, c.fields
         FROM change_set cs LEFT JOIN change c ON c.change_set_position = cs.position
         ORDER BY cs.position, c.ordinal`,
      )
      .all(),
  )
  const byPosition = new Map<number, FoundChangeSet['edits'][number][]>()
  for (const { position, entity, row_id: rowId, fields } of rows) {
    const edits = byPosition.get(position) ?? []
    byPosition.set(position, edits)
    if (entity === null || rowId === null || fields === null) continue
    const changed = Object.entries(changedSchema.parse(JSON.parse(fields)))
    edits.push({
      entity,
      rowId,
      fields: Object.fromEntries(changed.map(([field, { value }]) => [field, value])),
    })
  }
  return [...byPosition.values()].map((edits) => ({ edits }))
}

const besideRow = z.object({
  colour_scheme: z.enum(['auto', 'light', 'dark']),
  headoffice_url: z.string().nullable(),
  version: z.string(),
})
const draftRow = z.object({ opportunity_id: z.string(), question_id: z.string(), text: z.string() })

/** @returns `null` when the laptop is not set up, and then there must be nothing at all in it */
export function readBeside(connection: Connection): FoundBeside | null {
  const row = connection
    .prepare('SELECT colour_scheme, headoffice_url, version FROM device, catalogue WHERE in_use = 1')
    .get()
  if (row === undefined) return null
  const { colour_scheme: colourScheme, headoffice_url: headofficeUrl, version } = besideRow.parse(row)
  const drafts = z
    .array(draftRow)
    .parse(connection.prepare('SELECT opportunity_id, question_id, text FROM answer_draft').all())
    .map(
      ({ opportunity_id: opportunityId, question_id: questionId, text }) =>
        [draftKey({ opportunityId, questionId }), text] as const,
    )
  return { colourScheme, headofficeUrl, catalogueVersion: version, drafts: new Map(drafts) }
}

/** The rows of the tables, as the laptop itself reads them. */
export const tablesOf = (connection: Connection) =>
  createEntityTables(connection, createCustomerSearch(connection, foldName))
