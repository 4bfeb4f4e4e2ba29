import { ORPCError } from '@orpc/client'
import type { Logger } from 'pino'
import type { Clock } from '../../core/clock.ts'
import { unpackChangeSets } from '../../core/sync/packed-change-sets.ts'
import { PageNotReadable } from '../../core/sync/packed-page.ts'
import type { Receipt, ReceiptMark } from '../../core/sync/protocol.ts'
import type { Outbox } from '../../db/outbox.ts'
import { HeadofficeFailure } from './call-failure.ts'
import { mostChangeSets, type PushPage } from './push-pages.ts'

/** Looks, among pages that head office cannot read, for the change sets at fault, so that the others go on. */
export interface UnreadableSearch {
  /** Where the next page begins and how many change sets it may hold, as `createPushPages` takes them. */
  readonly next: () => { readonly after: number; readonly most: number | undefined }
  /** A page was refused whole. @throws the reason, where a smaller page is no help */
  readonly refusedWhole: (page: PushPage, reason: unknown) => void
  /** Head office read a page. */
  readonly wasRead: () => void
  /** Nothing waits but what was set aside. @throws the reason where head office seems to read nothing at all */
  readonly end: () => void
}

/** The page after the one that was read may be under way already, no larger than it. */
const fewestReads = 2

/**
 * A page that is refused whole is halved until one change set is left, which is set aside. It is refused here once head
 * office has read another page, or where this laptop cannot read it either: a head office that reads nothing at all must
 * not empty the outbox. Pages that are read grow again, step by step.
 */
export function createUnreadableSearch(
  {
    outbox,
    clock,
    log,
  }: { readonly outbox: Pick<Outbox, 'recordReceipts'>; readonly clock: Clock; readonly log: Logger },
  { epoch, mark }: { readonly epoch: string; readonly mark: ReceiptMark },
): UnreadableSearch {
  let asides: readonly { readonly page: PushPage; readonly reason: unknown }[] = []
  let hasRead = false
  let after = 0
  let most: number | undefined
  /** So many pages have to be read before a larger one is tried: more each time that one was too much. */
  let readsToGrow = fewestReads
  let reads = 0
  let hasGrown = false

  const refuse = (pages: readonly PushPage[]) => {
    const receipts = pages.flatMap(({ changeSets }) =>
      changeSets.map(({ id }): Receipt => {
        const said = { outcome: 'refused', seq: null, reason: 'not-readable' } as const
        return { changeSetId: id, mark, receivedAt: clock(), ...said }
      }),
    )
    if (receipts.length === 0) return
    outbox.recordReceipts(receipts, epoch)
    log.error(
      { changeSetIds: receipts.map(({ changeSetId }) => changeSetId) },
      'change sets cannot be read and stay here',
    )
  }
  const refuseAsides = () => {
    refuse(asides.map(({ page }) => page))
    asides = []
    after = 0
  }
  const shrinkTo = (size: number | undefined) => {
    most = size
    readsToGrow = size === undefined ? fewestReads : hasGrown ? readsToGrow * 2 : readsToGrow
    reads = 0
    hasGrown = false
  }
  /** What was refused whole does not come again: it is smaller at the same place, and elsewhere after a page was read. */
  const grow = () => {
    reads += 1
    if (most === undefined || reads < readsToGrow) return
    most = most * 2 < mostChangeSets ? most * 2 : undefined
    reads = 0
    hasGrown = true
  }

  return {
    next: () => ({ after, most }),
    refusedWhole(page, reason) {
      const code = codeOf(reason)
      const isOne = page.changeSets.length === 1
      if (code === null || (isOne && code !== 'PAGE_NOT_READABLE')) throw reason
      log.warn({ code, changeSets: page.changeSets.length }, 'head office does not take a page')
      shrinkTo(isOne ? undefined : Math.ceil(page.changeSets.length / 2))
      if (!isOne) return
      asides = [...asides, { page, reason }]
      after = page.upTo
      if (hasRead) refuseAsides()
    },
    wasRead() {
      hasRead = true
      refuseAsides()
      grow()
    },
    end() {
      const readable = asides.filter(({ page }) => isReadable(page))
      refuse(asides.filter((aside) => !readable.includes(aside)).map(({ page }) => page))
      const [first] = readable
      if (first) throw first.reason
    },
  }
}

const refusedWhole = new Set(['PAGE_NOT_READABLE', 'PAGE_TOO_LARGE', 'BODY_TOO_LARGE'])

function codeOf(reason: unknown): string | null {
  if (!(reason instanceof HeadofficeFailure) || !(reason.cause instanceof ORPCError)) return null
  const { code } = reason.cause
  return refusedWhole.has(code) ? code : null
}

function isReadable({ page }: PushPage): boolean {
  try {
    unpackChangeSets(page)
    return true
  } catch (error) {
    if (!(error instanceof PageNotReadable)) throw error
    return false
  }
}
