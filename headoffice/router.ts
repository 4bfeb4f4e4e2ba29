import { implement, ORPCError } from '@orpc/server'
import type { Logger } from 'pino'
import { z } from 'zod'
import { headofficeContract } from '../contract/headoffice.ts'
import type { Clock } from '../core/clock.ts'
import type { DeviceId, StoreId } from '../core/ids.ts'
import type { Receipt } from '../core/sync/protocol.ts'
import { readEpoch } from './epoch.ts'
import { readFeedPage } from './feed-page.ts'
import { receiveChangeSet } from './receive-change-set.ts'
import { shakeHands } from './shake-hands.ts'
import type { SqlDoor } from './sql.ts'

interface Caller {
  readonly storeId: StoreId
  readonly deviceId: DeviceId
  readonly epoch: string
}

/** Head office's calls on its database, each logged with ids and never with what was recorded. */
export function createRouter({
  door,
  clock,
  log,
}: {
  readonly door: SqlDoor
  readonly clock: Clock
  readonly log: Logger
}) {
  const contract = implement(headofficeContract).use(async ({ next, path }) => {
    try {
      return await next()
    } catch (error) {
      if (error instanceof ORPCError) log.warn({ path, code: error.code }, 'call refused')
      else log.error({ path, err: error }, 'bug in a call')
      throw error
    }
  })

  /** Whether the caller must shake hands first, and why. */
  const whyNot = async ({ storeId, epoch }: Caller) => {
    const current = await readEpoch(door)
    if (epoch !== current) return { code: 'EPOCH_CHANGED' as const, epoch: current }
    return (await isStoreKnown(door, storeId)) ? null : { code: 'STORE_NOT_KNOWN' as const, epoch: current }
  }

  return {
    health: contract.health.handler(async () => ({
      name: 'northstar-headoffice' as const,
      epoch: await readEpoch(door),
      mark: door.mark,
    })),
    handshake: contract.handshake.handler(async ({ input }) => {
      const answer = await shakeHands(door, input, clock())
      const { storeId, deviceId, cursor } = input
      log.info({ storeId, deviceId, cursor, answer: answer.type }, 'handshake')
      return answer
    }),
    push: contract.push.handler(async ({ input, errors }) => {
      const refusal = await whyNot(input)
      if (refusal) throw errors[refusal.code]({ data: { epoch: refusal.epoch } })
      const { storeId, deviceId } = input
      const receipts: Receipt[] = []
      for (const changeSet of input.changeSets)
        receipts.push(
          await door.transaction((sql) =>
            receiveChangeSet(sql, { storeId, deviceId }, changeSet, { mark: door.mark, now: clock() }),
          ),
        )
      const outcomes = Object.groupBy(receipts, ({ outcome }) => outcome)
      const counts = Object.fromEntries(
        Object.entries(outcomes).map(([outcome, list]) => [outcome, list.length]),
      )
      log.info({ storeId, deviceId, ...counts }, 'push')
      return { receipts }
    }),
    pull: contract.pull.handler(async ({ input, errors }) => {
      const refusal = await whyNot(input)
      if (refusal) throw errors[refusal.code]({ data: { epoch: refusal.epoch } })
      const page = await readFeedPage(door, input)
      const { storeId, deviceId } = input
      log.info({ storeId, deviceId, rows: page.rows.length, cursor: page.cursor, end: page.end }, 'pull')
      return page
    }),
  }
}
export type Router = ReturnType<typeof createRouter>

async function isStoreKnown(door: SqlDoor, storeId: StoreId): Promise<boolean> {
  const found = await door.query(z.object({}), 'SELECT 1 FROM store_counter WHERE store_id = $1', [storeId])
  return found.length > 0
}
