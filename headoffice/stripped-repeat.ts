import { z } from 'zod'
import { canonicalJson } from '../core/canonical-json.ts'
import { erasedFields } from '../core/sync/erased-values.ts'
import { type ChangeSet, changeSetSchema } from '../core/sync/protocol.ts'
import type { Sql } from './sql.ts'
import type { Sender } from './write-accepted.ts'

const headerRow = z.object({
  author_id: z.string().nullable(),
  occurred_at: z.coerce.number().int(),
  business_day: z.string(),
})
const changeRow = z.object({
  change_id: z.string(),
  entity: z.string(),
  row_id: z.string(),
  fields: z.string(),
})

/**
 * Whether a change set is one that was accepted before, without the words of a customer who has been erased on the
 * laptop since: then it is the same one again. Word for word it must be what erasing makes of the one accepted.
 */
export async function isStrippedRepeat(
  sql: Sql,
  { storeId }: Pick<Sender, 'storeId'>,
  changeSet: ChangeSet,
): Promise<boolean> {
  const [header] = await sql.query(
    headerRow,
    `SELECT author_id, occurred_at, business_day::text AS business_day FROM change_set
     WHERE store_id = $1 AND change_set_id = $2`,
    [storeId, changeSet.id],
  )
  const accepted = await sql.query(
    changeRow,
    'SELECT change_id, entity, row_id, fields FROM change WHERE store_id = $1 AND change_set_id = $2',
    [storeId, changeSet.id],
  )
  if (!header || accepted.length !== changeSet.changes.length) return false
  const acceptedById = new Map(accepted.map((change) => [change.change_id, change]))
  const changes = changeSet.changes.map((change) => {
    const before = acceptedById.get(change.id)
    if (!before) return null
    const fields = changeSetSchema.shape.changes.element.shape.fields.parse(JSON.parse(before.fields))
    const stripped = erasedFields(before.entity, fields)
    const isStripped = canonicalJson(change.fields) === canonicalJson(stripped)
    return {
      id: change.id,
      entity: before.entity,
      rowId: before.row_id,
      fields: isStripped ? stripped : fields,
    }
  })
  const expected = {
    id: changeSet.id,
    authorId: header.author_id,
    occurredAt: header.occurred_at,
    businessDay: header.business_day,
    changes,
  }
  return canonicalJson(expected) === canonicalJson(changeSet)
}
