import { z } from 'zod'
import { canonicalJson } from '../core/canonical-json.ts'
import {
  type EntityName,
  entities,
  entityNames,
  fieldKind,
  fieldsTogether,
  isEntityName,
  isNeeded,
} from '../core/sync/entities.ts'
import { erasedValue } from '../core/sync/erased-values.ts'
import { namesBlob } from '../core/sync/names-blob.ts'
import type { FeedRow } from '../core/sync/protocol.ts'
import { createDropBlob } from './blobs.ts'
import { type Connection, sqliteCode } from './connect.ts'
import type { EntityTables, Fields } from './entity-tables.ts'
import type { FieldBeside } from './field-beside.ts'
import { createIsRefused } from './refused-changes.ts'
import type { Versions } from './row-states.ts'

/**
 * What became of a fed row; `reason` is for the log and the person who looks at what stands aside, `waitsFor` the id of
 * the row that has to come first.
 */
export type Applied =
  | { readonly type: 'applied' }
  | { readonly type: 'waiting'; readonly reason: string; readonly waitsFor: string }
  | { readonly type: 'quarantined'; readonly reason: string }

/** The change whose value each field shows afterwards. */
export type AppliedRow = Applied & { readonly versions: Versions }

/** What of the registry a version knows. */
export interface Known {
  readonly entity: (name: string) => name is EntityName
  readonly field: (entity: EntityName, field: string) => boolean
}
export const knownHere: Known = {
  entity: isEntityName,
  field: (entity, field) => Object.hasOwn(entities[entity].fields.shape, field),
}

/** Whether a version knows all that a fed row says. */
export const knowsAll = (known: Known, { entity, fields }: FeedRow): boolean =>
  known.entity(entity) && Object.keys(fields).every((field) => known.field(entity, field))

/**
 * Makes the function that writes one fed row, inside the caller's transaction. A row that this laptop cannot write
 * leaves nothing behind and says why: all that a table can refuse is written by one statement, and first. A savepoint
 * for each row would have the search index written to the disk each time.
 */
