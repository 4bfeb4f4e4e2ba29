import type { Unpacked } from '../core/sync/packed-change-sets.ts'
import type { Receipt, ReceiptMark } from '../core/sync/protocol.ts'
import type { Caller } from './identity/caller.ts'
import { receivePage } from './receive-page.ts'
import type { SqlDoor } from './sql.ts'

/**
 * Takes in what of a page can be read, and gives a receipt for each place of it, in their order. What is no change set is
 * refused alone, and nothing is kept of it.
 * @param now UTC milliseconds, for the receipts
 */
export async function receiveUnpacked(
  door: SqlDoor,
  caller: Caller,
  page: readonly Unpacked[],
  { mark, now }: { readonly mark: ReceiptMark; readonly now: number },
): Promise<readonly Receipt[]> {
  const changeSets = page.flatMap((place) => (place.type === 'change-set' ? [place.changeSet] : []))
  const received = (await receivePage(door, caller, { changeSets }, { mark, now })).values()
  return page.map((place): Receipt => {
    if (place.type === 'not-readable') {
      const said = { outcome: 'refused', seq: null, reason: 'not-readable' } as const
      return { changeSetId: place.id, mark, receivedAt: now, ...said }
    }
    const { value } = received.next()
    if (!value) throw new Error('A change set was received and has no receipt')
    return value
  })
}
