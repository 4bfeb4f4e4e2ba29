import { z } from 'zod'
import type { Connection } from './connect.ts'
import { isDamage } from './damage.ts'
import { storeOf } from './device.ts'

const tables = ['identity', 'device_key', 'joiner'] as const
const rowsSchema = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))

/**
 * Brings into a restored database of the same laptop and store who it is to head office now: the keys of a backup may
 * have been changed since, and head office takes only the newest. Where the database in use can no longer be read the
 * backup's stay.
 */
export function carryIdentity(inUse: Connection, restored: Connection): void {
  const carried = readAll(inUse)
  if (carried === null || storeOf(inUse) !== storeOf(restored)) return
  restored
    .transaction(() => {
      for (const { table, rows } of carried) {
        restored.exec(`DELETE FROM ${table}`)
        for (const row of rows) {
          const columns = Object.keys(row)
          const values = columns.map((column) => `@${column}`)
          restored
            .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`)
            .run(row)
        }
      }
      restored.exec('UPDATE device SET device_id = coalesce((SELECT device_id FROM identity), device_id)')
    })
    .immediate()
}

/** `null` where any of it cannot be read, or the database is from before laptops could be enrolled. */
function readAll(connection: Connection) {
  try {
    if (!hasTables(connection)) return null
    return tables.map((table) => ({
      table,
      rows: rowsSchema.parse(connection.prepare(`SELECT * FROM ${table}`).all()),
    }))
  } catch (error) {
    if (isDamage(error)) return null
    throw error
  }
}

const hasTables = (connection: Connection): boolean =>
  tables.every(
    (table) =>
      connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !==
      undefined,
  )
