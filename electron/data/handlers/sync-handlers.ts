import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'
import type { SyncClient } from '../sync-client.ts'
import { createSyncConflicts } from '../sync-conflicts.ts'

/** What the screen may know of sync, and what it may ask: try now, and let this value stand. */
export function createSyncHandlers(contract: Implementer, showroom: Showroom, syncClient: SyncClient) {
  const conflicts = createSyncConflicts(showroom)
  return {
    sync: {
      status: contract.sync.status.handler(({ input }) => syncClient.status(input.language)),
      now: contract.sync.now.handler(async ({ input }) => {
        await syncClient.round()
        return syncClient.status(input.language)
      }),
      conflicts: contract.sync.conflicts.handler(({ input }) => {
        const { views, customerIds } = conflicts.list(input.language)
        if (customerIds.size > 0) showroom.listSeen('conflicts')
        for (const customerId of customerIds) showroom.seen(customerId, { what: 'conflict' })
        return views
      }),
      settle: contract.sync.settle.handler(({ input }) => {
        // Nobody makes themselves a manager by choosing the value that says so.
        if (input.entity === 'consultant') showroom.session.manager()
        return conflicts.settle(input)
      }),
      receipts: contract.sync.receipts.handler(({ input }) => [...syncClient.receipts(input.limit)]),
    },
  }
}
