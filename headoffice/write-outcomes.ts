import type { Receipt } from '../core/sync/protocol.ts'
import { rowsOf } from './columns.ts'
import type { Caller } from './identity/caller.ts'
import type { Sql } from './sql.ts'

/** What is kept of a change set once it is decided. */
export interface Outcome {
  readonly receipt: Receipt
  readonly contentHash: string
  /** The running hash at its seq, `null` where it was refused. */
  readonly runningHash: string | null
  /** Its canonical JSON, `null` where it was refused. */
  readonly content: string | null
  /** Whether `content` is without the words of an erased customer, unlike what was received. */
  readonly isStripped: boolean
}

/** Keeps what became of change sets: their repeats are answered from here. */
export async function writeOutcomes(
  sql: Sql,
  caller: Caller,
  outcomes: readonly Outcome[],
  { mark, now }: { readonly mark: Receipt['mark']; readonly now: number },
): Promise<void> {
  if (outcomes.length === 0) return
  const receipts = outcomes.map(({ receipt }) => receipt)
  const rows = rowsOf(5, {
    id: receipts.map(({ changeSetId }) => changeSetId),
    seq: receipts.map(({ seq }) => seq),
    running_hash: outcomes.map(({ runningHash }) => runningHash),
    // Of words that are gone no hash stays.
    content_hash: outcomes.map(({ contentHash, isStripped }) => (isStripped ? '' : contentHash)),
    outcome: receipts.map(({ outcome }) => outcome),
    reason: receipts.map(({ reason }) => reason),
    is_stripped: outcomes.map(({ isStripped }) => (isStripped ? 'true' : 'false')),
    content: outcomes.map(({ content }) => content),
  })
  await sql.run(
    `INSERT INTO change_set (store_id, device_id, mark, received_at, change_set_id, seq, running_hash, content_hash,
       outcome, reason, is_stripped, content)
     SELECT $1, $2, $3, $4, r.id::uuid, r.seq::bigint, decode(r.running_hash, 'hex'), decode(r.content_hash, 'hex'),
       r.outcome, r.reason, r.is_stripped::boolean, r.content
     FROM ${rows.sql}`,
    [caller.storeId, caller.deviceId, mark, now, ...rows.values],
  )
}
