import { packingChangeSets } from '../../core/sync/packed-change-sets.ts'
import type { PackedPage } from '../../core/sync/packed-page.ts'
import type { ChangeSet } from '../../core/sync/protocol.ts'
import type { Outbox } from '../../db/outbox.ts'

/** What goes out at once, packed. */
export interface PushPage {
  readonly changeSets: readonly ChangeSet[]
  readonly page: PackedPage
  /** About what the change sets take as JSON. */
  readonly bytes: number
  /** The position of the last of them in the outbox. */
  readonly upTo: number
}

/** Head office takes no more in a page, however small they are. */
export const mostChangeSets = 5000
/** So much is read at a time: an answer waits for no more. */
const readBytes = 250_000
/** What is packed at a time, in milliseconds, but for a column that takes longer. */
const packMs = 5

/**
 * Makes the function that reads and packs the waiting change sets after a position, up to about so many bytes of JSON
 * but at least one, little by little. Each is marked as sent before the next are read, so that nothing of the page is folded
 * meanwhile.
 * @returns takes also how many change sets the page may hold; its promise is of `null` where nothing waits, and rejects
 * with the signal's reason when it is called off
 */
export function createPushPages(deps: {
  readonly outbox: Pick<Outbox, 'nextPage' | 'markSent'>
  readonly monotonicMs: () => number
  readonly yieldTo: () => Promise<void>
  readonly signal: AbortSignal
}): (maxBytes: number, after: number, most?: number) => Promise<PushPage | null> {
  const { outbox, monotonicMs, signal } = deps
  const rest = async () => {
    await deps.yieldTo()
    signal.throwIfAborted()
  }

  const read = async (maxBytes: number, after: number, most: number) => {
    const changeSets: ChangeSet[] = []
    let [bytes, upTo] = [0, after]
    while (changeSets.length < most) {
      const left = maxBytes - bytes
      const part = outbox.nextPage(Math.min(readBytes, left), upTo, most - changeSets.length)
      const isFull = changeSets.length > 0 && part.bytes > left
      if (part.changeSets.length === 0 || isFull) break
      outbox.markSent(part)
      changeSets.push(...part.changeSets)
      bytes += part.bytes
      upTo = part.upTo
      await rest()
    }
    return { changeSets, bytes, upTo }
  }

  const pack = async (changeSets: readonly ChangeSet[]): Promise<PackedPage> => {
    const packing = packingChangeSets(changeSets)
    for (let until = monotonicMs() + packMs; ; ) {
      const { done, value } = packing.next()
      if (done === true) return value
      if (monotonicMs() < until) continue
      await rest()
      until = monotonicMs() + packMs
    }
  }

  return async (maxBytes, after, most = mostChangeSets) => {
    const part = await read(maxBytes, after, most)
    if (part.changeSets.length === 0) return null
    return { ...part, page: await pack(part.changeSets) }
  }
}
