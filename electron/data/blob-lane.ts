import { ORPCError } from '@orpc/client'
import type { Logger } from 'pino'
import { z } from 'zod'
import { mostPartBytes } from '../../core/pictures/picture-bytes.ts'
import type { Blobs, MarkedBlob } from '../../db/blobs.ts'
import type { HeadofficeClient } from './headoffice-client.ts'
import { aimMs, createPageSize, type PageSize } from './page-size.ts'
import type { Lane } from './sync-client.ts'

/** So many pictures are asked about at once. */
const pageHashes = 100
/** So many marked ones, which is all that head office tells in one answer; a page of them, and then a pause. */
const checkedHashes = 200
const checkEveryMs = 10 * 60_000
/** All were looked at: it begins anew with the newest, an hour after it began before. */
const checkAgainMs = 60 * 60_000

/**
 * The bytes of pictures, after every record: those that are here and head office lacks go up, and those that records
 * here name come down, the newest first, a part at a time. Called off, it goes on next time from the part it came to.
 * A head office that was set back to an earlier day may lack what it was given and go by the same epoch, so now and then
 * it is asked whether it still has them.
 * @param deps.epoch the data set that head office was last found to have
 * @param deps.monotonicMs a clock that only goes forward
 */
export function createBlobLane(deps: {
  readonly blobs: Blobs
  readonly epoch: () => string | null
  readonly monotonicMs: () => number
  readonly log: Logger
}): Lane {
  const { blobs, monotonicMs, log } = deps
  /** What head office never takes is not tried again before the next start, and keeps no other picture waiting. */
  const notTaken = new Set<string>()
  const [sendSize, fetchSize] = [createPageSize(partBounds), createPageSize(partBounds)]
  let check: Check | null = null
  return async (headoffice, signal) => {
    const epoch = deps.epoch()
    if (epoch === null) return
    await lookAgain(headoffice, signal, epoch)
    await sendAll(headoffice, signal, epoch)
    await fetchAll(headoffice, signal, epoch)
  }

  /** One page, where it is time for one. */
  async function lookAgain(headoffice: HeadofficeClient, signal: AbortSignal, epoch: string): Promise<void> {
    const now = monotonicMs()
    const before = check?.epoch === epoch && !isLongOver(check, now) ? check : null
    if (before !== null && (before.after === null || now - before.lastMs < checkEveryMs)) return
    const marked = blobs.atHeadoffice(epoch, checkedHashes, before?.after ?? null)
    if (marked.length > 0) {
      const hashes = marked.map(({ hash }) => hash)
      const lost = (await stateOf(headoffice, signal, hashes)).filter(
        ({ state }) => state === null || state.received < state.total,
      )
      for (const { hash } of lost) blobs.unmark(hash)
      if (lost.length > 0)
        log.warn({ pictures: lost.length }, 'head office has no longer what it was given; it is sent again')
    }
    check = {
      epoch,
      begunMs: before?.begunMs ?? now,
      lastMs: now,
      after: marked.length < checkedHashes ? null : (marked.at(-1) ?? null),
    }
  }

  /** Makes the call and learns from how long it took what the line carries. */
  async function timed<T>(
    {
      size,
      bytes,
      signal,
    }: { readonly size: PageSize; readonly bytes: number; readonly signal: AbortSignal },
    call: () => Promise<T>,
  ): Promise<T> {
    const askedMs = monotonicMs()
    try {
      const answer = await call()
      size.took(bytes, monotonicMs() - askedMs)
      return answer
    } catch (error) {
      // What broke off soon was not too large, and smaller parts would only break off more often.
      if (!signal.aborted && monotonicMs() - askedMs > aimMs) size.failed()
      throw error
    }
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
      const bytes = content.subarray(from, from + sendSize.now())
      const part = {
        hash,
        offset: from,
        total: content.length,
        content: Buffer.from(bytes).toString('base64'),
      }
      const answer = await timed({ size: sendSize, bytes: bytes.length, signal }, () =>
        headoffice.call(signal, async (contract, options) => {
          try {
            return await contract.putBlob(part, options)
          } catch (error) {
            const held = receivedOfRefusal(error)
            if (held === null) throw error
            return { received: held }
          }
        }),
      )
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
          const atMost = fetchSize.now()
          const bytes = Math.min(atMost, one.total - from)
          const part = await timed({ size: fetchSize, bytes, signal }, () =>
            headoffice.call(signal, (contract, options) =>
              contract.getBlob({ hash: one.hash, offset: from, atMost }, options),
            ),
          )
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

/** In bytes of the picture; a part counts only when all of it is there. */
const partBounds = { least: 4_000, most: mostPartBytes, first: 16_000 }

/** How far the pictures that head office was given were looked at again. */
interface Check {
  readonly epoch: string
  readonly begunMs: number
  readonly lastMs: number
  /** `null` when all were. */
  readonly after: MarkedBlob | null
}

const isLongOver = ({ after, begunMs }: Check, now: number): boolean =>
  after === null && now - begunMs >= checkAgainMs

const refusalSchema = z.object({ received: z.int().min(0) })

/** How much head office has of a picture whose part it did not take; `null` for any other error. */
function receivedOfRefusal(error: unknown): number | null {
  if (!(error instanceof ORPCError) || error.code !== 'BLOB_REFUSED') return null
  return refusalSchema.safeParse(error.data).data?.received ?? null
}
