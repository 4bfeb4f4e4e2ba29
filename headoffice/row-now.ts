import type { Json } from '../core/canonical-json.ts'
import type { ChangeSetId } from '../core/ids.ts'
import { isEntityName } from '../core/sync/entities.ts'
import { customerPath } from '../core/sync/erased-values.ts'
import { firstSaid, type RowState } from '../core/sync/merge.ts'
import type { Change, ChangeSet, FeedRow } from '../core/sync/protocol.ts'
import { fedFields } from './fed-fields.ts'

/**
 * A row as it is now. `plain`: what one change said of a new row, and nothing else; such a row is kept once, in its
 * change set. `merged`: what several change sets made of it, or an erasure left of it.
 */
export type RowNow =
  | { readonly type: 'plain'; readonly change: Change; readonly changeSet: ChangeSet }
  | {
      readonly type: 'merged'
      readonly entity: string
      readonly rowId: string
      readonly state: RowState
      /** Oldest first; empty for a row that is never about a customer. */
      readonly writtenBy: readonly ChangeSetId[]
    }

export const rowKey = (row: { readonly entity: string; readonly rowId: string }) =>
  `${row.entity} ${row.rowId}`

export const idOf = (row: RowNow): { readonly entity: string; readonly rowId: string } =>
  row.type === 'plain' ? row.change : row

/** What head office keeps of each field. */
export function stateOf(row: RowNow): RowState {
  if (row.type === 'merged') return row.state
  const { change, changeSet } = row
  const sayer = { by: changeSet.authorId, at: changeSet.occurredAt }
  return Object.fromEntries(
    Object.entries(change.fields).map(([field, { value }]) => [
      field,
      firstSaid({ value, changeId: change.id, parents: [], followed: false, ...sayer }),
    ]),
  )
}

/** The values shown, by field. */
export function shownOf(row: RowNow): Readonly<Record<string, Json>> {
  return row.type === 'plain'
    ? Object.fromEntries(Object.entries(row.change.fields).map(([field, { value }]) => [field, value]))
    : Object.fromEntries(Object.entries(row.state).map(([field, { shown }]) => [field, shown.value]))
}

/** The value shown of one field, `undefined` where the row does not say it. */
export function shownValue(row: RowNow, field: string): Json | undefined {
  const fields = row.type === 'plain' ? row.change.fields : row.state
  if (!Object.hasOwn(fields, field)) return undefined
  return row.type === 'plain' ? row.change.fields[field]?.value : row.state[field]?.shown.value
}

/** The row as it is fed, without its place in the feed. */
export function fedRow(row: RowNow): Omit<FeedRow, 'seq'> {
  if (row.type === 'merged') {
    const { entity, rowId, state } = row
    return { entity, rowId, fields: fedFields(entity, state) }
  }
  const { id: changeId, entity, rowId, fields } = row.change
  const fed: FeedRow['fields'] = {}
  for (const field in fields) {
    const said = fields[field]
    if (said) fed[field] = { value: said.value, changeId }
  }
  return { entity, rowId, fields: fed }
}

/** The change sets that said what the row says, where erasing may have to find them. */
export function writersOf(row: RowNow): readonly ChangeSetId[] {
  return row.type === 'plain' ? [row.changeSet.id] : row.writtenBy
}

/** Whether erasing may have to find the change sets behind rows of an entity; of one not known, anything may be. */
export const mayBeAboutCustomers = (entity: string): boolean =>
  !isEntityName(entity) || customerPath(entity) !== null
