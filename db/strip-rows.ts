import { z } from 'zod'
import { type EntityName, entities, entityNames, isEntityName } from '../core/sync/entities.ts'
import { customerPath, erasedFields, erasedValue, personalFields } from '../core/sync/erased-values.ts'
import { namedIds } from '../core/sync/named-ids.ts'
import { type FeedRow, feedRowSchema } from '../core/sync/protocol.ts'
import { dropUnnamedBlobs } from './blobs.ts'
import type { Connection } from './connect.ts'
import { forgetInSearch } from './customer-search.ts'
import { columnsOf, fromColumn, tableOf, toColumn } from './entity-tables.ts'
import type { ErasedRows } from './erased-rows.ts'
import type { AsidePlace } from './feed-aside.ts'

export interface StripRows {
  /** Strips these rows and everything that hangs on them, wherever their words stand. */
  readonly under: (entity: EntityName, rowIds: readonly string[]) => void
  /** Strips one row alone. */
  readonly only: (entity: EntityName, rowId: string) => void
  /** Strips the fed rows that stand aside and are about somebody erased. */
  readonly aside: () => void
  /**
   * A row and all that hangs on it, as far as stripping it could have taken words: in the tables, and of the fed rows
   * that stand aside.
   */
  readonly withWords: (entity: EntityName, rowId: string) => readonly AsidePlace[]
}

type RowIds = ReadonlyMap<EntityName, readonly string[]>

const idRow = z.object({ id: z.string() })
const asideRow = z
  .object({ row: z.string() })
  .transform(({ row }) => ({ text: row, fed: feedRowSchema.parse(JSON.parse(row)) }))
const changeRow = z.object({ place: z.int(), entity: z.string(), fields: z.string() })
const columnRow = z.record(z.string(), z.unknown())
/** What stands in `change.fields`: the rest of what is said with a value is none of erasure's business. */
const changedFields = z.record(z.string(), z.looseObject({ value: z.json() }))

/**
 * Makes the functions that take the words of erased customers out of every table that may hold them, inside the
 * caller's transaction: the rows themselves, the changes that wrote them, sent or not, values kept beside them, drafts,
 * the search index, and fed rows that stand aside. Ids, parents, days and counts stay. Done twice, it changes nothing.
 */
