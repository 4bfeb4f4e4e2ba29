import { z } from 'zod'
import type { ChangeSet, FieldChange } from '../core/sync/protocol.ts'

/** A change set as it lies in the tables, with its place in this laptop's own order of writing. */
interface PlacedChangeSet {
  readonly position: number
  readonly changeSet: ChangeSet
  /** About what it takes as JSON. */
  readonly bytes: number
}

/** What stands around a change's fields in the JSON of a page, and around a change set's changes. */
const bytesOfAChange = 130
const bytesOfASet = 200

/**
 * The columns that `readPlaced` takes, for a statement that joins `change_set cs` and `change c` in the order of
 * `c.place`.
 */
export const placedColumns = `cs.position, cs.id AS set_id, cs.author_id, cs.occurred_at, cs.business_day, cs.clock_at,
  cs.clock_offset_ms, cs.clock_trusted, cs.entered_late, c.id AS change_id, c.entity, c.row_id, c.fields,
  octet_length(c.fields) AS bytes`

// The ids are this laptop's own, held to their form when they were made: an outbox of a week is read in a moment.
const placedRow = z.object({
  position: z.int(),
  set_id: z.string().brand<'ChangeSetId'>(),
  author_id: z.string().brand<'ConsultantId'>().nullable(),
  occurred_at: z.int(),
  business_day: z.string().brand<'BusinessDay'>(),
  clock_at: z.int().nullable(),
  clock_offset_ms: z.int().nullable(),
  clock_trusted: z.int().nullable(),
  entered_late: z.int(),
  change_id: z.string().brand<'ChangeId'>(),
  entity: z.string(),
  row_id: z.string(),
  fields: z.string(),
  bytes: z.int(),
})
type PlacedRow = z.infer<typeof placedRow>

const fieldsSchema = z.custom<Readonly<Record<string, FieldChange>>>(
  (value) => isObject(value) && Object.values(value).every(isFieldChange),
  'A change is not as it was written',
)

// What JSON.parse gave is JSON.
const isFieldChange = (value: unknown): boolean =>
  isObject(value) &&
  value.value !== undefined &&
  (value.parent === null || typeof value.parent === 'string') &&
  (value.alsoParents === undefined ||
    (Array.isArray(value.alsoParents) && value.alsoParents.every((id) => typeof id === 'string')))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Puts rows of `placedColumns` together to change sets, one after the other: whoever has enough stops asking. */
export function* readPlaced(rows: Iterable<unknown>): Generator<PlacedChangeSet> {
  let head: PlacedRow | null = null
  let changes: ChangeSet['changes'] = []
  let bytes = bytesOfASet
  for (const found of rows) {
    const row = placedRow.parse(found)
    if (head !== null && head.position !== row.position) {
      yield placed(head, changes, bytes)
      changes = []
      bytes = bytesOfASet
    }
    head = row
    changes.push({
      id: row.change_id,
      entity: row.entity,
      rowId: row.row_id,
      fields: fieldsSchema.parse(JSON.parse(row.fields)),
    })
    bytes += row.bytes + bytesOfAChange
  }
  if (head !== null) yield placed(head, changes, bytes)
}

function placed(row: PlacedRow, changes: ChangeSet['changes'], bytes: number): PlacedChangeSet {
  return {
    position: row.position,
    bytes,
    changeSet: {
      id: row.set_id,
      authorId: row.author_id,
      occurredAt: row.occurred_at,
      businessDay: row.business_day,
      ...notedOf(row),
      changes,
    },
  }
}

type Noted = Pick<PlacedRow, 'clock_at' | 'clock_offset_ms' | 'clock_trusted' | 'entered_late'>

/**
 * What a change set says of its laptop's clock, and whether it was entered late. Only what was noted is said, so that the
 * same change set has the same hash every time.
 */
export function notedOf(row: Noted): Pick<ChangeSet, 'deviceClock' | 'enteredLate'> {
  const { clock_at, clock_offset_ms, clock_trusted, entered_late } = row
  return {
    ...(clock_at !== null && {
      deviceClock: { at: clock_at, offsetMs: clock_offset_ms, trusted: clock_trusted === 1 },
    }),
    ...(entered_late === 1 && { enteredLate: true as const }),
  }
}
