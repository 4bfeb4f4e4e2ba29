import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { headofficeContract } from '../../contract/headoffice.ts'
import type { StoreId } from '../../core/ids.ts'
import { packChangeSets } from '../../core/sync/packed-change-sets.ts'
import { unpackFeedRows } from '../../core/sync/packed-feed-rows.ts'
import { type ChangeSet, type HandshakeRequest, protocolVersion } from '../../core/sync/protocol.ts'
import { unpackReceipts } from '../../core/sync/push-response.ts'
import type { Headoffice } from '../start.ts'
import { createIdentityDevice, type IdentityDevice } from './identity-devices.ts'
import { rawCall } from './raw-call.ts'
import { aStore } from './test-identity.ts'

export type HeadofficeClient = ContractRouterClient<typeof headofficeContract>

/** As a proxy on this machine would say it; head office believes it only when it was told that there is one. */
const throughProxy = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.7' }

/** Head office's contract over HTTP, as bare as it is. @param token shown with each call, where there is one */
export function clientOf(url: string, token: () => string | null = () => null): HeadofficeClient {
  const headers = (): Record<string, string> => {
    const shown = token()
    return { ...throughProxy, ...(shown !== null && { authorization: `Bearer ${shown}` }) }
  }
  return createORPCClient(new OpenAPILink(headofficeContract, { url, headers, fetch: rawFetch }))
}

async function rawFetch(request: Request): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer())
  const headers = Object.fromEntries(request.headers)
  const answer = await rawCall(request.url, { headers, ...(body.length > 0 && { body }) })
  return new Response(answer.text, {
    status: answer.status,
    headers: { 'content-type': answer.headers['content-type'] ?? '' },
  })
}

interface LettingIn {
  readonly url: string
  readonly operator: Pick<Headoffice['operator'], 'newEnrolmentCode'>
}

/** A laptop that a running head office has let into a store, speaking HTTP. */
export async function enrolledLaptop(office: LettingIn, storeCode: string) {
  const client = clientOf(office.url)
  const device = createIdentityDevice({
    enrol: (request) => client.enrol(request),
    nonce: (request) => client.nonce(request),
    token: (request) => client.token(request),
    farewell: (request) => client.farewell(request),
  })
  const enrolment = await device.enrol(await office.operator.newEnrolmentCode({ storeCode, ...aStore }))
  return laptopAt(office.url, { device, storeId: enrolment.store.id, token: await device.token() })
}

async function laptopAt(
  url: string,
  who: { readonly device: IdentityDevice; readonly storeId: StoreId; readonly token: string },
) {
  const client = clientOf(url, () => who.token)
  const { epoch } = await client.health()
  return {
    ...who,
    client,
    deviceId: who.device.deviceId,
    epoch,
    /** The same laptop, with the token it has, at a head office that was started again. */
    at: (office: Headoffice) => laptopAt(office.url, who),
    shakeHands: (at: Partial<HandshakeRequest> = {}) =>
      client.handshake({
        protocol: protocolVersion,
        epoch: null,
        cursor: 0,
        hash: '',
        newestReceipt: null,
        waiting: 0,
        ...at,
      }),
    async push(...changeSets: readonly ChangeSet[]) {
      const response = await client.push({ epoch, page: packChangeSets(changeSets) })
      const receipts = unpackReceipts(
        response,
        changeSets.map(({ id }) => id),
      )
      if (receipts === null) throw new Error('The receipts do not fit the page')
      return receipts
    },
    async pull(cursor = 0, limit = 1000) {
      const { page, ...rest } = await client.pull({ epoch, cursor, limit })
      return { ...rest, rows: unpackFeedRows(page) }
    },
  }
}
