import type { Language } from '../../../core/market/language.ts'
import { createDocuments } from '../../../db/documents.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'
import type { SyncClient } from '../sync-client.ts'
import { createSyncConflicts } from '../sync-conflicts.ts'
import { createSyncLists } from '../sync-lists.ts'

/** What the screen may know of sync, and what it may ask: try now, let this value stand, go on. */
export function createSyncHandlers(contract: Implementer, showroom: Showroom, syncClient: SyncClient) {
  const conflicts = createSyncConflicts(showroom)
  const lists = createSyncLists(showroom)
  const documents = createDocuments(showroom.db.connection)
  const set = (setting: string, language: Language, change: () => void) => {
    change()
    showroom.accessLog('settings-changed', null, { setting })
    return syncClient.status(language)
  }
  return {
    sync: {
      status: contract.sync.status.handler(({ input }) => syncClient.status(input.language)),
      now: contract.sync.now.handler(async ({ input }) => {
        await syncClient.round()
        return syncClient.status(input.language)
      }),
      networkChanged: contract.sync.networkChanged.handler(({ input }) => {
        syncClient.networkChanged(input.saveData)
        return {}
      }),
      setMetered: contract.sync.setMetered.handler(({ input }) =>
        set('metered', input.language, () => syncClient.setMetered(input.setting)),
      ),
      waiting: contract.sync.waiting.handler(({ input }) => {
        const { customerIds, ...list } = lists.waiting(input.language)
        if (customerIds.length > 0) showroom.listSeen('waiting')
        return list
      }),
      refused: contract.sync.refused.handler(({ input }) => {
        const { customerIds, ...list } = lists.refused(input.language)
        if (customerIds.length > 0) showroom.listSeen('refused')
        return list
      }),
      quarantine: contract.sync.quarantine.handler(({ input }) => lists.quarantine(input.language)),
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
      receipts: contract.sync.receipts.handler(({ input }) => lists.receipts(input.limit, input.language)),
      documents: contract.sync.documents.handler(() => ({ refused: [...documents.refused()] })),
      allowDeletes: contract.sync.allowDeletes.handler(({ input }) =>
        set('deletes-allowed', input.language, syncClient.allowDeletes),
      ),
      allowEmpty: contract.sync.allowEmpty.handler(({ input }) =>
        set('empty-headoffice-allowed', input.language, syncClient.allowEmpty),
      ),
    },
  }
}
