import { z } from 'zod'
import type { Connection } from './connect.ts'

const rowSchema = z.tuple([z.int()])

/**
 * Makes the function that says when each open visit began that this laptop has to do with, in UTC milliseconds: one that
 * it recorded, and one that somebody has recorded something of on it since, which may be another laptop's.
 */
export function createVisitsHere(connection: Connection): (since: number) => readonly number[] {
  const begun = connection
    .prepare<[number], unknown>(
      `WITH recent AS MATERIALIZED (
         SELECT c.row_id, c.fields FROM change_set s
         CROSS JOIN change c ON c.place BETWEEN s.position * 1024 AND s.position * 1024 + 1023
         WHERE s.occurred_at >= ?),
       touched (id) AS MATERIALIZED (
         SELECT row_id FROM recent
         UNION SELECT fields ->> '$.visitId.value' FROM recent
         UNION SELECT fields ->> '$.opportunityId.value' FROM recent)
       SELECT v.started_at FROM visit v JOIN opportunity o ON o.id = v.opportunity_id
       WHERE v.ended_at IS NULL AND (
         v.id IN touched OR o.id IN touched OR o.customer_id IN touched
         OR EXISTS (
           SELECT 1 FROM change c WHERE c.entity = 'visit' AND c.row_id = v.id AND c.can_follow = 1
             AND json_type(c.fields, '$.startedAt') IS NOT NULL))`,
    )
    .raw()
  return (since) =>
    z
      .array(rowSchema)
      .parse(begun.all(since))
      .map(([startedAt]) => startedAt)
}
