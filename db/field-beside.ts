import { z } from 'zod'
import type { FieldChange } from '../core/sync/protocol.ts'
import type { Connection } from './connect.ts'

/** `masked`: head office's value behind an unsent change of our own. `conflict`: another side of a conflict. */
type BesideReason = 'masked' | 'conflict'

export interface Beside {
  readonly value: FieldChange['value']
  readonly changeId: string
}

export interface FieldBeside {
  /** Makes these the only values of that reason beside the field. */
  readonly replace: (
    place: { readonly entity: string; readonly rowId: string; readonly field: string },
    reason: BesideReason,
    values: readonly Beside[],
  ) => void
  /** Every side of a conflict that stands beside the value shown, in the order of its change's id. */
  readonly sides: () => readonly BesideField[]
  /** Masked values whose field no unsent change touches any more. */
  readonly unmasked: () => readonly BesideField[]
}

interface BesideField extends Beside {
  readonly entity: string
  readonly rowId: string
  readonly field: string
}

const besideRow = z
  .object({
    entity: z.string(),
    row_id: z.string(),
    field: z.string(),
    value: z.string(),
    change_id: z.string(),
  })
  .transform(
    ({ row_id, change_id, value, ...rest }): BesideField => ({
      ...rest,
      rowId: row_id,
      changeId: change_id,
      value: z.json().parse(JSON.parse(value)),
    }),
  )

/** Values kept beside a field: nothing that head office says is lost while another value is shown. */
export function createFieldBeside(connection: Connection): FieldBeside {
  const remove = connection.prepare(
    'DELETE FROM field_beside WHERE entity = ? AND row_id = ? AND field = ? AND reason = ?',
  )
  const insert = connection.prepare(
    'INSERT INTO field_beside (entity, row_id, field, reason, value, change_id) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const unmasked = connection.prepare(
    `SELECT entity, row_id, field, value, change_id FROM field_beside b
     WHERE reason = 'masked' AND NOT EXISTS (
       SELECT 1 FROM change c JOIN outbox o ON o.change_set_position = c.change_set_position
       WHERE c.entity = b.entity AND c.row_id = b.row_id AND c.can_follow = 1)`,
  )
  const sides = connection.prepare(
    `SELECT entity, row_id, field, value, change_id FROM field_beside WHERE reason = 'conflict'
     ORDER BY entity, row_id, change_id, field`,
  )
  return {
    sides: () => z.array(besideRow).parse(sides.all()),
    replace({ entity, rowId, field }, reason, values) {
      remove.run(entity, rowId, field, reason)
      for (const { value, changeId } of values)
        insert.run(entity, rowId, field, reason, JSON.stringify(value), changeId)
    },
    unmasked: () => z.array(besideRow).parse(unmasked.all()),
  }
}
