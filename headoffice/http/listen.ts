import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import { createSecureContext } from 'node:tls'
import { Refusal } from '../../contract/errors.ts'
import { portRefusal } from '../../contract/port-refusal.ts'
import type { Limits } from './limits.ts'
import { type Front, isLoopback } from './whence.ts'

/** Where head office listens, and who ends TLS. */
export interface ListenOptions {
  /** An address or a name of this machine; loopback unless said. */
  readonly host?: string | undefined
  /** 0 for a free one. */
  readonly port: number
  /** Files in PEM: the certificate with its chain, and its key. */
  readonly certificate?: CertificateFiles | undefined
  /** TLS ends at a proxy on this machine. */
  readonly behindProxy?: boolean
}

export interface CertificateFiles {
  readonly cert: string
  readonly key: string
}

export interface Listening {
  readonly server: Server
  readonly url: string
  readonly front: Front
  /** Reads the certificate's files again; what is open goes on with the old one. @throws Refusal */
  readonly reloadCertificate: () => void
}

/**
 * Takes the port. Nothing is said in the clear beyond this machine.
 * @throws Refusal HEADOFFICE_NEEDS_TLS, HEADOFFICE_PROXY_NOT_HERE, HEADOFFICE_CERTIFICATE_NOT_USABLE,
 * HEADOFFICE_HOST_NOT_HERE, PORT_IN_USE, PORT_NOT_ALLOWED
 */
export async function listen(
  { host = '127.0.0.1', port, certificate, behindProxy = false }: ListenOptions,
  limits: Limits,
  answer: RequestListener,
): Promise<Listening> {
  const loopback = isLoopback(host)
  if (behindProxy && !loopback) throw new Refusal('HEADOFFICE_PROXY_NOT_HERE', { host })
  if (!loopback && certificate === undefined) throw new Refusal('HEADOFFICE_NEEDS_TLS', { host })
  const options = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: Math.min(limits.headersMs, 5000),
  }
  const secure = certificate && createTlsServer({ ...options, ...readCertificate(certificate) }, answer)
  const server = secure ?? createServer(options, answer)
  server.maxConnections = limits.connections
  // Without a listener of its own, Node closes a connection on which nothing moved for so long.
  server.timeout = limits.idleMs
  await take(server, host, port)
  const taken = portOf(server)
  return {
    server,
    url: `${secure ? 'https' : 'http'}://${nameToCall(host)}:${taken}`,
    front: { tls: secure !== undefined, behindProxy, port: taken, loopback },
    reloadCertificate() {
      if (secure && certificate) renew(secure, certificate)
    },
  }
}

function renew(server: TlsServer, files: CertificateFiles): void {
  server.setSecureContext(readCertificate(files))
}

/** @throws Refusal HEADOFFICE_CERTIFICATE_NOT_USABLE, also where key and certificate are not a pair */
function readCertificate({ cert, key }: CertificateFiles) {
  const read = (file: string) => {
    try {
      return readFileSync(file)
    } catch (cause) {
      throw notUsable(file, cause)
    }
  }
  const pair = { cert: read(cert), key: read(key), minVersion: 'TLSv1.2' as const }
  try {
    createSecureContext(pair)
  } catch (cause) {
    throw notUsable(cert, cause)
  }
  return pair
}

function notUsable(file: string, cause: unknown): Refusal {
  const problem = cause instanceof Error ? cause.message : String(cause)
  return new Refusal('HEADOFFICE_CERTIFICATE_NOT_USABLE', { file, problem }, { cause })
}

function take(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        isNotHere(cause)
          ? new Refusal('HEADOFFICE_HOST_NOT_HERE', { host }, { cause })
          : portRefusal(cause, port),
      ),
    )
    server.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port, exclusive: true }, resolve)
  })
}

const isNotHere = (cause: Error) =>
  'code' in cause && /^(EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN)$/.test(String(cause.code))

/** A server on every address is called by this machine's own name for itself. */
function nameToCall(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  if (host === 'localhost') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new Error('The server is not listening on a port')
  return address.port
}

/** An answer that was written may still be on its way out. */
const lastBytesMs = 500

/** Takes no more connections, and closes those that are open. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  const cut = setTimeout(() => server.closeAllConnections(), lastBytesMs)
  await closed
  clearTimeout(cut)
}
