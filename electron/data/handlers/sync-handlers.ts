import type { Implementer } from '../contract-implementer.ts'
import type { SyncClient } from '../sync-client.ts'

/** What the screen may know of sync, and the one thing it may ask: try now. */
export function createSyncHandlers(contract: Implementer, syncClient: SyncClient) {
  return {
    sync: {
      status: contract.sync.status.handler(({ input }) => syncClient.status(input.language)),
      now: contract.sync.now.handler(async ({ input }) => {
        await syncClient.round()
        return syncClient.status(input.language)
      }),
      receipts: contract.sync.receipts.handler(({ input }) => [...syncClient.receipts(input.limit)]),
    },
  }
}
