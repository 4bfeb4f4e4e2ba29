import type { z } from 'zod'
import type { OpportunityId } from '../core/ids.ts'
import { entities } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'
import { type Columns, fromColumns } from './entity-tables.ts'

type Booking = Readonly<z.infer<typeof entities.booking.fields>>

/** What was booked for an opportunity, oldest first. */
export function createBookings(connection: Connection): {
  readonly of: (opportunityId: OpportunityId) => readonly Booking[]
} {
  const statement = connection.prepare<[string], Columns>(
    'SELECT * FROM booking WHERE opportunity_id = ? ORDER BY occurred_at, id',
  )
  return {
    of: (opportunityId) =>
      statement.all(opportunityId).map((row) => entities.booking.fields.parse(fromColumns('booking', row))),
  }
}
