import { canonicalJson } from '../core/canonical-json.ts'
import { erasedFields } from '../core/sync/erased-values.ts'
import type { Change, ChangeSet } from '../core/sync/protocol.ts'

/**
 * Whether a change set is the one that is kept under its id, though a customer in it was erased on the laptop or at head
 * office since: all else is word for word the same, and each change is as it was or as erasing makes it.
 * @param isKeptStripped head office has erased what is kept too, so that of words that come again it can tell only that
 * erasing them gives the same
 */
export function isStrippedRepeat(
  again: ChangeSet,
  kept: ChangeSet,
  { isKeptStripped }: { readonly isKeptStripped: boolean },
): boolean {
  if (again.changes.length !== kept.changes.length) return false
  const keptById = new Map(kept.changes.map((change) => [change.id, change]))
  const changes = again.changes.map((change): Change => {
    const before = keptById.get(change.id)
    if (!before || before.entity !== change.entity || before.rowId !== change.rowId) return change
    const [now, was] = [canonicalJson(change.fields), canonicalJson(before.fields)]
    const stripped = canonicalJson(erasedFields(before.entity, before.fields))
    const isSame =
      now === was ||
      now === stripped ||
      (isKeptStripped &&
        was === stripped &&
        canonicalJson(erasedFields(change.entity, change.fields)) === was)
    return isSame ? before : change
  })
  return (
    canonicalJson({ ...again, changes }) === canonicalJson({ ...kept, changes: inOrderOf(changes, kept) })
  )
}

/** What the first version kept has lost the order of its changes. */
function inOrderOf(changes: readonly Change[], kept: ChangeSet): Change[] {
  const place = new Map(changes.map(({ id }, index) => [id, index]))
  return kept.changes.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
}
