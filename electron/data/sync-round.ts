import type { Logger } from 'pino'
import { assertNever } from '../../core/assert-never.ts'
import type { Clock } from '../../core/clock.ts'
import {
  type DocumentInForce,
  type FeedPage,
  type Handshake,
  protocolVersion,
  type Receipt,
} from '../../core/sync/protocol.ts'
import type { Feed } from '../../db/feed.ts'
import type { Outbox } from '../../db/outbox.ts'
import { HeadofficeFailure } from './call-failure.ts'
import type { DifferedBefore } from './differed-before.ts'
import type { HeadofficeClient } from './headoffice-client.ts'
import type { PageSize } from './page-size.ts'
import { createPushPages, type PushPage } from './push-pages.ts'
import type { FirstSync, SyncFailure } from './sync-state.ts'
import { createUnreadableSearch } from './unreadable-change-sets.ts'

/** Head office changing its epoch twice within a round is left to the next round. */
const handshakesInARound = 2
/** So often a page is said again within a round, each time smaller, before the round gives up. */
const triesOfAPage = 4
/** A page that is answered within this many milliseconds keeps nobody from the line: the next need not wait for it. */
const quickMs = 1_000
/** So many receipts are written down at a time, for an answer to wait no longer. */
const receiptsAtOnce = 500
/** So many differing buckets are fed again in one round; the rest in the next. */
const bucketsInARound = 64

export interface RoundDeps {
  readonly client: HeadofficeClient
  readonly outbox: Outbox
  readonly feed: Feed
  readonly clock: Clock
  readonly monotonicMs: () => number
  readonly log: Logger
  readonly signal: AbortSignal
  /** Lets what waits on this thread be answered before the next slice of work. */
  readonly yieldTo: () => Promise<void>
  readonly pushSize: PageSize
  readonly pullSize: PageSize
  /** Called when head office has welcomed this laptop, with what its clock says now, UTC milliseconds. */
  readonly onWelcome: (headofficeNow: number, documents: readonly DocumentInForce[]) => void
  /** The store's data is coming for the first time; `null` when it is whole. */
  readonly onFirstSync: (progress: FirstSync | null) => void
  /** Whether the line is paid for by the byte. */
  readonly isMetered: () => boolean
  readonly differedBefore: DifferedBefore
  /** What comparing all records came to. */
  readonly onChecked: (outcome: CheckOutcome, rows: number) => void
}

type CheckOutcome = 'same' | 'mended' | 'differs'

/** Why a round did not come to its end, and how long head office asked to be left alone. */
export interface RoundFailure {
  readonly failure: SyncFailure
  readonly retryAfterMs: number | null
}

/**
 * One round with head office: handshake, push until nothing waits, pull to the end, compare. Every write to the
 * database is one synchronous transaction between two awaits, so no answer of the screen waits for the network.
 * @returns why it did not come to its end, `null` when it did
 * @throws whatever the database throws, and the signal's reason when the round is called off
 */
export async function syncRound(deps: RoundDeps): Promise<RoundFailure | null> {
  const { feed, log, signal } = deps
  for (let handshakes = 1; ; handshakes++) {
    try {
      const hands = await shakeHands(deps)
      if (typeof hands === 'string') return { failure: hands, retryAfterMs: null }
      await push(deps, hands)
      const last = await pull(deps, hands)
      if (typeof last === 'string') return { failure: last, retryAfterMs: null }
      await compare(deps, hands.epoch, last)
      const before = feed.position().onlyHere
      feed.finishRound(deps.clock())
      const { onlyHere, epoch } = feed.position()
      if (onlyHere > 0 && onlyHere !== before)
        log.error({ epoch, rows: onlyHere }, 'head office lacks what other laptops wrote; it is kept here')
      return null
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof HeadofficeFailure)) throw error
      const { failure, retryAfterMs } = error
      if (failure === 'handshake-again' && handshakes < handshakesInARound) continue
      log.info({ failure, err: error }, 'sync round broke off')
      return { failure: failure === 'handshake-again' ? 'troubled' : failure, retryAfterMs }
    }
  }
}

type Welcome = Extract<Handshake, { type: 'welcome' }>

