import { z } from 'zod'
import { type ConsultantId, consultantIdSchema } from '../core/ids.ts'
import type { Connection } from './connect.ts'

const pinSchema = z
  .object({ consultant_id: consultantIdSchema, verifier: z.string(), wrong: z.int() })
  .transform((row) => ({ consultantId: row.consultant_id, verifier: row.verifier, wrong: row.wrong }))
type Pin = Readonly<z.infer<typeof pinSchema>>

export interface Pins {
  readonly get: (consultantId: ConsultantId) => Pin | null
  /** Whether anyone at all has a PIN on this laptop. */
  readonly any: () => boolean
  /**
   * Gives a person this verifier and no wrong PINs.
   * @param setAt UTC milliseconds
   */
  readonly set: (consultantId: ConsultantId, verifier: string, setAt: number) => void
  /** Counts one more wrong PIN, on disk when it returns. */
  readonly countWrong: (consultantId: ConsultantId) => void
  readonly forgetWrong: (consultantId: ConsultantId) => void
}

/** Each person's PIN as a salted verifier. It is this laptop's alone: no change set, no log and no export has it. */
export function createPins(connection: Connection): Pins {
  const select = connection.prepare('SELECT consultant_id, verifier, wrong FROM pin WHERE consultant_id = ?')
  const selectAny = connection.prepare('SELECT 1 FROM pin LIMIT 1')
  const upsert = connection.prepare(
    `INSERT INTO pin (consultant_id, verifier, set_at, wrong) VALUES (?, ?, ?, 0)
     ON CONFLICT (consultant_id) DO UPDATE SET verifier = excluded.verifier, set_at = excluded.set_at, wrong = 0`,
  )
  const countWrong = connection.prepare('UPDATE pin SET wrong = wrong + 1 WHERE consultant_id = ?')
  const forgetWrong = connection.prepare('UPDATE pin SET wrong = 0 WHERE consultant_id = ? AND wrong <> 0')
  return {
    get(consultantId) {
      const row = select.get(consultantId)
      return row === undefined ? null : pinSchema.parse(row)
    },
    any: () => selectAny.get() !== undefined,
    set: (consultantId, verifier, setAt) => void upsert.run(consultantId, verifier, setAt),
    countWrong: (consultantId) => void countWrong.run(consultantId),
    forgetWrong: (consultantId) => void forgetWrong.run(consultantId),
  }
}
