import { z } from 'zod'
import type { BusinessDay } from '../core/market/business-day.ts'
import type { DayRows } from '../core/reports/day-rows.ts'
import { createCatalogues } from './catalogues.ts'
import { type ClosedDay, readClosedDay } from './closed-days.ts'
import type { Connection } from './connect.ts'
import { readDayRows } from './day-rows.ts'
import { createDeviceTable, type Device } from './device.ts'

export interface DaySnapshot {
  readonly device: Device
  readonly catalogueVersion: string | null
  /** When head office last sent everything it had, UTC milliseconds; `null` when it never did. */
  readonly otherLaptopsUpTo: number | null
  readonly rows: DayRows
  readonly closed: ClosedDay | null
}

/** Everything a daily summary is told from, as of one moment; `null` before the laptop is set up. */
export function readDaySnapshot(connection: Connection, businessDay: BusinessDay): DaySnapshot | null {
  // One transaction: figures, closed day and versions must not be of different moments.
  return connection.transaction(() => {
    const device = createDeviceTable(connection).get()
    if (device === null) return null
    return {
      device,
      catalogueVersion: createCatalogues(connection).versionInUse(),
      otherLaptopsUpTo: feedPositionSchema.parse(
        connection.prepare('SELECT synced_at FROM feed_position').get(),
      ).synced_at,
      rows: readDayRows(connection, businessDay),
      closed: readClosedDay(connection, businessDay),
    }
  })()
}

const feedPositionSchema = z.object({ synced_at: z.int().nullable() })
