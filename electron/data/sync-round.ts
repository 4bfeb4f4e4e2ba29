import type { Logger } from 'pino'
import { assertNever } from '../../core/assert-never.ts'
import type { Clock } from '../../core/clock.ts'
import { protocolVersion } from '../../core/sync/protocol.ts'
import type { Device } from '../../db/device.ts'
import type { Feed } from '../../db/feed.ts'
import type { Outbox } from '../../db/outbox.ts'
import { type HeadofficeClient, HeadofficeFailure } from './headoffice-client.ts'
import type { SyncFailure } from './sync-state.ts'

const pushBytes = 256_000
const pullRows = 500
/** Head office changing its epoch twice within a round is left to the next round. */
const handshakesInARound = 2

/**
 * One round with head office: handshake, push until nothing waits, pull to the end. Every write to the database is one
 * synchronous transaction between two awaits, so no answer of the screen waits for the network.
 * @returns why it did not come to its end, `null` when it did
 * @throws whatever the database throws, and the signal's reason when the round is called off
 */
export async function syncRound(deps: {
  readonly client: HeadofficeClient
  readonly device: Device
  readonly outbox: Outbox
  readonly feed: Feed
  readonly clock: Clock
  readonly log: Logger
  readonly signal: AbortSignal
  /** Called when head office has welcomed this laptop. */
  readonly onWelcome: () => void
}): Promise<SyncFailure | null> {
  const { client, device, outbox, feed, log, signal } = deps
  const ids = { storeId: device.storeId, deviceId: device.deviceId }

  const shakeHands = async (): Promise<{ readonly epoch: string } | SyncFailure> => {
    await client.health(signal)
    const { epoch, cursor, hash } = feed.position()
    const newestReceipt = epoch === null ? null : outbox.newestReceipt(epoch)
    const request = { ...ids, protocol: protocolVersion, epoch, cursor, hash, newestReceipt }
    const answer = await client.handshake(
      { ...request, storeCode: device.storeCode, storeName: device.storeName },
      signal,
    )
    switch (answer.type) {
      case 'protocol-not-accepted':
        log.warn({ oldest: answer.oldest, newest: answer.newest }, 'head office does not accept the protocol')
        return 'protocol-not-accepted'
      case 'mismatch':
        log.error(
          { epoch: answer.epoch, seq: answer.seq, cursor, newestReceipt },
          'head office lacks this laptop’s position or its newest receipt',
        )
        feed.stop(answer.words)
        return 'mismatch'
      case 'welcome': {
        if (answer.epoch === epoch && newestReceipt !== null && newestReceipt.seq > answer.seq) {
          log.error({ epoch, seq: answer.seq, newestReceipt }, 'head office is behind its own receipt')
          feed.stop(
            `This laptop has a receipt for ${newestReceipt.seq}, and head office is only at ${answer.seq}.`,
          )
          return 'mismatch'
        }
        const requeued = feed.enterEpoch(answer.epoch, answer.mark)
        if (requeued > 0) log.warn({ epoch: answer.epoch, requeued }, 'new epoch: change sets wait again')
        deps.onWelcome()
        return { epoch: answer.epoch }
      }
      default:
        return assertNever(answer)
    }
  }

  const push = async (epoch: string): Promise<void> => {
    for (;;) {
      const changeSets = [...outbox.nextPage(pushBytes)]
      if (changeSets.length === 0) return
      const { receipts } = await client.push({ ...ids, epoch, changeSets }, signal)
      const taken = outbox.recordReceipts(receipts, epoch)
      log.info({ pushed: changeSets.length, receipts: taken }, 'pushed')
      // Without a receipt nothing is done, and asking at once again would ask forever.
      if (taken === 0)
        throw new HeadofficeFailure('troubled', 'Head office gave no receipt for what was pushed')
    }
  }

  const pull = async (epoch: string): Promise<void> => {
    for (;;) {
      const { cursor } = feed.position()
      const page = await client.pull({ ...ids, epoch, cursor, limit: pullRows }, signal)
      const goesOn = page.cursor > cursor || page.end
      if (!goesOn || page.cursor < cursor)
        throw new HeadofficeFailure('troubled', 'Head office’s feed does not go on')
      const outcome = feed.applyPage(page, epoch)
      if (page.rows.length > 0) log.info({ ...outcome, cursor: page.cursor }, 'pulled')
      if (page.end) return
    }
  }

  for (let handshakes = 1; ; handshakes++) {
    try {
      const hands = await shakeHands()
      if (typeof hands === 'string') return hands
      await push(hands.epoch)
      await pull(hands.epoch)
      feed.finishRound(deps.clock())
      return null
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof HeadofficeFailure)) throw error
      if (error.failure === 'handshake-again' && handshakes < handshakesInARound) continue
      log.info({ failure: error.failure, err: error }, 'sync round broke off')
      return error.failure === 'handshake-again' ? 'troubled' : error.failure
    }
  }
}
