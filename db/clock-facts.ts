import { z } from 'zod'
import type { HeadofficeTime, SaidDay } from '../core/clock-doubt.ts'
import type { Connection } from './connect.ts'

const factsRow = z.object({
  headoffice_offset_ms: z.int().nullable(),
  headoffice_clock_at: z.int().nullable(),
  headoffice_up_ms: z.int().nullable(),
  said_offset_ms: z.int().nullable(),
  said_clock_at: z.int().nullable(),
  said_up_ms: z.int().nullable(),
  said_newest_at: z.int().nullable(),
  said_headoffice_offset_ms: z.int().nullable(),
})

/** What this laptop knows of its clock beyond what the clock says; never synced. Before set-up nothing is kept. */
export interface ClockFactsTable {
  readonly headoffice: () => HeadofficeTime | null
  readonly said: () => SaidDay | null
  readonly keepHeadoffice: (time: HeadofficeTime) => void
  /** `null` when what was said is over. */
  readonly keepSaid: (said: SaidDay | null) => void
}

export function createClockFactsTable(connection: Connection): ClockFactsTable {
  const select = connection.prepare(
    `SELECT headoffice_offset_ms, headoffice_clock_at, headoffice_up_ms, said_offset_ms, said_clock_at, said_up_ms,
       said_newest_at, said_headoffice_offset_ms FROM device`,
  )
  const saveHeadoffice = connection.prepare(
    `UPDATE device SET headoffice_offset_ms = @offsetMs, headoffice_clock_at = @clockAt, headoffice_up_ms = @upMs`,
  )
  const saveSaid = connection.prepare(
    `UPDATE device SET said_offset_ms = @offsetMs, said_clock_at = @clockAt, said_up_ms = @upMs,
       said_newest_at = @newestEventAt, said_headoffice_offset_ms = @headofficeOffsetMs`,
  )
  const read = () => factsRow.optional().parse(select.get())
  return {
    headoffice() {
      const row = read()
      if (!row || row.headoffice_offset_ms === null) return null
      return {
        offsetMs: row.headoffice_offset_ms,
        clockAt: row.headoffice_clock_at ?? 0,
        upMs: row.headoffice_up_ms ?? 0,
      }
    },
    said() {
      const row = read()
      if (!row || row.said_offset_ms === null) return null
      return {
        offsetMs: row.said_offset_ms,
        clockAt: row.said_clock_at ?? 0,
        upMs: row.said_up_ms ?? 0,
        newestEventAt: row.said_newest_at,
        headofficeOffsetMs: row.said_headoffice_offset_ms,
      }
    },
    keepHeadoffice(time) {
      saveHeadoffice.run(time)
    },
    keepSaid(said) {
      saveSaid.run(said ?? nothingSaid)
    },
  }
}

const nothingSaid = {
  offsetMs: null,
  clockAt: null,
  upMs: null,
  newestEventAt: null,
  headofficeOffsetMs: null,
}
