import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { v7 } from 'uuid'
import { headofficeContract } from '../../contract/headoffice.ts'
import { changeIdSchema, changeSetIdSchema, deviceIdSchema, storeIdSchema } from '../../core/ids.ts'
import { businessDaySchema } from '../../core/market/business-day.ts'
import type { Change, ChangeSet, FieldChange, HandshakeRequest } from '../../core/sync/protocol.ts'
import { testNow } from './head-offices.ts'

/** One laptop's calls over HTTP, as bare as the contract; its store is new, so tests share a head office. */
export async function callAs(
  url: string,
  ids = { storeId: storeIdSchema.parse(v7()), deviceId: deviceIdSchema.parse(v7()) },
) {
  const link = new OpenAPILink(headofficeContract, { url })
  const client: ContractRouterClient<typeof headofficeContract> = createORPCClient(link)
  const { epoch } = await client.health()
  const hello = { ...ids, newestReceipt: null, protocol: 1, storeCode: 'LHE-1', storeName: 'Gulberg Motors' }
  await client.handshake({ ...hello, epoch: null, cursor: 0, hash: '' })
  return {
    ids,
    epoch,
    client,
    shakeHands: (
      at: Pick<HandshakeRequest, 'epoch' | 'cursor' | 'hash'> &
        Partial<Pick<HandshakeRequest, 'newestReceipt'>>,
    ) => client.handshake({ ...hello, ...at }),
    push: async (...changeSets: ChangeSet[]) => (await client.push({ ...ids, epoch, changeSets })).receipts,
    pull: (cursor = 0, limit = 1000) => client.pull({ ...ids, epoch, cursor, limit }),
  }
}

export function changeSetOf(...changes: readonly Change[]): ChangeSet {
  return {
    id: changeSetIdSchema.parse(v7()),
    authorId: null,
    occurredAt: testNow,
    businessDay: businessDaySchema.parse('2026-11-22'),
    changes: [...changes],
  }
}

/** A change of one row; `seen` is the change whose values were seen, none for a new row. */
export function changeOf(
  entity: string,
  rowId: string,
  values: Readonly<Record<string, FieldChange['value']>>,
  seen: readonly Change[] = [],
): Change {
  const [parent = null, ...alsoParents] = seen.map(({ id }) => id)
  const said = (value: FieldChange['value']) => ({
    value,
    parent,
    ...(alsoParents.length > 0 && { alsoParents }),
  })
  return {
    id: changeIdSchema.parse(v7()),
    entity,
    rowId,
    fields: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, said(value)])),
  }
}