export function createStripRows(connection: Connection, erasedRows: ErasedRows): StripRows {
  const changesOfRow = connection.prepare(
    'SELECT place, entity, fields FROM change WHERE entity = ? AND row_id = ? AND can_follow = 1',
  )
  // Nothing leads from an event or document to its change: that would cost every answer an index. Erasing reads all.
  const changesOnce = connection.prepare(
    `SELECT place, entity, fields FROM change
     WHERE entity IN (SELECT value FROM json_each(?)) AND row_id IN (SELECT value FROM json_each(?))`,
  )
  const writeChange = connection.prepare('UPDATE change SET fields = ? WHERE place = ?')
  const dropBeside = connection.prepare(
    'DELETE FROM field_beside WHERE entity = ? AND row_id = ? AND field IN (SELECT value FROM json_each(?))',
  )
  const dropConflicts = connection.prepare(
    "DELETE FROM field_beside WHERE reason IN ('conflict', 'refused') AND entity = ? AND row_id = ?",
  )
  const dropDrafts = connection.prepare('DELETE FROM answer_draft WHERE opportunity_id = ?')
  const dropPlace = connection.prepare('DELETE FROM discovery_place WHERE opportunity_id = ?')
  const dropSkips = connection.prepare('DELETE FROM discovery_skip WHERE opportunity_id = ?')
  const asideRows = connection.prepare('SELECT row FROM feed_aside')
  const writeAside = connection.prepare('UPDATE feed_aside SET row = ? WHERE entity = ? AND row_id = ?')

  const stripTable = (entity: EntityName, rowIds: readonly string[]) => {
    const columns = columnsOf(entity).filter(({ field }) => personalFields(entity).includes(field))
    const names = columns.map(({ column }) => column)
    const read = connection.prepare(`SELECT ${names.join(', ')} FROM ${tableOf(entity)} WHERE id = ?`)
    const assignments = names.map((name) => `${name} = ?`).join(', ')
    const write = connection.prepare(`UPDATE ${tableOf(entity)} SET ${assignments} WHERE id = ?`)
    for (const rowId of rowIds) {
      const row = columnRow.optional().parse(read.get(rowId))
      if (!row) continue
      const values = columns.map(({ field, column, kind }) =>
        toColumn(erasedValue(entity, field, z.json().parse(fromColumn(kind, row[column])))),
      )
      const isStripped = columns.every(({ column }, index) => row[column] === values[index])
      if (!isStripped) write.run(...values, rowId)
    }
  }

  const stripChanges = (found: readonly unknown[]) => {
    for (const { place, entity, fields } of z.array(changeRow).parse(found)) {
      const stripped = JSON.stringify(erasedFields(entity, changedFields.parse(JSON.parse(fields))))
      if (stripped !== fields) writeChange.run(stripped, place)
    }
  }

  /** The rows that hang on the given ones, by the references of the registry, and these themselves. */
  const rowsUnder = (root: EntityName, rootIds: readonly string[]): RowIds => {
    const found = new Map<EntityName, readonly string[]>([[root, rootIds]])
    const find = (entity: EntityName): readonly string[] => {
      const known = found.get(entity)
      if (known) return known
      const path = customerPath(entity)
      const targets = path?.type === 'through' ? find(path.target) : []
      const column = columnsOf(entity).find(({ field }) => path?.type === 'through' && field === path.field)
      const ids =
        targets.length === 0 || !column
          ? []
          : z
              .array(idRow)
              .parse(
                connection
                  .prepare(
                    `SELECT id FROM ${tableOf(entity)} WHERE ${column.column} IN (SELECT value FROM json_each(?))`,
                  )
                  .all(JSON.stringify(targets)),
              )
              .map(({ id }) => id)
      found.set(entity, ids)
      return ids
    }
    for (const entity of entityNames) find(entity)
    return found
  }

  const strip = (rows: RowIds) => {
    const writtenOnce: { readonly entity: string; readonly rowIds: readonly string[] }[] = []
    for (const [entity, rowIds] of rows) {
      const personal = personalFields(entity)
      if (personal.length === 0 || rowIds.length === 0) continue
      stripTable(entity, rowIds)
      if (entities[entity].kind !== 'row') {
        writtenOnce.push({ entity, rowIds })
        continue
      }
      for (const rowId of rowIds) {
        stripChanges(changesOfRow.all(entity, rowId))
        dropBeside.run(entity, rowId, JSON.stringify(personal))
        // Nobody can settle any more what two laptops said of an erased customer.
        if (entity === 'customer') dropConflicts.run(entity, rowId)
      }
    }
    if (writtenOnce.length > 0) {
      const written = writtenOnce.map(({ entity }) => entity)
      const ids = writtenOnce.flatMap(({ rowIds }) => rowIds)
      stripChanges(changesOnce.all(JSON.stringify(written), JSON.stringify(ids)))
    }
    for (const opportunityId of rows.get('opportunity') ?? []) {
      dropDrafts.run(opportunityId)
      dropPlace.run(opportunityId)
      dropSkips.run(opportunityId)
    }
    if ((rows.get('picture') ?? []).length > 0) dropUnnamedBlobs(connection)
    forgetInSearch(connection, rows.get('customer') ?? [])
  }

  const readAside = () => z.array(asideRow).parse(asideRows.all())

  const aside = () => {
    for (const { text, fed } of readAside()) {
      if (!isAboutErased(erasedRows, fed)) continue
      const stripped = JSON.stringify(strippedFeedRow(fed))
      if (stripped !== text) writeAside.run(stripped, fed.entity, fed.rowId)
    }
  }

  const withWords = (entity: EntityName, rowId: string): readonly AsidePlace[] => {
    const under = [...rowsUnder(entity, [rowId])]
    const found = under
      .filter(([entity]) => personalFields(entity).length > 0)
      .flatMap(([entity, ids]) => ids.map((id): AsidePlace => ({ entity, rowId: id })))
    const ids = new Set(under.flatMap(([, rowIds]) => rowIds))
    const hangs = ({ rowId, fields }: FeedRow) =>
      ids.has(rowId) || namedIds(Object.values(fields).map(({ value }) => value)).some((id) => ids.has(id))
    let rest = readAside().map(({ fed }) => fed)
    // A row that stands aside may lead to another that does.
    for (let hanging = rest.filter(hangs); hanging.length > 0; hanging = rest.filter(hangs)) {
      for (const { entity, rowId } of hanging) {
        found.push({ entity, rowId })
        if (isEntityName(entity)) ids.add(rowId)
      }
      rest = rest.filter((row) => !hanging.includes(row))
    }
    const places = new Map(found.map((place) => [`${place.entity} ${place.rowId}`, place]))
    return [...places.values()]
  }

  return {
    withWords,
    under(entity, rowIds) {
      strip(rowsUnder(entity, rowIds))
      aside()
    },
    only: (entity, rowId) => strip(new Map([[entity, [rowId]]])),
    aside,
  }
}

/** Whether a fed row is about somebody erased, by what it says and what is here. */
export function isAboutErased(erasedRows: ErasedRows, { entity, rowId, fields }: FeedRow): boolean {
  const said = Object.fromEntries(Object.entries(fields).map(([field, { value }]) => [field, value]))
  return erasedRows.has(entity, rowId, said)
}

/** A fed row without its customer's words: in the values, and in the other sides of conflicts. */
export function strippedFeedRow(row: FeedRow): FeedRow {
  const fields = Object.entries(erasedFields(row.entity, row.fields)).map(([field, said]) => [
    field,
    {
      ...said,
      ...(said.others && {
        others: said.others.map((other) => ({
          ...other,
          value: erasedValue(row.entity, field, other.value),
        })),
      }),
    },
  ])
  return { ...row, fields: Object.fromEntries(fields) }
}

/** Whether other rows hang on this entity's on their way to a customer. */
export function leadsToCustomers(entity: string): entity is EntityName {
  return (
    isEntityName(entity) &&
    entityNames.some((other) => {
      const path = customerPath(other)
      return path?.type === 'through' && path.target === entity
    })
  )
}
