import type { ConsultantId, NewId, VisitId } from '../core/ids.ts'
import type { BusinessDay } from '../core/market/business-day.ts'
import { changeIdAt, newChangeSetId } from '../core/sync/change-ids.ts'
import { type EntityFields, type EntityName, entities } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'
import type { EntityTables } from './entity-tables.ts'
import type { FieldVersions } from './field-versions.ts'

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
  /** Laptop-only writes that must stand or fall with the action. */
  readonly alongside?: () => void
}

export interface ChangeSets {
  /**
   * Writes one user action: rows, change set and outbox row in one transaction, on disk when it returns.
   * @throws Refusal CUSTOMER_ERASED
   */
  readonly commit: (action: Action) => { readonly changeSetId: string }
  /** The latest time of anything recorded on this laptop, in UTC milliseconds; `null` when nothing was. */
  readonly newestOccurredAt: () => number | null
}

export function createChangeSets(
  connection: Connection,
  deps: {
    readonly newId: NewId
    readonly tables: EntityTables
    readonly fieldVersions: FieldVersions
    /** @throws Refusal CUSTOMER_ERASED */
    readonly refuseAboutErased: (edits: readonly Edit[]) => void
  },
): ChangeSets {
  const insertChangeSet = connection.prepare(
    'INSERT INTO change_set (id, author_id, occurred_at, business_day) VALUES (?, ?, ?, ?)',
  )
  const insertChange = connection.prepare(
    `INSERT INTO change (place, change_set_position, ordinal, id, entity, row_id, fields, can_follow)
     VALUES (@position * 1024 + @ordinal, @position, @ordinal, @changeId, @entity, @rowId, @fields, @canFollow)`,
  )
  const insertOutbox = connection.prepare('INSERT INTO outbox (change_set_position, visit_id) VALUES (?, ?)')

  const sidesOf = connection.prepare<[string, string], { field: string; change_id: string }>(
    "SELECT field, change_id FROM field_beside WHERE reason = 'conflict' AND entity = ? AND row_id = ?",
  )
  const settle = connection.prepare(
    "DELETE FROM field_beside WHERE reason = 'conflict' AND entity = ? AND row_id = ? AND field = ?",
  )

  const writeAction = (action: Action): { readonly changeSetId: string } => {
    deps.refuseAboutErased(action.edits)
    const changeSetId = newChangeSetId(deps.newId)
    const { lastInsertRowid: position } = insertChangeSet.run(
      changeSetId,
      action.authorId,
      action.occurredAt,
      action.businessDay,
    )
    for (const [ordinal, { entity, rowId, fields, settles }] of action.edits.entries()) {
      const changeId = changeIdAt(changeSetId, ordinal)
      const keepsVersions = entities[entity].kind === 'row'
      const parents = keepsVersions ? deps.fieldVersions.of(entity, rowId) : undefined
      const sides = settles ? sidesOf.all(entity, rowId) : []
      const changed = Object.fromEntries(
        Object.entries(fields).map(([field, value]) => {
          const alsoParents = sides.filter((side) => side.field === field).map((side) => side.change_id)
          const parent = parents?.get(field) ?? null
          return [field, { value, parent, ...(alsoParents.length > 0 && { alsoParents }) }]
        }),
      )
      insertChange.run({
        position,
        ordinal,
        changeId,
        entity,
        rowId,
        fields: JSON.stringify(changed),
        canFollow: keepsVersions ? 1 : 0,
      })
      deps.tables.write(entity, rowId, fields)
      if (settles) for (const field of Object.keys(fields)) settle.run(entity, rowId, field)
      if (keepsVersions) deps.fieldVersions.set(entity, rowId, Object.keys(fields), changeId)
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