export function createApplyFeedRow(
  connection: Connection,
  {
    tables,
    fieldBeside,
    known,
  }: { readonly tables: EntityTables; readonly fieldBeside: FieldBeside; readonly known: Known },
): (row: FeedRow, versions: Versions, options?: { readonly isAgain: boolean }) => AppliedRow {
  const anyUnsent = connection.prepare('SELECT 1 FROM outbox LIMIT 1')
  const unsent = connection.prepare<[string, string]>(
    `SELECT DISTINCT f.key AS field
     FROM change c JOIN outbox o ON o.change_set_position = c.change_set_position, json_each(c.fields) f
     WHERE c.entity = ? AND c.row_id = ? AND c.can_follow = 1`,
  )
  const settling = connection.prepare<[string, string, string]>(
    `SELECT p.value AS id
     FROM change c JOIN outbox o ON o.change_set_position = c.change_set_position, json_each(c.fields) f,
       json_each(f.value, '$.alsoParents') p
     WHERE c.entity = ? AND c.row_id = ? AND c.can_follow = 1 AND f.key = ?`,
  )
  const isRefused = createIsRefused(connection)
  const dropBlob = createDropBlob(connection)
  const own = connection.prepare<[string]>('SELECT 1 FROM change WHERE id = ? AND can_follow = 1')
  const isOwn = (changeId: string) => own.get(changeId) !== undefined
  const takenUpTo = connection.prepare<[string, number]>(
    `SELECT 1 FROM change c JOIN change_set cs ON cs.position = c.change_set_position
     JOIN receipt r ON r.change_set_id = cs.id
     WHERE c.id = ? AND r.seq <= ? AND r.epoch = (SELECT epoch FROM feed_position)`,
  )
  /** Whether head office had taken a change of this laptop's when it fed the row: then the row comes after it. */
  const isKnownAt = (changeId: string, seq: number) => takenUpTo.get(changeId, seq) !== undefined

  /** The fields that keep our value: those with an unsent change, and those that mean something only with them. */
  const maskedFields = (entity: EntityName, rowId: string): ReadonlySet<string> => {
    if (anyUnsent.get() === undefined) return none
    const fields = z
      .array(z.object({ field: z.string() }))
      .parse(unsent.all(entity, rowId))
      .map(({ field }) => field)
    const mates = fieldsTogether(entity).filter((group) => group.some((field) => fields.includes(field)))
    return new Set([...fields, ...mates.flat()])
  }

  const missingReference = (entity: EntityName, fields: Fields): Applied | null => {
    for (const [field, target] of Object.entries(entities[entity].references)) {
      const id = fields[field]
      if (typeof id === 'string' && known.entity(target) && !tables.isThere(target, id))
        return { type: 'waiting', reason: `${field}: the ${target} is not here yet`, waitsFor: id }
    }
    return null
  }

  const writeOnce = (entity: EntityName, rowId: string, fields: Fields): Applied => {
    const here = tables.read(entity, rowId)
    if (here) return takeStripped(entity, rowId, { here, fields })
    const added = addWhole(entity, rowId, fields)
    return added.type === 'there' ? applied : added
  }

  /**
   * What is written once comes otherwise again only where it was about somebody erased, be it for a moment unseen here,
   * or only here: then its words come back.
   */
  const takeStripped = (
    entity: EntityName,
    rowId: string,
    { here, fields }: { readonly here: Fields; readonly fields: Fields },
  ): Applied => {
    const said = { ...here, ...fields }
    if (isSame(here, said)) return applied
    const isStripped = isSame(said, strippedOf(entity, here))
    if (!isStripped && !isSame(here, strippedOf(entity, said))) return applied
    const whole = entities[entity].fields.safeParse(said)
    if (!whole.success) return { type: 'quarantined', reason: reasonOf(whole.error) }
    tables.change(entity, rowId, whole.data)
    return applied
  }

  const addWhole = (
    entity: EntityName,
    rowId: string,
    fields: Fields,
  ): Applied | { readonly type: 'there' } => {
    const parsed = entities[entity].fields.safeParse(fields)
    if (!parsed.success) return { type: 'quarantined', reason: reasonOf(parsed.error) }
    const missing = missingReference(entity, parsed.data)
    if (missing !== null) return missing
    return tables.add(entity, rowId, parsed.data) ? applied : { type: 'there' }
  }

  /** `null`: the row is there. */
  const makeRow = (entity: EntityName, row: FeedRow, fields: Fields, before: Versions): AppliedRow | null => {
    const absent = (neededFields.get(entity) ?? []).filter((field) => !Object.hasOwn(fields, field))
    if (absent.length > 0)
      return {
        type: 'waiting',
        reason: `${absent.join(', ')}: not here yet`,
        waitsFor: row.rowId,
        versions: before,
      }
    const made = addWhole(entity, row.rowId, fields)
    if (made.type === 'there') return null
    if (made.type !== 'applied') return { ...made, versions: before }
    const versions = new Map<string, string>()
    for (const field in fields) {
      const fed = row.fields[field]
      if (!fed) continue
      versions.set(field, fed.changeId)
      if (fed.others) putOthers(entity, row, field, fed.others)
    }
    return { type: 'applied', versions }
  }

  type Others = NonNullable<FeedRow['fields'][string]['others']>

  /** Keeps the others of a field; each change that said a value is a side of its own. */
  const putOthers = (entity: EntityName, row: FeedRow, field: string, others: Others) => {
    const fed = row.fields[field]
    const place = { entity, rowId: row.rowId, field }
    const isSet = fieldKind(entity, field) === 'set'
    const sides = others.flatMap(({ same = [], ...said }) =>
      [said.changeId, ...same].map((changeId) => ({ ...said, changeId })),
    )
    const shown = fed && { changeId: fed.changeId, by: fed.by ?? null, at: fed.at ?? null }
    fieldBeside.replace(place, 'conflict', isSet ? [] : sides, shown)
    fieldBeside.replace(place, 'set', isSet ? sides : [])
  }

  const changeRow = (
    entity: EntityName,
    row: FeedRow,
    fields: Fields,
    now: { readonly shown: Fields; readonly versions: Versions; readonly isAgain: boolean },
  ): AppliedRow => {
    const { rowId } = row
    const masked = maskedFields(entity, rowId)
    /** What was put aside may be older than what this laptop wrote since: only what nobody wrote is news then. */
    const isPast = (field: string) => {
      const version = now.versions.get(field)
      const isShown = version === undefined || version === row.fields[field]?.changeId
      return now.isAgain && !isShown && isOwn(version) && !isKnownAt(version, row.seq)
    }
    const taken = Object.keys(fields).filter((field) => !masked.has(field) && !isPast(field))
    const said = Object.fromEntries(taken.map((field) => [field, fields[field]]))
    const after = entities[entity].fields.safeParse({ ...now.shown, ...said })
    if (!after.success) return { type: 'quarantined', reason: reasonOf(after.error), versions: now.versions }
    const missing = missingReference(entity, after.data)
    if (missing !== null) return { ...missing, versions: now.versions }
    const news = taken.filter((field) => !isSame(now.shown[field], said[field]))
    for (const field of news) {
      const ours = now.versions.get(field)
      // Its turn to be lost comes here: head office never feeds what it refused.
      if (ours !== undefined && isRefused(ours))
        fieldBeside.addRefused(
          { entity, rowId, field },
          { value: z.json().parse(now.shown[field]), changeId: ours },
        )
    }
    if (news.length > 0)
      tables.change(entity, rowId, Object.fromEntries(news.map((field) => [field, said[field]])))
    if (news.length > 0 && namesBlob(entity)) dropBlob(z.string().parse(now.shown.hash))

    const versions = new Map(now.versions)
    for (const field of taken) {
      const fed = row.fields[field]
      if (fed) versions.set(field, fed.changeId)
    }
    const hadBeside = fieldBeside.has(entity, rowId)
    for (const field of Object.keys(fields)) {
      const fed = row.fields[field]
      if (!fed || isPast(field)) continue
      const { others = [] } = fed
      if (!masked.has(field)) {
        if (hadBeside) fieldBeside.replace({ entity, rowId, field }, 'masked', [])
        if (hadBeside || others.length > 0) putOthers(entity, row, field, others)
        continue
      }
      // What our own unsent change grew out of is not news: only another's value is kept behind it.
      fieldBeside.replace({ entity, rowId, field }, 'masked', isOwn(fed.changeId) ? [] : [fed])
      // What is in a list that is not shown has been seen by nobody, and must not be named by the next edit.
      const isSet = fieldKind(entity, field) === 'set'
      putOthers(entity, row, field, isSet ? [] : notSettled(entity, rowId, field, withoutOwn(others)))
    }
    return { type: 'applied', versions }
  }

  const withoutOwn = (others: Others): Others =>
    others.flatMap(({ same = [], ...said }) =>
      [said.changeId, ...same].filter((id) => !isOwn(id)).map((changeId) => ({ ...said, changeId })),
    )

  /** Without what an unsent change of the field settles already. */
  const notSettled = (entity: EntityName, rowId: string, field: string, others: Others): Others => {
    if (others.length === 0) return others
    const settled = new Set(idRows.parse(settling.all(entity, rowId, field)).map(({ id }) => id))
    return others.filter(({ changeId }) => !settled.has(changeId))
  }

  const writeRow = (
    entity: EntityName,
    row: FeedRow,
    fields: Fields,
    now: { readonly versions: Versions; readonly isAgain: boolean },
  ): AppliedRow => {
    const { versions } = now
    // A row of which sync knows nothing is nearly always new: then it is not looked for first.
    const made = versions.size === 0 ? makeRow(entity, row, fields, versions) : null
    if (made?.type === 'applied') return made
    const shown = tables.read(entity, row.rowId)
    if (shown) return changeRow(entity, row, fields, { ...now, shown })
    const result = made ?? makeRow(entity, row, fields, versions)
    if (result === null) throw new Error('A row that is there could not be read')
    return result
  }

  const applyKnown = (entity: EntityName, row: FeedRow, versions: Versions, isAgain: boolean): AppliedRow => {
    const fields: Record<string, unknown> = {}
    const unknown: string[] = []
    for (const [field, { value }] of Object.entries(row.fields))
      if (known.field(entity, field)) fields[field] = value
      else unknown.push(field)
    const newer = {
      type: 'quarantined' as const,
      reason: `${unknown.join(', ')}: this version does not know the field`,
    }
    if (entities[entity].kind !== 'row') {
      const result = unknown.length > 0 ? newer : writeOnce(entity, row.rowId, fields)
      return { ...result, versions }
    }
    const result = writeRow(entity, row, fields, { versions, isAgain })
    return result.type === 'applied' && unknown.length > 0 ? { ...newer, versions: result.versions } : result
  }

  return (row, versions, { isAgain } = { isAgain: false }) => {
    if (!known.entity(row.entity))
      return {
        type: 'quarantined',
        reason: `this version does not know what a ${row.entity} is`,
        versions,
      }
    try {
      return applyKnown(row.entity, row, versions, isAgain)
    } catch (error) {
      // Only what the table itself refuses is the row's fault.
      if (sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT'))
        return {
          type: 'quarantined',
          reason: error instanceof Error ? error.message : String(error),
          versions,
        }
      throw error
    }
  }
}

const idRows = z.array(z.object({ id: z.string() }))
const applied: Applied = { type: 'applied' }

/** The fields that a row cannot be without, told from the registry once. */
const neededFields: ReadonlyMap<EntityName, readonly string[]> = new Map(
  entityNames.map((entity) => [
    entity,
    Object.keys(entities[entity].fields.shape).filter((field) => isNeeded(entity, field)),
  ]),
)
const none: ReadonlySet<string> = new Set()

const strippedOf = (entity: EntityName, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      erasedValue(entity, field, z.json().parse(value ?? null)),
    ]),
  )

/** Both are JSON: one read from the table, the other fed. */
const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && typeof other === 'object' && textOf(one) === textOf(other))
const textOf = (value: unknown): string => canonicalJson(z.json().parse(value))

const reasonOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
