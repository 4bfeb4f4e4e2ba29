import { ORPCError } from '@orpc/client'
import type { Logger } from 'pino'
import { z } from 'zod'
import { mostPartBytes } from '../../core/pictures/picture-bytes.ts'
import type { Blobs } from '../../db/blobs.ts'
import type { HeadofficeClient } from './headoffice-client.ts'
import type { Lane } from './sync-client.ts'

/** So many pictures are asked about at once. */
const pageHashes = 100

/**
 * The bytes of pictures, after every record: those that are here and head office lacks go up, and those that records
 * here name come down, the newest first, a part at a time. Called off, it goes on next time from the part it came to.
 * @param deps.epoch the data set that head office was last found to have
 */
export function createBlobLane(deps: {
  readonly blobs: Blobs
  readonly epoch: () => string | null
  readonly log: Logger
}): Lane {
  const { blobs, log } = deps
  /** What head office never takes is not tried again before the next start, and keeps no other picture waiting. */
  const notTaken = new Set<string>()
  return async (headoffice, signal) => {
    const epoch = deps.epoch()
    if (epoch === null) return
    await sendAll(headoffice, signal, epoch)
    await fetchAll(headoffice, signal, epoch)
  }

  async function stateOf(headoffice: HeadofficeClient, signal: AbortSignal, hashes: readonly string[]) {
    const { blobs: states } = await headoffice.call(signal, (contract, options) =>
      contract.blobState({ hashes: [...hashes] }, options),
    )
    return hashes.map((hash, index) => ({ hash, state: states[index] ?? null }))
  }

  async function sendAll(headoffice: HeadofficeClient, signal: AbortSignal, epoch: string): Promise<void> {
    for (;;) {
      const hashes = blobs.toSend(epoch, pageHashes, notTaken)
      if (hashes.length === 0) return
      for (const { hash, state } of await stateOf(headoffice, signal, hashes)) {
        const isTaken = await send(headoffice, signal, hash, state?.received ?? 0)
        signal.throwIfAborted()
        if (isTaken) blobs.markAtHeadoffice(hash, epoch)
        else {
          notTaken.add(hash)
          log.error({ hash }, 'head office does not take a picture; it stays here')
        }
      }
    }
  }

  /** @returns whether nothing is left to send; `false` where head office does not take it, however often it is begun */
  async function send(
    headoffice: HeadofficeClient,
    signal: AbortSignal,
    hash: string,
    received: number,
  ): Promise<boolean> {
    let from = received
    let begunAnew = false
    for (;;) {
      const content = blobs.get(hash)
      // Erased meanwhile: nothing of it goes any more.
      if (content === null || from >= content.length) return true
      const part = {
        hash,
        offset: from,
        total: content.length,
        content: Buffer.from(content.subarray(from, from + mostPartBytes)).toString('base64'),
      }
      const answer = await headoffice.call(signal, async (contract, options) => {
        try {
          return await contract.putBlob(part, options)
        } catch (error) {
          const held = receivedOfRefusal(error)
          if (held === null) throw error
          return { received: held }
        }
      })
      if (answer.received <= from) {
        if (begunAnew) return false
        begunAnew = true
        log.info(
          { hash, from, received: answer.received },
          'a picture is sent again from where head office is',
        )
      }
      from = answer.received
    }
  }

  async function fetchAll(headoffice: HeadofficeClient, signal: AbortSignal, epoch: string): Promise<void> {
    const notThere = new Set<string>()
    for (;;) {
      const wanted = blobs.wanted(pageHashes, notThere)
      if (wanted.length === 0) return
      const states = await stateOf(
        headoffice,
        signal,
        wanted.map(({ hash }) => hash),
      )
      for (const [index, one] of wanted.entries()) {
        const state = states[index]?.state ?? null
        // The laptop that took it has not sent it yet; it is asked for again after the next round.
        notThere.add(one.hash)
        if (state === null || state.received < state.total) continue
        let received = one.received
        while (received < one.total) {
          const from = received
          const part = await headoffice.call(signal, (contract, options) =>
            contract.getBlob({ hash: one.hash, offset: from }, options),
          )
          signal.throwIfAborted()
          received = blobs.addPart(
            one,
            { offset: part.offset, content: Buffer.from(part.content, 'base64') },
            epoch,
          )
          if (received <= from) {
            log.warn({ hash: one.hash, from, received }, 'a part of a picture did not fit')
            break
          }
        }
      }
    }
  }
}

const refusalSchema = z.object({ received: z.int().min(0) })

/** How much head office has of a picture whose part it did not take; `null` for any other error. */
function receivedOfRefusal(error: unknown): number | null {
  if (!(error instanceof ORPCError) || error.code !== 'BLOB_REFUSED') return null
  return refusalSchema.safeParse(error.data).data?.received ?? null
}
