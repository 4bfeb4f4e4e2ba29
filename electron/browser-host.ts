import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import { checkNode } from '../bin/check-node.js'
import { createBrowserRequests, openPath } from './browser-host-requests.ts'
import { printWithChromium } from './chromium-printer.ts'
import type { Printed } from './data/host.ts'
import { findBrowser } from './find-browser.ts'
import { listen, loopback } from './listen.ts'
import { createBrowserSessions } from './security/browser-sessions.ts'
import { newSecret } from './security/new-secret.ts'
import { createStaticFiles } from './security/static-files.ts'
import { after } from './timer.ts'

/** The largest thing a page sends is a catalogue to import. */
const largestMessageBytes = 32 * 1024 * 1024

export interface BrowserHostOptions {
  /** The folder that holds `out/`, `packs/` and `db/migrations/`. */
  readonly root: string
  /** The laptop's data folder. */
  readonly folder: string
  /** 0 for a free one. */
  readonly port: number
  readonly demo: boolean
  readonly log: Logger
  readonly findBrowser?: () => string | null
}

export interface BrowserHost {
  /** The first address: it opens the showroom once. */
  readonly url: string
  readonly port: number
  /** A new one-time address; the one before it stops working, windows that are open stay open. */
  readonly newUrl: () => string
  readonly close: () => Promise<void>
}

/**
 * Runs the data service behind HTTP and a WebSocket on this machine only, and serves the built page to a browser.
 * @throws Refusal PORT_IN_USE, PORT_NOT_ALLOWED, and as `openLaptop` does
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  // Before anything loads better-sqlite3, which ends an old Node without a word; hence the import below is a late one.
  checkNode()
  const { openLaptop } = await import('./data/open-laptop.ts')
  const { log } = options
  const sessions = createBrowserSessions(newSecret)
  let authority = ''
  const files = createStaticFiles({
    folder: join(options.root, 'out', 'renderer'),
    newNonce: newSecret,
    connect: () => [`ws://${authority}`],
  })
  const requests = createBrowserRequests({ authority: () => authority, sessions, files })

  const printPage = async (path: string): Promise<Printed> => {
    const program = (options.findBrowser ?? findBrowser)()
    if (program === null) return { type: 'no-browser' }
    const secret = sessions.open()
    try {
      const cookie = { name: requests.cookieName(), value: secret }
      const isRoot = process.getuid?.() === 0
      const page = { url: `http://${authority}${path}`, cookie }
      return { type: 'pdf', bytes: await printWithChromium(program, page, { after, isRoot }) }
    } catch (err) {
      log.error({ err }, 'printing failed')
      return { type: 'failed' }
    } finally {
      sessions.close(secret)
    }
  }

  const server = createServer((request, response) => {
    requests.answer(request, response).catch((err: unknown) => {
      log.error({ err }, 'a request failed')
      response.destroy()
    })
  })
  const port = await listen(server, options.port)
  authority = `${loopback}:${port}`

  const { laptop, router, options: routing } = openData()
  function openData() {
    try {
      return openLaptop({ ...options, host: { kind: 'browser', printPage }, sealer: null })
    } catch (refusal) {
      server.close()
      throw refusal
    }
  }

  const handler = new RPCHandler(router, routing)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes })
  server.on('upgrade', (request, socket: Duplex, head) => {
    socket.on('error', () => socket.destroy())
    if (!requests.mayCall(request))
      return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // ws has closed the line by then; the page opens another.
      webSocket.on('error', (err) => log.warn({ err }, 'a page sent what could not be read'))
      handler.upgrade(webSocket).catch((err: unknown) => log.error({ err }, 'a page could not be connected'))
    })
  })

  const newUrl = (): string => `http://${authority}${openPath}?token=${sessions.issueToken()}`
  return {
    url: newUrl(),
    port,
    newUrl,
    close: async () => {
      for (const webSocket of sockets.clients) webSocket.terminate()
      server.closeAllConnections()
      server.close()
      await laptop.close()
    },
  }
}
