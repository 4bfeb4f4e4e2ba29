import { z } from 'zod'
import { type VariantId, variantIdSchema } from '../core/ids.ts'
import type { Connection } from './connect.ts'

const rowSchema = z.tuple([variantIdSchema, z.int()])

/**
 * Makes the function that counts the store's cars that are in stock and kept for nobody, by variant. A car whose promises
 * differ is kept for as long as one of them names somebody.
 */
export function createFreeStock(connection: Connection): () => ReadonlyMap<VariantId, number> {
  const count = connection
    .prepare(
      `SELECT u.variant_id, count(*) FROM stock_unit u
       WHERE u.deleted = 0 AND u.state = 'in-stock' AND NOT EXISTS (
         SELECT 1 FROM claim c
         WHERE c.stock_unit_id = u.id AND c.hour IS NULL AND (c.opportunity_id IS NOT NULL OR EXISTS (
           SELECT 1 FROM field_beside b
           WHERE b.entity = 'claim' AND b.row_id = c.id AND b.field = 'opportunityId'
             AND b.reason IN ('conflict', 'refused') AND b.value <> 'null')))
       GROUP BY u.variant_id`,
    )
    .raw()
  return () => new Map(z.array(rowSchema).parse(count.all()))
}
