import { z } from 'zod'
import { type EntityName, entities, fieldsTogether, isEntityName, isNeeded } from '../core/sync/entities.ts'
import type { FeedRow } from '../core/sync/protocol.ts'
import { type Connection, sqliteCode } from './connect.ts'
import type { EntityTables, Fields } from './entity-tables.ts'
import type { FieldBeside } from './field-beside.ts'
import type { FieldVersions } from './field-versions.ts'

/** What became of a fed row; `reason` is for the log and the person who looks at what stands aside. */
export type Applied =
  | { readonly type: 'applied' }
  | { readonly type: 'waiting'; readonly reason: string }
  | { readonly type: 'quarantined'; readonly reason: string }

const applied: Applied = { type: 'applied' }

/**
 * Makes the function that writes one fed row, inside the caller's transaction. A row that this laptop cannot write
 * leaves nothing behind and says why.
 */
export function createApplyFeedRow(
  connection: Connection,
  {
    tables,
    fieldVersions,
    fieldBeside,
  }: {
    readonly tables: EntityTables
    readonly fieldVersions: FieldVersions
    readonly fieldBeside: FieldBeside
  },
): (row: FeedRow) => Applied {
  const unsent = connection.prepare<[string, string]>(
    `SELECT DISTINCT f.key AS field
     FROM change c JOIN outbox o ON o.change_set_position = c.change_set_position, json_each(c.fields) f
     WHERE c.entity = ? AND c.row_id = ? AND c.can_follow = 1`,
  )
  const own = connection.prepare<[string]>('SELECT 1 FROM change WHERE id = ? AND can_follow = 1')
  const isOwn = (changeId: string) => own.get(changeId) !== undefined

  /** The fields that keep our value: those with an unsent change, and those that mean something only with them. */
  const maskedFields = (entity: EntityName, rowId: string): ReadonlySet<string> => {
    const fields = z
      .array(z.object({ field: z.string() }))
      .parse(unsent.all(entity, rowId))
      .map(({ field }) => field)
    const mates = fieldsTogether(entity).filter((group) => group.some((field) => fields.includes(field)))
    return new Set([...fields, ...mates.flat()])
  }

  const missingReference = (entity: EntityName, fields: Fields): string | null => {
    for (const [field, target] of Object.entries(entities[entity].references)) {
      const id = fields[field]
      if (typeof id === 'string' && isEntityName(target) && !tables.isThere(target, id))
        return `${field}: the ${target} is not here yet`
    }
    return null
  }

  const writeOnce = (entity: EntityName, row: FeedRow, fields: Fields): Applied => {
    if (tables.isThere(entity, row.rowId)) return applied
    const parsed = entities[entity].fields.safeParse(fields)
    if (!parsed.success) return { type: 'quarantined', reason: reasonOf(parsed.error) }
    const missing = missingReference(entity, parsed.data)
    if (missing !== null) return { type: 'waiting', reason: missing }
    tables.write(entity, row.rowId, parsed.data)
    return applied
  }

  const mergeRow = (entity: EntityName, row: FeedRow, fields: Fields): Applied => {
    const { rowId } = row
    const before = tables.read(entity, rowId)
    if (!before) {
      const absent = Object.keys(entities[entity].fields.shape).filter(
        (field) => !Object.hasOwn(fields, field) && isNeeded(entity, field),
      )
      if (absent.length > 0) return { type: 'waiting', reason: `${absent.join(', ')}: not here yet` }
    }
    const masked = before ? maskedFields(entity, rowId) : new Set<string>()
    const shown = Object.fromEntries(Object.entries(fields).filter(([field]) => !masked.has(field)))
    const after = entities[entity].fields.safeParse({ ...before, ...shown })
    if (!after.success) return { type: 'quarantined', reason: reasonOf(after.error) }
    const missing = missingReference(entity, after.data)
    if (missing !== null) return { type: 'waiting', reason: missing }
    if (Object.keys(shown).length > 0) tables.write(entity, rowId, shown)
    for (const [field, fed] of Object.entries(row.fields)) {
      if (!Object.hasOwn(fields, field)) continue
      const isMasked = masked.has(field)
      const others = (fed.others ?? [])
        .flatMap(({ value, changeId, same = [] }) =>
          [changeId, ...same].map((id) => ({ value, changeId: id })),
        )
        .filter(({ changeId }) => !isMasked || !isOwn(changeId))
      if (!isMasked) fieldVersions.set(entity, rowId, [field], fed.changeId)
      // What our own unsent change grew out of is not news: only another's value is kept behind it.
      fieldBeside.replace({ entity, rowId, field }, 'masked', isMasked && !isOwn(fed.changeId) ? [fed] : [])
      fieldBeside.replace({ entity, rowId, field }, 'conflict', others)
    }
    return applied
  }

  const applyKnown = connection.transaction((entity: EntityName, row: FeedRow): Applied => {
    const shape = entities[entity].fields.shape
    const known = Object.entries(row.fields).filter(([field]) => Object.hasOwn(shape, field))
    const unknown = Object.keys(row.fields).filter((field) => !Object.hasOwn(shape, field))
    const fields = Object.fromEntries(known.map(([field, { value }]) => [field, value]))
    const newer: Applied = {
      type: 'quarantined',
      reason: `${unknown.join(', ')}: this version does not know the field`,
    }
    if (entities[entity].kind !== 'row') return unknown.length > 0 ? newer : writeOnce(entity, row, fields)
    const result = mergeRow(entity, row, fields)
    return result.type === 'applied' && unknown.length > 0 ? newer : result
  })

  return (row) => {
    if (!isEntityName(row.entity))
      return { type: 'quarantined', reason: `this version does not know what a ${row.entity} is` }
    try {
      return applyKnown(row.entity, row)
    } catch (error) {
      // The savepoint is rolled back; only what the table itself refuses is the row's fault.
      if (sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT'))
        return { type: 'quarantined', reason: error instanceof Error ? error.message : String(error) }
      throw error
    }
  }
}

const reasonOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
