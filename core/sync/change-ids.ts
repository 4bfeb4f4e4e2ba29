import { type ChangeId, type ChangeSetId, changeIdSchema, changeSetIdSchema, type NewId } from '../ids.ts'

/**
 * A change set's id leaves its last ten bits zero, and the changes in it fill them with 1, 2, 3 and so on: so one id
 * travels for all of them, and whoever sees a change's id knows its change set. What the first version wrote has ids
 * of its own for each change, which are carried as they are.
 */
const ordinalBits = 10

/** A change set holds fewer changes than this. */
export const changesInASet = 2 ** ordinalBits - 1

/** The last four hexadecimal digits of a UUID, which hold the ordinal and six bits of chance. */
const tailDigits = 4
const ordinalMask = 2 ** ordinalBits - 1

/** A fresh id for a change set. */
export function newChangeSetId(newId: NewId): ChangeSetId {
  return changeSetIdSchema.parse(withOrdinal(newId(), 0))
}

/** The id of a change by its place in the change set, counted from 0. */
export function changeIdAt(changeSetId: ChangeSetId, ordinal: number): ChangeId {
  if (ordinal < 0 || ordinal >= changesInASet) throw new RangeError(`No change set holds a change ${ordinal}`)
  return changeIdSchema.parse(withOrdinal(changeSetId, ordinal + 1))
}

/** The change set that a change is in; what the first version wrote does not tell it, and gives an id that is nobody's. */
export function changeSetOf(changeId: ChangeId): ChangeSetId {
  return changeSetIdSchema.parse(withOrdinal(changeId, 0))
}

/** Whether the ids of a change set's changes follow from its own. */
export function hasDerivedIds({
  id,
  changes,
}: {
  readonly id: ChangeSetId
  readonly changes: readonly { readonly id: ChangeId }[]
}): boolean {
  return isFreeOfOrdinal(id) && changes.every((change, ordinal) => change.id === changeIdAt(id, ordinal))
}

const isFreeOfOrdinal = (id: ChangeSetId): boolean => (tailOf(id) & ordinalMask) === 0

const tailOf = (id: string): number => Number.parseInt(id.slice(-tailDigits), 16)

function withOrdinal(id: string, ordinal: number): string {
  const tail = (tailOf(id) & ~ordinalMask) | ordinal
  return id.slice(0, -tailDigits) + tail.toString(16).padStart(tailDigits, '0')
}
