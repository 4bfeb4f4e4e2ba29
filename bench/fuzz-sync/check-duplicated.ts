import { z } from 'zod'
import type { Checked } from './checked.ts'
import type { Fault } from './seed-result.ts'

export async function duplicated({ office, storeId, ledger, laptops }: Checked): Promise<readonly Fault[]> {
  const kept = await office.door.query(
    z.object({ change_set_id: z.string(), outcome: z.string() }),
    'SELECT change_set_id, outcome FROM change_set WHERE store_id = $1',
    [storeId],
  )
  const known = new Set(ledger.acts().map(({ changeSetId }) => changeSetId))
  const strangers = kept.filter(({ change_set_id }) => !known.has(change_set_id))
  const faults: Fault[] = strangers.map(({ change_set_id }) => ({
    kind: 'duplicated',
    what: `nobody wrote change set ${change_set_id} that head office has`,
  }))
  for (const laptop of laptops)
    if (
      laptop
        .db()
        .connection.prepare(
          'SELECT 1 FROM receipt r JOIN outbox o JOIN change_set cs ON cs.position = o.change_set_position AND cs.id = r.change_set_id',
        )
        .get()
    )
      faults.push({ kind: 'duplicated', what: `laptop ${laptop.number} waits for a receipt it has` })
  return faults
}
