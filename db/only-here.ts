import { z } from 'zod'
import type { Connection } from './connect.ts'

const countRow = z.object({ count: z.int() })

/**
 * Makes the function that counts the rows that head office fed in an earlier era than the given one and not in it, and
 * that no change of this laptop wrote: nobody pushes them again by themselves. It reads every row's state, and every
 * change where there are such rows.
 */
export function createOnlyHere(connection: Connection): (era: number) => number {
  const counted = connection.prepare<[number]>(
    `SELECT count(*) AS count FROM row_state
     WHERE fed_era < ? AND (entity, row_id) NOT IN (SELECT entity, row_id FROM change)`,
  )
  return (era) => countRow.parse(counted.get(era)).count
}
