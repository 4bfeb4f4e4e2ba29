import { type ChangeId, type ChangeSetId, changeIdSchema, changeSetIdSchema, type NewId } from '../ids.ts'
import { ordinalBits, ordinalOf, withOrdinal } from './id-digits.ts'

/**
 * A change set's id leaves its last ten bits zero, and the changes in it fill them with 1, 2, 3 and so on: so one id
 * travels for all of them, and whoever sees a change's id knows its change set. What the first version wrote has ids
 * of its own for each change, which are carried as they are.
 *
 * Of the seventy-four bits that a UUIDv7 leaves to chance only the thirty-eight before those ten are used; the others are
 * zero and cost nothing on the line. Such an id must differ only from those of its own store in its own millisecond:
 * one laptop never gives one twice, two that write within the same millisecond do so once in 2^38 times, and then the
 * second is refused for all to see.
 */
const chanceBits = 38

/** A change set holds at most so many changes; their ordinals have room for a few more. */
export const changesInASet = 1000

/** Makes fresh ids for change sets, of which no two are the same, whatever chance or the clock say. */
export function createChangeSetIds(newId: NewId): () => ChangeSetId {
  let last = { time: -1, chance: 0 }
  return () => {
    const id = newId()
    const time = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
    const chance = Math.floor(Number.parseInt(id.slice(24), 16) / 2 ** ordinalBits)
    if (time > last.time) last = { time, chance }
    // As with any UUIDv7, time does not go back within a process: a clock set back would find chance used up.
    else if (last.chance + 1 < 2 ** chanceBits) last = { time: last.time, chance: last.chance + 1 }
    else last = { time: last.time + 1, chance }
    return changeSetIdOf(last)
  }
}

function changeSetIdOf({ time, chance }: { readonly time: number; readonly chance: number }): ChangeSetId {
  const moment = hexadecimal(time)
  const group = hexadecimal(chance * 2 ** ordinalBits)
  return changeSetIdSchema.parse(`${moment.slice(0, 8)}-${moment.slice(8)}-7000-8000-${group}`)
}

const hexadecimal = (fortyEightBits: number): string => fortyEightBits.toString(16).padStart(12, '0')

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
  return ordinalOf(id) === 0 && changes.every((change, index) => change.id === withOrdinal(id, index + 1))
}
