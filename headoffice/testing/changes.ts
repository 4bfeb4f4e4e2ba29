import { v7 } from 'uuid'
import { type ChangeId, consultantIdSchema } from '../../core/ids.ts'
import { businessDaySchema } from '../../core/market/business-day.ts'
import { changeIdAt, createChangeSetIds } from '../../core/sync/change-ids.ts'
import type { Change, ChangeSet, FieldChange } from '../../core/sync/protocol.ts'
import { testNow } from './test-now.ts'

/** One change before its change set has an id. */
export interface Draft {
  readonly entity: string
  readonly rowId: string
  readonly fields: Change['fields']
}

const newChangeSetId = createChangeSetIds(() => v7())
export const testAuthor = consultantIdSchema.parse(v7())

/** A change set as a laptop of this version writes it: the ids of its changes follow from its own. */
export function changeSetOf(...drafts: readonly Draft[]): ChangeSet {
  const id = newChangeSetId()
  return {
    id,
    authorId: testAuthor,
    occurredAt: testNow,
    businessDay: businessDaySchema.parse('2026-11-22'),
    changes: drafts.map((draft, index) => ({ ...draft, id: changeIdAt(id, index) })),
  }
}

/** What a change says of one row; `seen` are the changes whose values were seen, none for a new row. */
export function saying(
  entity: string,
  rowId: string,
  values: Readonly<Record<string, FieldChange['value']>>,
  ...seen: readonly ChangeId[]
): Draft {
  const [parent = null, ...alsoParents] = seen
  const said = (value: FieldChange['value']) => ({
    value,
    parent,
    ...(alsoParents.length > 0 && { alsoParents }),
  })
  return {
    entity,
    rowId,
    fields: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, said(value)])),
  }
}

/** The id of a change in a change set, by its place. */
export function changeIdIn(changeSet: ChangeSet, place = 0): ChangeId {
  const change = changeSet.changes[place]
  if (!change) throw new Error(`No change at ${place}`)
  return change.id
}