async function shakeHands(deps: RoundDeps): Promise<Welcome | SyncFailure> {
  const { client, outbox, feed, log, signal } = deps
  const { epoch, cursor, hash } = feed.position()
  const newestReceipt = epoch === null ? null : outbox.newestReceipt(epoch)
  const request = { protocol: protocolVersion, epoch, cursor, hash, newestReceipt }
  const sentAt = deps.monotonicMs()
  const answer = await client.handshake({ ...request, waiting: outbox.count() }, signal)
  switch (answer.type) {
    case 'protocol-not-accepted':
      log.warn({ oldest: answer.oldest, newest: answer.newest }, 'head office does not accept the protocol')
      return answer.oldest > protocolVersion ? 'too-old' : 'headoffice-too-old'
    case 'mismatch':
      log.error(
        { epoch: answer.epoch, seq: answer.seq, cursor, newestReceipt },
        'head office lacks this laptop’s position or its newest receipt',
      )
      feed.stop({ type: 'mismatch' })
      return 'mismatch'
    case 'welcome': {
      const isBehindReceipt =
        answer.epoch === epoch && newestReceipt !== null && answer.seq < newestReceipt.seq
      if (isBehindReceipt) {
        log.error({ epoch, seq: answer.seq, newestReceipt }, 'head office is behind its own receipt')
        feed.stop({ type: 'mismatch' })
        return 'mismatch'
      }
      // The answer is as old as its way back, which took about half of the round trip.
      const wayBackMs = (deps.monotonicMs() - sentAt) / 2
      deps.onWelcome(Math.round(answer.now + wayBackMs), answer.documents)
      client.encodeFor(answer.encodings)
      const entered = feed.enterEpoch(answer.epoch, answer.mark, { isEmpty: answer.seq === 0 })
      if (entered.type === 'stopped') {
        log.error({ epoch: answer.epoch, before: epoch }, 'head office is empty, where it was not')
        return 'empty-headoffice'
      }
      if (entered.requeued > 0)
        log.warn({ epoch: answer.epoch, requeued: entered.requeued }, 'new epoch: change sets wait again')
      return answer
    }
    default:
      return assertNever(answer)
  }
}

/** A page on its way, or ready to go when the one before was answered. */
interface Pushing {
  readonly page: PushPage
  readonly answered: Promise<{ readonly receipts: readonly Receipt[]; readonly ms: number }>
}

async function push(deps: RoundDeps, { epoch, mark }: Welcome): Promise<void> {
  const { client, log, signal, pushSize, monotonicMs } = deps
  const pages = createPushPages(deps)
  const unreadable = createUnreadableSearch(deps, { epoch, mark })
  const begin = async (after: number, sendAfter: Promise<unknown>): Promise<Pushing | null> => {
    // From here on nothing of it is folded: it may be at head office, whatever comes back.
    const page = await pages(pushSize.now(), after, unreadable.next().most)
    if (page === null) return null
    const sentAt = sendAfter.then(monotonicMs)
    const pushed = client.push({ epoch, changeSets: page.changeSets, page: page.page }, signal, sendAfter)
    const answered = Promise.all([sentAt, pushed]).then(([at, { receipts }]) => ({
      receipts,
      ms: monotonicMs() - at,
    }))
    // One made ready behind a page that fails is never asked about.
    answered.catch(() => {})
    return { page, answered }
  }
  let next: Pushing | null = null
  /** Whether the next page goes before this one is answered: whatever order they come in, they come to the same. */
  let isQuick = false
  // Of the page before: written down while the line and head office have the next one.
  let receipts: readonly Receipt[] | null = null
  const writeDown = async () => {
    const of = receipts
    receipts = null
    if (of === null) return
    const taken = await recordReceipts(deps, of, epoch)
    log.info({ receipts: taken }, 'receipts written down')
    // Without a receipt nothing is done, and asking at once again would ask forever.
    if (taken === 0)
      throw new HeadofficeFailure('troubled', 'Head office gave no receipt for what was pushed')
  }
  for (;;) {
    const isOver = await triedAgain(deps, pushSize, async () => {
      if (next === null) await writeDown()
      const pushing: Pushing | null = next ?? (await begin(unreadable.next().after, Promise.resolve()))
      // What was made ready for a line that breaks is made ready anew, and smaller.
      next = null
      if (pushing === null) {
        unreadable.end()
        return true
      }
      const { page, answered } = pushing
      // What is done meanwhile and throws waits for the answer too.
      const meanwhile = async () => {
        await deps.yieldTo()
        await writeDown()
        return begin(page.upTo, isQuick ? Promise.resolve() : answered)
      }
      const [answer, following] = await Promise.allSettled([answered, meanwhile()])
      isQuick = answer.status === 'fulfilled' && answer.value.ms < quickMs
      if (answer.status === 'rejected') {
        unreadable.refusedWhole(page, answer.reason)
        return false
      }
      pushSize.took(page.bytes, answer.value.ms)
      receipts = answer.value.receipts
      log.info({ pushed: page.changeSets.length }, 'pushed')
      unreadable.wasRead()
      if (following.status === 'rejected') {
        await writeDown()
        throw following.reason
      }
      next = following.value
      return false
    })
    if (isOver) return
    await deps.yieldTo()
  }
}

/** @returns how many change sets left the outbox */
async function recordReceipts(
  { outbox, yieldTo, signal }: RoundDeps,
  receipts: readonly Receipt[],
  epoch: string,
): Promise<number> {
  let taken = 0
  for (let at = 0; at < receipts.length; at += receiptsAtOnce) {
    if (at > 0) await yieldTo()
    signal.throwIfAborted()
    taken += outbox.recordReceipts(receipts.slice(at, at + receiptsAtOnce), epoch)
  }
  return taken
}

