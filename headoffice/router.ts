import { implement, ORPCError } from '@orpc/server'
import { headofficeContract } from '../contract/headoffice.ts'
import type { Clock } from '../core/clock.ts'
import { type Unpacked, unpackEachChangeSet } from '../core/sync/packed-change-sets.ts'
import { packFeedRows } from '../core/sync/packed-feed-rows.ts'
import { type PackedPage, PageNotReadable, pageHash } from '../core/sync/packed-page.ts'
import type { Receipt } from '../core/sync/protocol.ts'
import { packReceipts } from '../core/sync/push-response.ts'
import { readBucket, readDigest } from './digest.ts'
import type { Documents } from './documents/documents.ts'
import { readEpoch } from './epoch.ts'
import { readFeedPage } from './feed-page.ts'
import type { CallContext } from './http/call-context.ts'
import { CallRefusal } from './http/call-refusal.ts'
import { acceptedEncodings } from './http/encodings.ts'
import type { Limits } from './http/limits.ts'
import type { Identity } from './identity/create-identity.ts'
import { sha256Of } from './identity/key-pairs.ts'
import { orCallError } from './identity-call-error.ts'
import type { Metrics } from './metrics.ts'
import type { Blobs } from './pictures/blobs.ts'
import { receiveUnpacked } from './receive-unpacked.ts'
import { shakeHands } from './shake-hands.ts'
import type { SqlDoor } from './sql.ts'

export interface RouterDeps {
  readonly door: SqlDoor
  readonly identity: Identity
  readonly clock: Clock
  readonly limits: Pick<Limits, 'changeSetsAPage'>
  readonly metrics: Pick<Metrics, 'received' | 'fed'>
  readonly documents: Pick<Documents, 'inForce' | 'part'>
  readonly blobs: Blobs
}

/** Head office's calls on its database. What each notes for the log is ids and counts, never what was recorded. */
export function createRouter({ door, identity, clock, limits, metrics, documents, blobs }: RouterDeps) {
  const open = implement(headofficeContract).$context<CallContext>()
  const device = open.use(({ context, next }) => {
    if (context.caller === null) throw new ORPCError('TOKEN_NOT_GOOD', { status: 401 })
    return next({ context: { caller: context.caller } })
  })

  /** @throws ORPCError EPOCH_CHANGED: the laptop must shake hands first */
  const checkEpoch = async (epoch: string) => {
    const current = await readEpoch(door)
    if (epoch !== current) throw new ORPCError('EPOCH_CHANGED', { status: 409, data: { epoch: current } })
  }

  const calls = {
    health: open.health.handler(async () => ({
      name: 'northstar-headoffice' as const,
      epoch: await readEpoch(door),
      mark: door.mark,
    })),
    enrol: open.enrol.handler(({ input, context }) => orCallError(identity.enrol(input, context.address))),
    nonce: open.nonce.handler(({ input }) => orCallError(identity.nonce(input))),
    token: open.token.handler(({ input, context: { note } }) => {
      note({ deviceId: input.deviceId })
      return orCallError(identity.token(input))
    }),
    farewell: open.farewell.handler(({ input, context: { note } }) => {
      note({ deviceId: input.deviceId })
      return orCallError(identity.farewell(input))
    }),
    rotate: device.rotate.handler(async ({ input, context: { caller } }) => {
      await orCallError(identity.rotate(caller, input))
      return {}
    }),
    escrowKey: device.escrowKey.handler(async () => ({ escrowKey: await identity.escrowKey() })),
    handshake: device.handshake.handler(async ({ input, context: { caller, note } }) => {
      const answer = await shakeHands(door, caller, input, {
        now: clock(),
        encodings: acceptedEncodings,
        documents: await documents.inForce(caller.storeId),
      })
      note({ cursor: input.cursor, waiting: input.waiting, answer: answer.type })
      return answer
    }),
    push: device.push.handler(async ({ input, context: { caller, note } }) => {
      await checkEpoch(input.epoch)
      const page = readChangeSets(input.page, limits.changeSetsAPage)
      const receiving = receiveUnpacked(door, caller, page, { mark: door.mark, now: clock() })
      // Worked out while the database is at it.
      const [receipts, hash] = await Promise.all([receiving, pageHash(input.page, sha256Of)])
      metrics.received(receipts)
      note(countsOf(receipts))
      return packReceipts(receipts, hash)
    }),
    pull: device.pull.handler(async ({ input, context: { caller, note } }) => {
      await checkEpoch(input.epoch)
      const { rows, ...position } = await readFeedPage(door, caller, input)
      metrics.fed(rows.length)
      note({ rows: rows.length, cursor: position.cursor, end: position.end })
      return { page: packFeedRows(rows), ...position }
    }),
    digest: device.digest.handler(async ({ input, context: { caller } }) => {
      await checkEpoch(input.epoch)
      return readDigest(door, caller)
    }),
    repair: device.repair.handler(async ({ input, context: { caller, note } }) => {
      await checkEpoch(input.epoch)
      const { seq, rows } = await readBucket(door, caller, input.bucket)
      metrics.fed(rows.length)
      note({ bucket: input.bucket, rows: rows.length })
      return { seq, page: packFeedRows(rows) }
    }),
    document: device.document.handler(
      async ({ input: { hash, offset, atMost }, context: { caller, note }, errors }) => {
        const part = await documents.part(caller.storeId, { hash, offset, atMost })
        if (part === null) throw errors.NOT_FOUND()
        note({ hash, offset })
        return part
      },
    ),
    blobState: device.blobState.handler(async ({ input: { hashes }, context: { caller } }) => ({
      blobs: [...(await blobs.state(caller.storeId, hashes))],
    })),
    putBlob: device.putBlob.handler(async ({ input, context: { caller, note }, errors }) => {
      const { type, received } = await blobs.put(caller.storeId, input, clock())
      note({ hash: input.hash, offset: input.offset, answer: type })
      if (type === 'refused') throw errors.BLOB_REFUSED({ data: { received } })
      return { received }
    }),
    getBlob: device.getBlob.handler(async ({ input, context: { caller }, errors }) => {
      const part = await blobs.get(caller.storeId, input)
      if (part === null) throw errors.NOT_FOUND()
      return part
    }),
  }
  return calls
}
export type Router = ReturnType<typeof createRouter>

/** @throws CallRefusal PAGE_NOT_READABLE, PAGE_TOO_LARGE */
function readChangeSets(page: PackedPage, most: number): readonly Unpacked[] {
  try {
    const unpacked = unpackEachChangeSet(page)
    if (unpacked.length > most) throw new CallRefusal('PAGE_TOO_LARGE')
    return unpacked
  } catch (cause) {
    if (!(cause instanceof PageNotReadable)) throw cause
    throw new CallRefusal('PAGE_NOT_READABLE', { cause })
  }
}

function countsOf(receipts: readonly Receipt[]): Readonly<Record<Receipt['outcome'], number>> {
  const counts = { accepted: 0, conflict: 0, refused: 0 }
  for (const { outcome } of receipts) counts[outcome] += 1
  return counts
}
