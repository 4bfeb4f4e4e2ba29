import { z } from 'zod'
import type { Connection } from './connect.ts'
import { createFeedAgain } from './feed-again.ts'
import { createFeedPosition } from './feed-position.ts'
import { createRowStates } from './row-states.ts'

const placeRows = z.array(z.object({ entity: z.string(), rowId: z.string() }))

/**
 * Makes the function that has rows fed again whose receipt comes when their place in the feed was passed, inside the
 * caller's transaction and while what the receipts name still waits. Such a row was written as if head office did not
 * have our change, because an answer was lost: what was kept back for that would otherwise never be told.
 */
export function createFedBeforeReceipt(connection: Connection): (receipts: string) => void {
  // Nearly every receipt comes before the row that it speaks of, and is not asked about further.
  const isAnyPassed = connection.prepare<{ receipts: string }>(
    `SELECT 1 FROM feed_position p, json_each(@receipts) r
     WHERE r.value ->> '$.seq' <= p.cursor OR p.synced_at IS NULL LIMIT 1`,
  )
  const passed = connection.prepare<{ receipts: string }>(
    `SELECT DISTINCT c.entity, c.row_id AS rowId
     FROM json_each(@receipts) r
     JOIN change_set cs ON cs.id = r.value ->> '$.changeSetId'
     JOIN outbox o ON o.change_set_position = cs.position
     JOIN change c ON c.place BETWEEN cs.position * 1024 AND cs.position * 1024 + 1023
     JOIN row_state s ON s.entity = c.entity AND s.row_id = c.row_id
     WHERE s.fed_seq >= r.value ->> '$.seq'`,
  )
  const position = createFeedPosition(connection)
  const feedAgain = createFeedAgain(createRowStates(connection))
  return (receipts) => {
    if (isAnyPassed.get({ receipts }) === undefined) return
    const places = placeRows.parse(passed.all({ receipts }))
    if (places.length === 0) return
    const sum = position.read()
    for (const place of places) feedAgain(place, sum)
    position.setDigest(sum.digest)
  }
}
