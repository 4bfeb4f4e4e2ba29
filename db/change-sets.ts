import type { Clock } from '../core/clock.ts'
import type { ChangeSetId, ConsultantId, NewId, VisitId } from '../core/ids.ts'
import type { BusinessDay } from '../core/market/business-day.ts'
import { changeIdAt, createChangeSetIds } from '../core/sync/change-ids.ts'
import { type EntityFields, type EntityName, entities } from '../core/sync/entities.ts'
import type { DeviceClock } from '../core/sync/protocol.ts'
import type { Connection } from './connect.ts'
import type { EntityTables } from './entity-tables.ts'
import type { FieldVersions } from './field-versions.ts'
import { createFoldEdits } from './fold-edits.ts'

/** One row that a person's action writes: all fields of a new row, or the changed fields of one that is there. */
export type Edit = {
  readonly [E in EntityName]: {
    readonly entity: E
    readonly rowId: string
    readonly fields: Readonly<Partial<EntityFields<E>>>
    /** The person saw both sides of each conflict in these fields, so this settles them. */
    readonly settles?: boolean
  }
}[EntityName]

interface Action {
  readonly authorId: ConsultantId | null
  readonly occurredAt: number
  readonly businessDay: BusinessDay
  /** The visit it belongs to, so that what waits can be said in visits. */
  readonly visitId: VisitId | null
  readonly edits: readonly Edit[]
  /** Made by `newId` where a row is named after its change, so that one id travels for both. */
  readonly changeSetId?: ChangeSetId
  /** Written on paper first, and entered afterwards. */
  readonly enteredLate?: true
  /** Laptop-only writes that must stand or fall with the action. */
  readonly alongside?: () => void
}

export interface ChangeSets {
  /** A fresh id, for a change set whose rows are to be named after its changes. */
  readonly newId: () => ChangeSetId
  /**
   * Writes one user action: rows, change set and outbox row in one transaction, on disk when it returns. What it says
   * anew of what was never sent is folded into it.
   * @throws Refusal CUSTOMER_ERASED
   */
  readonly commit: (action: Action) => { readonly changeSetId: string }
  /** The latest time of anything recorded on this laptop, in UTC milliseconds; `null` when nothing was. */
  readonly newestOccurredAt: () => number | null
}

/** What is known of this laptop's clock beside what it says. */
export type ClockOffset = () => Pick<DeviceClock, 'offsetMs' | 'trusted'>

