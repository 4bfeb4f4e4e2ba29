import { MessageChannel } from 'node:worker_threads'
import { type ClientLink, createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { RPCHandler } from '@orpc/server/message-port'
import type { showroomContract } from '../../contract/showroom.ts'
import { demoPin } from '../../electron/data/demo-pin.ts'
import type { DataService } from '../../electron/data/service.ts'

/** The contract as a page calls it. */
export type Showroom = ContractRouterClient<typeof showroomContract>
type Link = ClientLink<Record<never, never>>

const longestCallMs = 60_000

/** Speaks to the data service as a page does: through its contract, over a message channel. */
export function openShowroomLine(router: DataService['router']): {
  readonly showroom: Showroom
  readonly close: () => void
} {
  const { port1: service, port2: page } = new MessageChannel()
  new RPCHandler(router).upgrade(service)
  service.start()
  page.start()
  return {
    showroom: createORPCClient<Showroom>(withDeadline(new RPCLink({ port: page }))),
    close() {
      page.close()
      service.close()
    },
  }
}

/** Signs in the demo's manager, with the PIN that it says openly. */
export async function signInManager(showroom: Showroom): Promise<void> {
  const { people } = await showroom.session.state()
  const manager = people.find(({ role }) => role === 'manager')
  if (!manager) throw new Error('The demo has no manager')
  await showroom.session.signIn({ consultantId: manager.id, pin: demoPin })
}

/** A call made after its line has closed never settles by itself: each gets a time limit. */
export function withDeadline(link: Link): Link {
  return {
    async call(path, input, options) {
      const limit = Promise.withResolvers<never>()
      const timer = setTimeout(
        () => limit.reject(new Error(`${path.join('.')} was not answered in ${longestCallMs} ms`)),
        longestCallMs,
      )
      try {
        return await Promise.race([link.call(path, input, options), limit.promise])
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
