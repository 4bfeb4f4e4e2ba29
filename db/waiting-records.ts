import { z } from 'zod'
import { type CustomerId, customerIdSchema, type OpportunityId, opportunityIdSchema } from '../core/ids.ts'
import { type EntityName, entityNames } from '../core/sync/entities.ts'
import { customerPath } from '../core/sync/erased-values.ts'
import { type RefusalReason, refusalReasonSchema } from '../core/sync/protocol.ts'
import type { Connection } from './connect.ts'
import { columnsOf, tableOf } from './entity-tables.ts'

/**
 * What waits to be sent, or was refused, of one customer, of one opportunity with nobody known, or of the store itself.
 */
export interface WaitingOf {
  readonly customerId: CustomerId | null
  /** `null` where a customer is known, and for the store's own records. */
  readonly opportunityId: OpportunityId | null
  readonly contents: readonly { readonly entity: string; readonly count: number }[]
  /** When the first of it was recorded, UTC milliseconds. */
  readonly since: number
  /** Why head office refused it, `null` for what waits. */
  readonly reason: RefusalReason | null
}

/** Of the list, those that a page shows. */
interface Listed {
  readonly items: readonly WaitingOf[]
  readonly more: number
}

const waitingRow = z.object({
  customer_id: customerIdSchema.nullable(),
  opportunity_id: opportunityIdSchema.nullable(),
  contents: z.string(),
  since: z.int(),
  reason: refusalReasonSchema.nullable(),
  total: z.int(),
})
const contentsSchema = z.record(z.string(), z.int())

/** Reads what waits, and what was refused, by whom it is about, the longest waiting first. */
export function createWaitingRecords(connection: Connection): {
  /** @param limit one at least */
  readonly read: (limit: number) => Listed
  /** What head office refused, by customer and reason. @param limit one at least */
  readonly refused: (limit: number) => Listed
  /** When the first of all that waits was recorded, UTC milliseconds; `null` where nothing waits. */
  readonly since: () => number | null
} {
  /** @param which SQL for the positions of the change sets, each with the reason of its refusal */
  const listOf = (which: string): ((limit: number) => Listed) => {
    const select = connection.prepare<[number]>(
      `WITH waiting AS (
         SELECT c.entity, c.row_id, w.reason, min(cs.occurred_at) AS since
         FROM (${which}) w
         JOIN change_set cs ON cs.position = w.position
         JOIN change c ON c.place BETWEEN cs.position * 1024 AND cs.position * 1024 + 1023
         GROUP BY c.entity, c.row_id, w.reason),
       placed AS (
         SELECT entity, since, reason, ${pathTo('customer')} AS customer_id, ${pathTo('opportunity')} AS opportunity_id
         FROM waiting),
       whose AS (
         SELECT entity, since, reason, customer_id, iif(customer_id IS NULL, opportunity_id, NULL) AS opportunity_id
         FROM placed),
       counted AS (
         SELECT customer_id, opportunity_id, reason, entity, count(*) AS count, min(since) AS since
         FROM whose GROUP BY customer_id, opportunity_id, reason, entity)
       SELECT customer_id, opportunity_id, reason, json_group_object(entity, count) AS contents, min(since) AS since,
         count(*) OVER () AS total
       FROM counted GROUP BY customer_id, opportunity_id, reason ORDER BY since, reason LIMIT ?`,
    )
    return (limit) => {
      const rows = z.array(waitingRow).parse(select.all(limit))
      const items = rows.map(({ customer_id, opportunity_id, contents, since, reason }) => ({
        customerId: customer_id,
        opportunityId: opportunity_id,
        since,
        reason,
        contents: inOrder(contentsSchema.parse(JSON.parse(contents))),
      }))
      return { items, more: (rows[0]?.total ?? 0) - items.length }
    }
  }
  const oldest = connection.prepare(
    'SELECT min(cs.occurred_at) AS since FROM outbox o JOIN change_set cs ON cs.position = o.change_set_position',
  )
  return {
    since: () => z.object({ since: z.int().nullable() }).parse(oldest.get()).since,
    read: listOf('SELECT change_set_position AS position, NULL AS reason FROM outbox'),
    refused: listOf(
      `SELECT change_set.position, r.reason FROM receipt r JOIN change_set ON change_set.id = r.change_set_id
       WHERE r.outcome = 'refused'`,
    ),
  }
}

/** In the order of the registry, which is that of a day; what this version does not know comes last. */
function inOrder(contents: Readonly<Record<string, number>>): WaitingOf['contents'] {
  const known: readonly string[] = entityNames
  const place = (entity: string) => (known.includes(entity) ? known.indexOf(entity) : known.length)
  return Object.entries(contents)
    .map(([entity, count]) => ({ entity, count }))
    .sort((a, b) => place(a.entity) - place(b.entity))
}

/**
 * SQL for the customer or opportunity that a waiting row is about, told from the references of the registry, so that a
 * new entity cannot be forgotten.
 */
function pathTo(target: 'customer' | 'opportunity'): string {
  const cases = entityNames.flatMap((entity) => {
    const sql = valueAt(entity, 'row_id', target)
    return sql === null ? [] : [`WHEN '${entity}' THEN ${sql}`]
  })
  return `CASE entity ${cases.join(' ')} END`
}

/** @param id SQL for the id of a row of `entity` */
function valueAt(entity: EntityName, id: string, target: 'customer' | 'opportunity'): string | null {
  if (entity === target) return id
  const path = customerPath(entity)
  if (path === null || path.type === 'itself') return null
  const column = columnsOf(entity).find(({ field }) => field === path.field)?.column
  if (column === undefined) return null
  return valueAt(path.target, `(SELECT ${column} FROM ${tableOf(entity)} WHERE id = ${id})`, target)
}
