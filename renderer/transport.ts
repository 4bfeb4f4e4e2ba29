import { type ClientLink, createORPCClient } from '@orpc/client'
import { RPCLink as MessagePortLink } from '@orpc/client/message-port'
import { RPCLink as WebSocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { showroomContract } from '../contract/showroom.ts'
import { NotAnswered } from './failure.ts'

/** The contract as the page calls it. */
export type ShowroomClient = ContractRouterClient<typeof showroomContract>
type Link = ClientLink<Record<never, never>>

/** `connecting` before the first line; `lost` when a line was there and is gone. */
export type LineState = 'connecting' | 'connected' | 'lost'

export type Line = {
  readonly client: ShowroomClient
  readonly state: () => LineState
  /** Tells of each change of state; gives back the way to stop. */
  readonly subscribe: (listener: () => void) => () => void
}

const defaultTimeoutMs = 15_000
const longTimeoutMs = 120_000
const longCalls: ReadonlySet<string> = new Set([
  'catalogue.importCsv',
  'reports.export',
  'reports.print',
  'sync.now',
])

/**
 * One client over a link that can be swapped. Every call gets a time limit, and a call in flight when its link
 * goes away is refused at once: oRPC never settles a call whose port has closed. A call made while there is no
 * link waits for one until its time is over.
 */
export function createLine(timeoutMs = defaultTimeoutMs): Line & {
  /** Puts a link in place of the present one; gives back the way to say that this very link is gone. */
  readonly connect: (link: Link) => () => void
} {
  let state: LineState = 'connecting'
  let next = waiting<Connected>()
  const listeners = new Set<() => void>()

  function enter(entered: LineState) {
    if (state === entered) return
    state = entered
    for (const listener of listeners) listener()
  }
  let current: Connected | null = null
  function lose(connected: Connected) {
    if (current !== connected) return
    current = null
    next = waiting<Connected>()
    connected.gone.reject(new NotAnswered())
    enter('lost')
  }
  const swapping: Link = {
    call: async (path, input, options) => {
      const limit = waiting<never>()
      const ms = longCalls.has(path.join('.')) ? Math.max(longTimeoutMs, timeoutMs) : timeoutMs
      const timer = setTimeout(() => limit.reject(new NotAnswered()), ms)
      try {
        const { link, gone } = await Promise.race([next.promise, limit.promise])
        return await Promise.race([link.call(path, input, options), gone.promise, limit.promise])
      } finally {
        clearTimeout(timer)
      }
    },
  }
  return {
    client: createORPCClient<ShowroomClient>(swapping),
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    connect: (link) => {
      if (current !== null) lose(current)
      const connected = { link, gone: waiting<never>() }
      current = connected
      next.resolve(connected)
      enter('connected')
      return () => lose(connected)
    },
  }
}

/** The line over `ws://host/rpc`, tried again for ever with growing pauses of at most `maxPauseMs`. */
export function createWebSocketLine(address: string, maxPauseMs = 3_000): Line {
  const line = createLine()
  let pauseMs = 200
  function open() {
    const socket = new WebSocket(address)
    socket.binaryType = 'blob'
    let lose: (() => void) | null = null
    socket.addEventListener('open', () => {
      pauseMs = 200
      lose = line.connect(new WebSocketLink({ websocket: socket }))
    })
    socket.addEventListener('close', () => {
      lose?.()
      setTimeout(open, pauseMs)
      pauseMs = Math.min(pauseMs * 2, maxPauseMs)
    })
  }
  open()
  return line
}

/**
 * The line over the port that the preload script hands to the page. After a restart of the data process a new port
 * arrives the same way and takes the place of the old one.
 */
export function createMessagePortLine(page: Window): Line {
  const line = createLine()
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports
    if (event.source !== page || !isPortMessage(event.data) || port === undefined) return
    port.addEventListener('close', () => lose())
    const lose = line.connect(new MessagePortLink({ port }))
    port.start()
  })
  return line
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'northstar-port'
}

type Waiting<T> = {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: Error) => void
}

type Connected = { readonly link: Link; readonly gone: Waiting<never> }

/** A promise settled from outside; one that nobody waits for may be rejected without harm. */
function waiting<T>(): Waiting<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}
