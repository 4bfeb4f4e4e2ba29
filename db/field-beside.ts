import { z } from 'zod'
import type { FieldChange } from '../core/sync/protocol.ts'
import type { Connection } from './connect.ts'

/**
 * `masked`: head office's value behind an unsent change of our own. `conflict`: another side of a conflict. `set`: what
 * another said of a list, all of which is in the list shown. `refused`: a value of our own that head office refused,
 * which it therefore never feeds: a side of a conflict too, until somebody settles it.
 */
type BesideReason = 'masked' | 'conflict' | 'set' | 'refused'

/** Who said a value and when, UTC milliseconds, as far as head office told. */
const sayingSchema = z.object({
  changeId: z.string(),
  by: z.string().nullable(),
  at: z.int().nullable(),
})
type Saying = Readonly<z.infer<typeof sayingSchema>>

export interface Beside {
  readonly value: FieldChange['value']
  readonly changeId: string
  readonly by?: string | null | undefined
  readonly at?: number | undefined
}

export interface FieldBeside {
  /** Makes these the only values of that reason beside the field. */
  readonly replace: (
    place: { readonly entity: string; readonly rowId: string; readonly field: string },
    reason: BesideReason,
    values: readonly Beside[],
    /** Of the value that they stand beside. */
    shown?: Saying,
  ) => void
  /** Puts a value of our own that head office refused beside what it has instead. */
  readonly addRefused: (
    place: { readonly entity: string; readonly rowId: string; readonly field: string },
    value: Beside,
  ) => void
  /** Whether anything stands beside a field of the row. */
  readonly has: (entity: string, rowId: string) => boolean
  /** Every side of a conflict that stands beside the value shown, in the order of its change's id. */
  readonly sides: () => readonly ConflictSide[]
  /** Masked values whose field no unsent change touches any more. */
  readonly unmasked: () => readonly BesideField[]
}

interface BesideField extends Beside {
  readonly entity: string
  readonly rowId: string
  readonly field: string
}

export interface ConflictSide extends BesideField {
  readonly by: string | null
  readonly at: number | undefined
  /** Of the value that it stands beside, as head office showed it; `null` where that was not told. */
  readonly shown: Saying | null
}

const besideRow = z
  .object({
    entity: z.string(),
    row_id: z.string(),
    field: z.string(),
    value: z.string(),
    change_id: z.string(),
    said_by_id: z.string().nullable(),
    said_at: z.int().nullable(),
    shown: z.string().nullable(),
  })
  .transform(
    ({ row_id, change_id, value, said_by_id, said_at, shown, ...rest }): ConflictSide => ({
      ...rest,
      rowId: row_id,
      changeId: change_id,
      value: z.json().parse(JSON.parse(value)),
      by: said_by_id,
      at: said_at ?? undefined,
      shown: shown === null ? null : sayingSchema.parse(JSON.parse(shown)),
    }),
  )

/** Values kept beside a field: nothing that head office says is lost while another value is shown. */
export function createFieldBeside(connection: Connection): FieldBeside {
  const columns = 'entity, row_id, field, value, change_id, said_by_id, said_at, shown'
  const remove = connection.prepare(
    'DELETE FROM field_beside WHERE entity = ? AND row_id = ? AND field = ? AND reason = ?',
  )
  const insert = connection.prepare(
    `INSERT INTO field_beside (entity, row_id, field, reason, value, change_id, said_by_id, said_at, shown)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertRefused = connection.prepare(
    `INSERT OR REPLACE INTO field_beside (entity, row_id, field, reason, value, change_id)
     VALUES (?, ?, ?, 'refused', ?, ?)`,
  )
  const any = connection.prepare<[string, string]>(
    'SELECT 1 FROM field_beside WHERE entity = ? AND row_id = ? LIMIT 1',
  )
  const unmasked = connection.prepare(
    `SELECT ${columns} FROM field_beside b
     WHERE reason = 'masked' AND NOT EXISTS (
       SELECT 1 FROM change c JOIN outbox o ON o.change_set_position = c.change_set_position
       WHERE c.entity = b.entity AND c.row_id = b.row_id AND c.can_follow = 1)`,
  )
  const sides = connection.prepare(
    `SELECT ${columns} FROM field_beside WHERE reason IN ('conflict', 'refused') ORDER BY entity, row_id, change_id, field`,
  )
  return {
    has: (entity, rowId) => any.get(entity, rowId) !== undefined,
    sides: () => z.array(besideRow).parse(sides.all()),
    replace({ entity, rowId, field }, reason, values, shown) {
      remove.run(entity, rowId, field, reason)
      const shownText = shown ? JSON.stringify(shown) : null
      for (const { value, changeId, by = null, at = null } of values)
        insert.run(entity, rowId, field, reason, JSON.stringify(value), changeId, by, at, shownText)
    },
    addRefused({ entity, rowId, field }, { value, changeId }) {
      insertRefused.run(entity, rowId, field, JSON.stringify(value), changeId)
    },
    unmasked: () => z.array(besideRow).parse(unmasked.all()),
  }
}
