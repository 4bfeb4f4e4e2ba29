import { z } from 'zod'
import type { FeedRow } from '../../core/sync/protocol.ts'
import type { Headoffice } from '../../headoffice/start.ts'
import { enrolledLaptop } from '../../headoffice/testing/http-laptop.ts'
import type { Fault } from './ledger.ts'
import { keyOf } from './open-laptop.ts'
import { openToLook } from './read-laptop.ts'

/**
 * Looks whether head office and a laptop agree after all its lives: what has a receipt is there, and nothing is there
 * that the laptop forgot.
 */
export async function checkHeadoffice(
  folder: string,
  office: Pick<Headoffice, 'url' | 'operator'>,
): Promise<readonly Fault[]> {
  const key = await keyOf(folder)
  const connection = key && openToLook(folder, key)
  if (!connection) return []
  try {
    const enrolled = connection.prepare('SELECT store_code FROM device, identity').pluck().get()
    if (enrolled === undefined) return []
    const fed = await feedOf(z.string().parse(enrolled), office)
    const receipted = rowsSchema.parse(
      connection
        .prepare(
          `SELECT DISTINCT c.entity || ' ' || c.row_id AS name FROM change c
           JOIN change_set cs ON cs.position = c.change_set_position JOIN receipt r ON r.change_set_id = cs.id
           WHERE r.outcome <> 'refused'`,
        )
        .all(),
    )
    const known = new Set(
      rowsSchema.parse(connection.prepare('SELECT id AS name FROM change').all()).map(({ name }) => name),
    )
    const there = new Set(fed.map(({ entity, rowId }) => `${entity} ${rowId}`))
    const missing = receipted.filter(({ name }) => !there.has(name)).length
    const forgotten = fed
      .flatMap(({ fields }) => Object.values(fields))
      .filter(({ changeId }) => !known.has(changeId)).length
    return [
      ...(missing > 0 ? [fault('lost', `${missing} rows have a receipt and are not at head office`)] : []),
      ...(forgotten > 0 ? [fault('lost', `head office has ${forgotten} values that the laptop forgot`)] : []),
    ]
  } finally {
    connection.close()
  }
}

const fault = (type: Fault['type'], what: string): Fault => ({ type, what })

const rowsSchema = z.array(z.object({ name: z.string() }))

/** Everything that head office has of a store, pulled as a new laptop of it pulls it. */
async function feedOf(
  storeCode: string,
  office: Pick<Headoffice, 'url' | 'operator'>,
): Promise<readonly FeedRow[]> {
  const laptop = await enrolledLaptop(office, storeCode)
  const rows: FeedRow[] = []
  for (let cursor = 0; ; ) {
    const page = await laptop.pull(cursor)
    rows.push(...page.rows)
    cursor = page.cursor
    if (page.end) return rows
  }
}
