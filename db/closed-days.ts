import { z } from 'zod'
import type { BusinessDay } from '../core/market/business-day.ts'
import { type EntityFields, entities } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'
import { fromColumns } from './entity-tables.ts'

export interface ClosedDay {
  readonly summary: Readonly<EntityFields<'dailySummary'>>
  readonly authorName: string
}

/** How often a business day has been closed, as its newest document says; 0 when it never was. */
export function newestRevision(connection: Connection, businessDay: BusinessDay): number {
  const row = connection
    .prepare('SELECT MAX(revision) AS revision FROM daily_summary WHERE business_day = ?')
    .get(businessDay)
  return z.object({ revision: z.int().nullable() }).parse(row).revision ?? 0
}

/**
 * The last word on a business day, `null` when it was never closed. Two laptops may have closed it with the same
 * revision; both documents stay, and the later one is shown.
 */
export function readClosedDay(connection: Connection, businessDay: BusinessDay): ClosedDay | null {
  const row = connection
    .prepare(
      `SELECT d.*, c.name AS author_name
       FROM daily_summary d JOIN consultant c ON c.id = d.author_id
       WHERE d.business_day = ?
       ORDER BY d.revision DESC, d.occurred_at DESC, d.id DESC LIMIT 1`,
    )
    .get(businessDay)
  if (row === undefined) return null
  const columns = z.looseObject({ author_name: z.string() }).parse(row)
  return {
    summary: entities.dailySummary.fields.parse(fromColumns('dailySummary', columns)),
    authorName: columns.author_name,
  }
}
