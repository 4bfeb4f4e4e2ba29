import { z } from 'zod'
import type { Connection } from './connect.ts'

/** What comparing all rows with head office's came to; `rows` were fed again for it. */
export interface Checked {
  /** UTC milliseconds. */
  readonly at: number
  readonly outcome: 'same' | 'mended' | 'differs'
  readonly rows: number
}

/** `auto`: told from what kind of network it is. */
export type MeteredSetting = 'auto' | 'metered' | 'unmetered'

export interface SyncSettings {
  readonly metered: () => MeteredSetting
  readonly setMetered: (setting: MeteredSetting) => void
  /** The last comparison, `null` before the first. */
  readonly checked: () => Checked | null
  readonly keepChecked: (checked: Checked) => void
}

const meteredRow = z.object({ metered: z.enum(['auto', 'metered', 'unmetered']) })
const checkedRow = z.object({
  checked_at: z.int().nullable(),
  checked_outcome: z.enum(['same', 'mended', 'differs']).nullable(),
  checked_rows: z.int().nullable(),
})

/** What this laptop is set to and last found out about sync; never synced. */
export function createSyncSettings(connection: Connection): SyncSettings {
  const selectMetered = connection.prepare('SELECT metered FROM device')
  const saveMetered = connection.prepare('UPDATE device SET metered = ?')
  const selectChecked = connection.prepare(
    'SELECT checked_at, checked_outcome, checked_rows FROM feed_position',
  )
  const saveChecked = connection.prepare(
    'UPDATE feed_position SET checked_at = @at, checked_outcome = @outcome, checked_rows = @rows',
  )
  return {
    metered: () => meteredRow.optional().parse(selectMetered.get())?.metered ?? 'auto',
    setMetered: (setting) => void saveMetered.run(setting),
    checked() {
      const {
        checked_at: at,
        checked_outcome: outcome,
        checked_rows: rows,
      } = checkedRow.parse(selectChecked.get())
      return at === null || outcome === null ? null : { at, outcome, rows: rows ?? 0 }
    },
    keepChecked: (checked) => void saveChecked.run(checked),
  }
}
