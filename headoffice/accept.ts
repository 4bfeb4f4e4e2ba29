import { canonicalJson, type Json } from '../core/canonical-json.ts'
import type { ChangeId } from '../core/ids.ts'
import { entities, fieldKind, fieldsTogether, isEntityName } from '../core/sync/entities.ts'
import { mergeRow, type Saying } from '../core/sync/merge.ts'
import type { Change, ChangeSet, RefusalReason } from '../core/sync/protocol.ts'
import { mayBeAboutCustomers, type RowNow, rowKey, shownOf, stateOf, writersOf } from './row-now.ts'

/** What a change set makes of the rows it touches, by `rowKey` in its own order; or why it is refused. */
export type Acceptance =
  | { readonly type: 'accepted'; readonly rows: ReadonlyMap<string, RowNow>; readonly conflict: boolean }
  | { readonly type: 'refused'; readonly reason: RefusalReason }

/**
 * Decides one change set against the rows as they are. Pure: the caller holds the store's counter row.
 * @param rows those it touches, by `rowKey`, as far as they are there
 * @param isFollowed whether a known change names this one as a parent of the field
 */
export function acceptChangeSet(
  changeSet: ChangeSet,
  rows: ReadonlyMap<string, RowNow>,
  isFollowed: (changeId: ChangeId, field: string) => boolean,
): Acceptance {
  const touched = new Map<string, RowNow>()
  let conflict = false
  for (const change of changeSet.changes) {
    const key = rowKey(change)
    const now = touched.get(key) ?? rows.get(key)
    if (!now) {
      touched.set(key, { type: 'plain', change, changeSet })
      continue
    }
    const { entity, rowId } = change
    const merged = {
      type: 'merged' as const,
      entity,
      rowId,
      writtenBy: alsoWrittenBy(now, entity, changeSet),
    }
    if (isWrittenOnce(entity)) {
      if (!saysTheSame(now, change)) return { type: 'refused', reason: 'written-before' }
      touched.set(key, { ...merged, state: stateOf(now) })
      continue
    }
    const together = isEntityName(entity) ? fieldsTogether(entity) : []
    const { row, beside } = mergeRow(stateOf(now), sayingsOf(change, changeSet, isFollowed), together)
    conflict ||= beside.some((field) => fieldKind(entity, field) !== 'set')
    touched.set(key, { ...merged, state: row })
  }
  return { type: 'accepted', rows: touched, conflict }
}

const isWrittenOnce = (entity: string): boolean => isEntityName(entity) && entities[entity].kind !== 'row'

function alsoWrittenBy(now: RowNow, entity: string, { id }: ChangeSet) {
  if (!mayBeAboutCustomers(entity)) return []
  const writers = writersOf(now)
  return writers.includes(id) ? writers : [...writers, id]
}

function sayingsOf(
  change: Change,
  { authorId, occurredAt }: ChangeSet,
  isFollowed: (changeId: ChangeId, field: string) => boolean,
): Readonly<Record<string, Saying>> {
  return Object.fromEntries(
    Object.entries(change.fields).map(([field, { value, parent, alsoParents = [] }]) => [
      field,
      {
        value,
        changeId: change.id,
        parents: parent === null ? alsoParents : [parent, ...alsoParents],
        followed: isFollowed(change.id, field),
        by: authorId,
        at: occurredAt,
      },
    ]),
  )
}

/** Whether an event or document that is there already says what this change says. */
function saysTheSame(now: RowNow, change: Change): boolean {
  const said = Object.entries(change.fields).map(([field, { value }]): [string, Json] => [field, value])
  return canonicalJson(shownOf(now)) === canonicalJson(Object.fromEntries(said))
}