/** @returns the last page, or why the feed stands still */
async function pull(deps: RoundDeps, { epoch, seq }: Welcome): Promise<FeedPage | SyncFailure> {
  const { client, feed, log, signal, pullSize, monotonicMs } = deps
  const ask = (cursor: number, newestFirst: boolean): Promise<FeedPage> => {
    const asked = triedAgain(deps, pullSize, async () => {
      const limit = pullSize.now()
      const beganAt = monotonicMs()
      const page = await client.pull({ epoch, cursor, limit, ...(newestFirst && { newestFirst }) }, signal)
      pullSize.took(page.rows.length, monotonicMs() - beganAt)
      return page
    })
    // What fails is told where it is awaited, if the round comes that far.
    asked.catch(() => {})
    return asked
  }
  const isFirst = feed.position().syncedAt === null && feed.position().cursor < seq
  const progress = () => {
    if (isFirst) deps.onFirstSync({ done: Math.min(feed.position().cursor, seq), of: seq })
  }
  const { stopped } = feed.position()
  if (stopped !== null) return stopped.type
  if (isFirst && feed.position().cursor === 0) {
    progress()
    const head = await ask(0, true)
    const outcome = await feed.applyHead(head.rows, deps.yieldTo)
    signal.throwIfAborted()
    log.info(outcome, 'pulled the newest first')
  }
  let next = ask(feed.position().cursor, false)
  for (;;) {
    const { cursor } = feed.position()
    const page = await next
    if (page.cursor < cursor || (page.cursor === cursor && !page.end))
      throw new HeadofficeFailure('troubled', 'Head office’s feed does not go on')
    // The line is not left idle while the page is written.
    if (!page.end) next = ask(page.cursor, false)
    const outcome = await feed.applyPage(page, epoch, deps.yieldTo)
    signal.throwIfAborted()
    if (outcome.type === 'stopped') {
      log.error({ cursor, ...outcome.stop }, 'what head office feeds is not applied by itself')
      return outcome.stop.type
    }
    if (page.rows.length > 0) log.info({ ...outcome, cursor: page.cursor }, 'pulled')
    progress()
    if (page.end) break
  }
  deps.onFirstSync(null)
  return next
}

/** Compares all rows with head office's, and has those fed again that lie where the two differ. */
async function compare(deps: RoundDeps, epoch: string, last: FeedPage): Promise<void> {
  const { client, feed, log, signal } = deps
  if (last.digest === null || last.digest === feed.digest()) {
    if (last.digest !== null) deps.onChecked('same', 0)
    return
  }
  if (deps.isMetered() || deps.differedBefore.isKnownAt({ epoch, seq: last.cursor })) return
  const before = feed.digest()
  const theirs = await client.digest({ epoch }, signal)
  // Something was accepted since the last page: the next round compares at its end.
  if (theirs.seq !== feed.position().cursor) return
  const ours = await feed.bucketDigests(deps.yieldTo)
  const differing = [...new Set([...theirs.buckets.keys(), ...ours.keys()])].filter(
    (bucket) => theirs.buckets.get(bucket) !== ours.get(bucket),
  )
  log.warn({ seq: theirs.seq, buckets: differing.length }, 'the records differ from head office’s')
  let rows = 0
  for (const bucket of differing.slice(0, bucketsInARound)) {
    const fed = await client.repair({ epoch, bucket }, signal)
    if (fed.seq !== theirs.seq) return
    const { notThere } = await feed.repair(bucket, fed.rows, deps.yieldTo)
    signal.throwIfAborted()
    rows += fed.rows.length
    if (notThere.length > 0)
      log.error({ bucket, rows: notThere }, 'head office does not have what it fed once; it is kept here')
  }
  const isMended = feed.digest() === last.digest
  // The next round goes on with the buckets that are left, as long as feeding them again mends some.
  const isLeft = differing.length > bucketsInARound && feed.digest() !== before
  if (!isMended && !isLeft) deps.differedBefore.note({ epoch, seq: theirs.seq })
  deps.onChecked(isMended ? 'mended' : 'differs', rows)
}

/** Only what a line does to a page is worth saying the page again for. */
async function triedAgain<T>(
  { signal, log }: Pick<RoundDeps, 'signal' | 'log'>,
  size: PageSize,
  once: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await once()
    } catch (error) {
      signal.throwIfAborted()
      const isOfTheLine = error instanceof HeadofficeFailure && error.failure === 'line-broke'
      if (!isOfTheLine || tries === triesOfAPage) throw error
      size.failed()
      log.info({ err: error, next: size.now() }, 'a page did not go through and is said again')
    }
  }
}
