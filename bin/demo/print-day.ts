import { get } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { Logger } from 'pino'
import { WebSocket } from 'ws'
import type { BusinessDay } from '../../core/market/business-day.ts'
import type { Language } from '../../core/market/language.ts'
import { startBrowserHost } from '../../electron/browser-host.ts'
import { callPath } from '../../electron/browser-host-requests.ts'
import { type Showroom, signInManager, withDeadline } from './showroom-line.ts'

/**
 * Prints the day as a person in a browser would: opens the browser host on the laptop's folder, goes in by its one-time
 * address and asks it to print. The page must be built and nothing else may have the folder open.
 */
export async function printDay(options: {
  readonly root: string
  readonly folder: string
  readonly businessDay: BusinessDay
  readonly language: Language
  readonly log: Logger
}): Promise<Awaited<ReturnType<Showroom['reports']['print']>>> {
  const { businessDay, language } = options
  const host = await startBrowserHost({ ...options, port: 0, demo: true })
  try {
    const authority = `127.0.0.1:${host.port}`
    const socket = new WebSocket(`ws://${authority}${callPath}`, {
      headers: { cookie: await sessionCookie(host.url), origin: `http://${authority}` },
    })
    socket.binaryType = 'arraybuffer'
    if (!isLinkSocket(socket)) throw new Error('This ws is not the WebSocket that the link speaks over')
    const showroom = createORPCClient<Showroom>(withDeadline(new RPCLink({ websocket: socket })))
    try {
      await untilOpen(showroom)
      await signInManager(showroom)
      return await showroom.reports.print({ businessDay, language })
    } finally {
      socket.close()
    }
  } finally {
    await host.close()
  }
}

/** The host answers before the laptop's data is open, and says how far it is. */
async function untilOpen(showroom: Showroom): Promise<void> {
  for (;;) {
    const { type } = await showroom.laptop.state()
    if (type === 'open') return
    if (type !== 'working') throw new Error(`The demo's data is not open: ${type}`)
    await setTimeout(pollMs)
  }
}
const pollMs = 50

type LinkSocket = Pick<
  globalThis.WebSocket,
  'addEventListener' | 'removeEventListener' | 'send' | 'readyState' | 'close'
>

/** ws speaks like a browser's socket, but its types name Node's events. */
function isLinkSocket(socket: object): socket is LinkSocket {
  return ['addEventListener', 'removeEventListener', 'send', 'readyState', 'close'].every(
    (member) => member in socket,
  )
}

/** Goes in by the one-time address and comes back with the session's cookie. */
function sessionCookie(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      response.resume()
      const cookie = response.headers['set-cookie']?.[0]?.split(';')[0]
      if (cookie === undefined) reject(new Error(`The browser host let nobody in (${response.statusCode})`))
      else resolve(cookie)
    }).on('error', reject)
  })
}
