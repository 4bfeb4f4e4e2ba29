import type { Clock } from '../../core/clock.ts'
import { type FeedPage, handshakeSchema } from '../../core/sync/protocol.ts'
import { type CallFailure, HeadofficeFailure } from './call-failure.ts'
import { createContractClient, type HeadofficeClient } from './headoffice-client.ts'
import type { Network } from './network.ts'
import type { Lane } from './sync-client.ts'

/** The laptop's networks as a test says they are. */
export function fakeNetwork() {
  let changed: (() => void) | null = null
  const fake: Network & { up: boolean; metered: boolean; readonly change: () => void } = {
    up: true,
    metered: false,
    isUp: () => fake.up,
    looksMetered: () => fake.metered,
    watch: (tell: () => void) => {
      changed = tell
    },
    stop: () => {},
    change: () => changed?.(),
  }
  return fake
}

const wholePage = (cursor: number): FeedPage => ({ rows: [], cursor, hash: '', end: true, digest: null })

const noContract = createContractClient('https://headoffice.example', {
  fetch: () => Promise.reject(new Error('not called here')),
})

/** A line to a head office that takes everything, fails in a named way, or keeps one waiting. */
export function fakeLine(clock: Clock) {
  let gate: { readonly wait: Promise<void>; readonly open: () => void } | null = null
  const calls: string[] = []
  let seq = 0
  let under = 0
  let mostUnder = 0
  interface Fake {
    readonly calls: readonly string[]
    readonly pages: FeedPage[]
    failing: CallFailure | Error | null
    welcome: object
    offsetMs: number
    holdsLanes: boolean
    lane: Lane | null
    readonly mostUnder: () => number
    readonly close: () => void
    readonly open: () => void
    client: HeadofficeClient
  }
  const through = async <T>(name: string, answer: () => T): Promise<T> => {
    calls.push(name)
    under += 1
    mostUnder = Math.max(mostUnder, under)
    await gate?.wait
    under -= 1
    if (fake.failing instanceof Error) throw fake.failing
    if (fake.failing !== null) throw new HeadofficeFailure(fake.failing, 'failing')
    return answer()
  }
  const client: HeadofficeClient = {
    encodeFor: () => {},
    call: (signal, ask) => ask(noContract, { signal, context: {} }),
    handshake: () =>
      through('handshake', () =>
        handshakeSchema.parse({
          type: 'welcome',
          epoch: 'e',
          mark: 'durable',
          newEpoch: false,
          seq,
          now: clock() + fake.offsetMs,
          encodings: [],
          documents: [],
          ...fake.welcome,
        }),
      ),
    push: async ({ changeSets }, _signal, sendAfter) => {
      await sendAfter
      return through('push', () => ({
        receipts: changeSets.map(({ id }) => ({
          changeSetId: id,
          outcome: 'accepted' as const,
          seq: ++seq,
          mark: 'durable' as const,
          receivedAt: clock(),
          reason: null,
        })),
      }))
    },
    pull: ({ cursor }) => through('pull', () => fake.pages.shift() ?? wholePage(cursor)),
    digest: () => through('digest', () => ({ seq, buckets: new Map() })),
    repair: () => through('repair', () => ({ seq, rows: [] })),
  }
  const fake: Fake = {
    calls,
    /** What is fed by the next pulls, one page each; nothing after them. */
    pages: [],
    failing: null,
    welcome: {},
    offsetMs: 0,
    holdsLanes: false,
    /** What goes after the records in place of nothing. */
    lane: null,
    mostUnder: () => mostUnder,
    close() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = { wait: promise, open: resolve }
    },
    open: () => gate?.open(),
    client,
  }
  return fake
}
