import { canonicalJson } from '../core/canonical-json.ts'
import type { ChangeId } from '../core/ids.ts'
import { entities, fieldsTogether, isEntityName } from '../core/sync/entities.ts'
import { mergeRow, type RowState } from '../core/sync/merge.ts'
import type { Change, ChangeSet } from '../core/sync/protocol.ts'
import { rowKey } from './stored-rows.ts'

export interface AcceptedRow {
  readonly entity: string
  readonly rowId: string
  readonly before: RowState
  readonly after: RowState
}

/** What a change set makes of the rows it touches, in its own order; or why it is refused, as the end of a sentence. */
export type Acceptance =
  | { readonly type: 'accepted'; readonly rows: readonly AcceptedRow[]; readonly conflict: boolean }
  | { readonly type: 'refused'; readonly refusal: string }

/**
 * Decides one change set against the rows as they are. Pure: the caller holds the store's counter row.
 * @param rows the rows it touches by `rowKey`
 * @param isFollowed whether a known change names this one as a parent of the field
 */
export function acceptChangeSet(
  changeSet: ChangeSet,
  rows: ReadonlyMap<string, RowState>,
  isFollowed: (changeId: ChangeId, field: string) => boolean,
): Acceptance {
  const touched = new Map<string, AcceptedRow>()
  let conflict = false
  for (const change of changeSet.changes) {
    const key = rowKey(change)
    const before = rows.get(key) ?? {}
    const now = touched.get(key)?.after ?? before
    const { entity, rowId } = change
    if (isEntityName(entity) && entities[entity].kind !== 'row') {
      const after = writeOnce(now, change)
      if (!after)
        return { type: 'refused', refusal: 'one of its records was written before with other content' }
      touched.set(key, { entity, rowId, before, after })
      continue
    }
    const together = isEntityName(entity) ? fieldsTogether(entity) : []
    const merged = mergeRow(now, sayingsOf(change, isFollowed), together)
    conflict ||= merged.beside.length > 0
    touched.set(key, { entity, rowId, before, after: merged.row })
  }
  return { type: 'accepted', rows: [...touched.values()], conflict }
}

function sayingsOf(change: Change, isFollowed: (changeId: ChangeId, field: string) => boolean) {
  return Object.fromEntries(
    Object.entries(change.fields).map(([field, { value, parent, alsoParents = [] }]) => [
      field,
      {
        value,
        changeId: change.id,
        parents: parent === null ? alsoParents : [parent, ...alsoParents],
        followed: isFollowed(change.id, field),
      },
    ]),
  )
}

/** An event or document as it stands after this change; `null` when the same id holds other content. */
function writeOnce(now: RowState, change: Change): RowState | null {
  if (Object.keys(now).length > 0) {
    const before = Object.fromEntries(Object.entries(now).map(([field, { shown }]) => [field, shown.value]))
    const again = Object.fromEntries(
      Object.entries(change.fields).map(([field, { value }]) => [field, value]),
    )
    return canonicalJson(before) === canonicalJson(again) ? now : null
  }
  return Object.fromEntries(
    Object.entries(change.fields).map(([field, { value }]) => [
      field,
      { shown: { value, changeId: change.id, parents: [], same: [], held: false }, others: [] },
    ]),
  )
}