export function createChangeSets(
  connection: Connection,
  deps: {
    readonly newId: NewId
    /** The clock on the wall, for what a change set says of it; when something happened, the action says. */
    readonly clock: Clock
    readonly clockOffset: ClockOffset
    readonly tables: EntityTables
    readonly fieldVersions: FieldVersions
    /** @throws Refusal CUSTOMER_ERASED */
    readonly refuseAboutErased: (edits: readonly Edit[]) => void
  },
): ChangeSets {
  const newChangeSetId = createChangeSetIds(deps.newId)
  const foldEdits = createFoldEdits(connection)
  const insertChangeSet = connection.prepare(
    `INSERT INTO change_set (id, author_id, occurred_at, business_day, clock_at, clock_offset_ms, clock_trusted, entered_late)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertChange = connection.prepare(
    `INSERT INTO change (place, change_set_position, ordinal, id, entity, row_id, fields, can_follow)
     VALUES (@position * 1024 + @ordinal, @position, @ordinal, @changeId, @entity, @rowId, @fields, @canFollow)`,
  )
  const insertOutbox = connection.prepare('INSERT INTO outbox (change_set_position, visit_id) VALUES (?, ?)')

  const sidesOf = connection.prepare<[string, string], { field: string; reason: string; change_id: string }>(
    `SELECT field, reason, change_id FROM field_beside
     WHERE reason IN ('conflict', 'refused', 'set') AND entity = ? AND row_id = ?`,
  )
  const settle = connection.prepare(
    'DELETE FROM field_beside WHERE reason = ? AND entity = ? AND row_id = ? AND field = ?',
  )

  /** An edit's fields as they travel: each with the changes it was written over. */
  const overParents = (action: Action, position: number | bigint, edit: Edit) => {
    const { entity, rowId, settles = false } = edit
    const fields = sayingWhetherDeleted(entity, edit.fields, () => deps.tables.read(entity, rowId))
    const versions = deps.fieldVersions.of(entity, rowId)
    const { authorId, businessDay, visitId, enteredLate = false } = action
    const foldable = foldEdits.find({
      entity,
      rowId,
      fields: Object.keys(fields),
      versions,
      authorId,
      businessDay,
      visitId,
      enteredLate,
    })
    if (foldable) foldEdits.fold(foldable.position, position)
    // Both values of a list are shown as one, so whoever edits it has seen them; of a conflict only who settles it has.
    const sides = sidesOf.all(entity, rowId).filter(({ reason }) => settles || reason === 'set')
    const changed = Object.entries(fields).map(([field, value]) => {
      const { parent, also } = foldable?.parents.get(field) ?? {
        parent: versions.get(field) ?? null,
        also: [],
      }
      const beside = sides.filter((side) => side.field === field)
      for (const { reason } of beside) settle.run(reason, entity, rowId, field)
      const alsoParents = [...new Set([...also, ...beside.map((side) => side.change_id)])]
      return [field, { value, parent, ...(alsoParents.length > 0 && { alsoParents }) }]
    })
    return { fields, changed: Object.fromEntries(changed) }
  }

  const writeAction = (action: Action): { readonly changeSetId: string } => {
    deps.refuseAboutErased(action.edits)
    const changeSetId = action.changeSetId ?? newChangeSetId()
    const { offsetMs, trusted } = deps.clockOffset()
    const { lastInsertRowid: position } = insertChangeSet.run(
      changeSetId,
      action.authorId,
      action.occurredAt,
      action.businessDay,
      deps.clock(),
      offsetMs,
      trusted ? 1 : 0,
      action.enteredLate ? 1 : 0,
    )
    for (const [ordinal, edit] of action.edits.entries()) {
      const changeId = changeIdAt(changeSetId, ordinal)
      const { entity, rowId } = edit
      const isRow = entities[entity].kind === 'row'
      const { fields, changed } = isRow
        ? overParents(action, position, edit)
        : { fields: edit.fields, changed: withoutParents(edit.fields) }
      insertChange.run({
        position,
        ordinal,
        changeId,
        entity,
        rowId,
        fields: JSON.stringify(changed),
        canFollow: isRow ? 1 : 0,
      })
      deps.tables.write(entity, rowId, fields)
      if (isRow) deps.fieldVersions.set(entity, rowId, Object.keys(fields), changeId)
    }
    insertOutbox.run(position, action.visitId)
    action.alongside?.()
    return { changeSetId }
  }
  const inTransaction = connection.transaction(writeAction)

  const selectNewest = connection.prepare<[], { newest: number | null }>(
    'SELECT max(occurred_at) AS newest FROM change_set',
  )
  // This process alone writes change sets, so the table is read through only once.
  let newest: number | null | undefined

  return {
    newId: newChangeSetId,
    commit(action) {
      const committed = inTransaction.immediate(action)
      if (newest !== undefined) newest = Math.max(newest ?? action.occurredAt, action.occurredAt)
      return committed
    },
    newestOccurredAt() {
      newest ??= selectNewest.get()?.newest ?? null
      return newest
    },
  }
}

type Values = Readonly<Record<string, unknown>>

/**
 * Whoever edits a row that can be deleted says that it is there, and whoever deletes it says what: so each is in conflict
 * with the other where it did not know of it.
 */
function sayingWhetherDeleted(entity: EntityName, fields: Values, read: () => Values | null): Values {
  const canBeDeleted = Object.hasOwn(entities[entity].fields.shape, 'deleted')
  if (!canBeDeleted) return fields
  return fields.deleted === true ? { ...read(), ...fields } : { deleted: false, ...fields }
}

const withoutParents = (fields: Values): Values =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { value, parent: null }]))
