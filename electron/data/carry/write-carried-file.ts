import { type CarriedHead, writeCarried } from '../../../core/carry/carried-file.ts'
import type { CarriedStand } from '../../../core/carry/carried-frames.ts'
import { packChangeSets } from '../../../core/sync/packed-change-sets.ts'
import { protocolVersion } from '../../../core/sync/protocol.ts'
import type { CarryKeys } from '../identity/device-identity.ts'
import { signText } from '../identity/key-pairs.ts'
import type { SyncParts } from '../sync-client.ts'

/** In bytes of JSON; a frame is compressed and sealed in one piece. */
const pageBytes = 1_000_000

/**
 * Writes everything that waits, and where this laptop stands, for head office to take in. What is in the file is not
 * folded any more, as if it had gone over the line; it goes on waiting.
 */
export async function writeCarriedFile(
  { outbox, feed, signal }: SyncParts,
  keys: CarryKeys,
  head: CarriedHead,
): Promise<{ readonly content: Blob; readonly changeSets: number }> {
  const { epoch, cursor, hash } = feed.position()
  const newestReceipt = epoch === null ? null : outbox.newestReceipt(epoch)
  const waiting = outbox.count()
  const stand: CarriedStand = {
    type: 'stand',
    handshake: { protocol: protocolVersion, epoch, cursor, hash, newestReceipt, waiting },
    changeSets: waiting,
  }
  async function* frames(): AsyncGenerator<object> {
    yield stand
    let left = waiting
    let after = 0
    while (left > 0) {
      signal.throwIfAborted()
      const page = outbox.nextPage(pageBytes, after)
      // What was recorded since this file was begun waits for the next one, which says that it does.
      const changeSets = page.changeSets.slice(0, left)
      if (changeSets.length === 0) return
      outbox.markSent(page)
      yield { type: 'change-sets', page: packChangeSets(changeSets) }
      left -= changeSets.length
      after = page.upTo
    }
  }
  const to = {
    boxKey: bytesOf(keys.headoffice.boxKey),
    sign: (text: string) => signText(keys.seeds, text),
    fromBase64url: bytesOf,
  }
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for await (const piece of writeCarried(head, frames(), to)) pieces.push(new Uint8Array(piece))
  return { content: new Blob(pieces), changeSets: waiting }
}

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'))
