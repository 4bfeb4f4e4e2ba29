import { type ClientLink, createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink as MessagePortLink } from '@orpc/client/message-port'
import { RPCLink as WebSocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { type Permission, permissions } from '../contract/permissions.ts'
import type { showroomContract } from '../contract/showroom.ts'
import { isAnsweredWhileTurned } from '../contract/while-turned.ts'
import { NotAnswered } from './failure.ts'

/** The contract as the page calls it. */
export type ShowroomClient = ContractRouterClient<typeof showroomContract>
type Link = ClientLink<Record<never, never>>

/** `connecting` before the first line; `lost` when a line was there and is gone. */
export type LineState = 'connecting' | 'connected' | 'lost'

/**
 * Which calls go out: those about the laptop's data itself, those that need nobody signed in, those of what the customer
 * is shown beside them, or all.
 */
export type Admitted = 'laptop' | 'anyone' | 'customer' | 'all'

export type Line = {
  readonly client: ShowroomClient
  readonly state: () => LineState
  /** Tells of each change of state; gives back the way to stop. */
  readonly subscribe: (listener: () => void) => () => void
  /**
   * Lets only these calls out from now on. The others wait, however long it takes, until they are let out as well: a
   * screen that stands under the sign-in asks nothing in vain, and goes on when somebody has signed in.
   */
  readonly admit: (admitted: Admitted) => void
  /** Tells the error code of each call that was refused; gives back the way to stop. */
  readonly onRefused: (listener: (code: string) => void) => () => void
}

const defaultTimeoutMs = 15_000
const longTimeoutMs = 120_000
/** How soon a call is made again that was refused because the screen is turned to the customer. */
const turnedPauseMs = 1_000
const longCalls: ReadonlySet<string> = new Set([
  'access.verify',
  'backups.make',
  'customers.erase',
  'enrolment.enrol',
  'enrolment.join',
  'enrolment.rotate',
  'laptop.choosePassphrase',
  'laptop.open',
  'laptop.restore',
  'reports.export',
  'reports.print',
  'takeHome.page',
  'takeHome.print',
  'setup.complete',
  'sync.now',
])

/** These take as long as they take: they tell how far they are, and can be cancelled. They end with the line. */
const unlimitedCalls: ReadonlySet<string> = new Set([
  'imports.look',
  'imports.plan',
  'imports.run',
  'imports.undo',
])

const permissionByCall: ReadonlyMap<string, Permission> = new Map(
  Object.entries(permissions).flatMap(([group, calls]) =>
    Object.entries(calls).map(([name, permission]): [string, Permission] => [`${group}.${name}`, permission]),
  ),
)

function isAdmitted(path: readonly string[], admitted: Admitted): boolean {
  if (admitted === 'all' || path[0] === 'laptop') return true
  if (admitted === 'laptop') return false
  if (admitted === 'customer') return isAnsweredWhileTurned(path, true)
  return permissionByCall.get(path.join('.')) === 'anyone'
}

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
  let admitted: Admitted = 'all'
  let admission = waiting<void>()
  const listeners = new Set<() => void>()
  const refusalListeners = new Set<(code: string) => void>()

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
  async function untilAdmitted(path: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    const aborted = waiting<never>()
    const abort = () => aborted.reject(new NotAnswered())
    signal?.addEventListener('abort', abort)
    try {
      while (!isAdmitted(path, admitted)) await Promise.race([admission.promise, aborted.promise])
    } finally {
      signal?.removeEventListener('abort', abort)
    }
  }
  /**
   * Where another window turned the screen to the customer before this one knew it, the call did nothing and waits like
   * any other of the screens.
   */
  async function untilTurnedBack(path: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    const pause = waiting<void>()
    const timer = setTimeout(pause.resolve, turnedPauseMs)
    await Promise.race([admission.promise, pause.promise])
    clearTimeout(timer)
    if (signal?.aborted) throw new NotAnswered()
    if (!isAdmitted(path, admitted)) await untilAdmitted(path, signal)
  }
  const swapping: Link = {
    call: async (path, input, options) => {
      if (!isAdmitted(path, admitted)) await untilAdmitted(path, options.signal)
      for (;;) {
        try {
          return await callOnce(path, input, options)
        } catch (error) {
          const waits = error instanceof ORPCError && error.code === 'TURNED_TO_CUSTOMER'
          if (!waits || isAdmitted(path, 'customer')) throw error
          await untilTurnedBack(path, options.signal)
        }
      }
    },
  }
  const callOnce: Link['call'] = async (path, input, options) => {
    const limit = waiting<never>()
    const ms = longCalls.has(path.join('.')) ? Math.max(longTimeoutMs, timeoutMs) : timeoutMs
    const timer = setTimeout(() => limit.reject(new NotAnswered()), ms)
    try {
      const { link, gone } = await Promise.race([next.promise, limit.promise])
      if (unlimitedCalls.has(path.join('.'))) clearTimeout(timer)
      return await Promise.race([link.call(path, input, options), gone.promise, limit.promise])
    } catch (error) {
      if (error instanceof ORPCError) for (const listener of refusalListeners) listener(String(error.code))
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    client: createORPCClient<ShowroomClient>(swapping),
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    admit: (which) => {
      if (admitted === which) return
      admitted = which
      const before = admission
      admission = waiting<void>()
      before.resolve()
    },
    onRefused: (listener) => {
      refusalListeners.add(listener)
      return () => refusalListeners.delete(listener)
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
