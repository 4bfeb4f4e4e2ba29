import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { CallRefusal } from './call-refusal.ts'

/** Where a call comes from: the caller's address, and whether nothing but this machine is between. */
export interface Whence {
  readonly address: string
  readonly isThisMachine: boolean
}

export interface Front {
  /** This process ends TLS itself. */
  readonly tls: boolean
  /** TLS ends at a proxy on this machine, which says in headers who calls and how. */
  readonly behindProxy: boolean
  readonly port: number
  /** Whether it listens on loopback only. */
  readonly loopback: boolean
}

/** What a proxy's own watch, or a service manager on this machine, asks for without a word about TLS. */
const watchedPaths: readonly (string | undefined)[] = ['/health', '/ready', '/metrics']

/**
 * Who calls, or a refusal. A page in some browser must not reach head office through this machine, so names and
 * origins are checked; and nothing is said in the clear beyond this machine.
 * @throws CallRefusal HOST_NOT_ACCEPTED, ORIGIN_NOT_ACCEPTED, HTTPS_ONLY
 */
export function whenceComes(request: IncomingMessage, front: Front): Whence {
  if (request.headers.origin !== undefined) throw new CallRefusal('ORIGIN_NOT_ACCEPTED')
  const peer = plainAddress(request.socket.remoteAddress)
  if (!front.behindProxy || !isLoopback(peer)) return direct(request, peer, front)
  const proto = lastOf(request.headers['x-forwarded-proto'])
  const forwardedFor = plainAddress(lastOf(request.headers['x-forwarded-for']))
  if (proto === undefined && forwardedFor === '' && isNamedHere(request, front.port))
    return throughNoProxy(request)
  if (proto?.toLowerCase() !== 'https') throw new CallRefusal('HTTPS_ONLY')
  // A proxy that does not say for whom it calls makes all of its callers one, and none of them this machine.
  return { address: isIP(forwardedFor) ? forwardedFor : 'unknown', isThisMachine: false }
}

function direct(request: IncomingMessage, peer: string, front: Front): Whence {
  const isThisMachine = isLoopback(peer)
  if (!front.tls && !isThisMachine) throw new CallRefusal('HTTPS_ONLY')
  if ((front.loopback || !front.tls) && !isNamedHere(request, front.port))
    throw new CallRefusal('HOST_NOT_ACCEPTED')
  return { address: peer, isThisMachine }
}

/** Behind a proxy a call without its headers is someone on this machine, or comes by a proxy that forgets them. */
function throughNoProxy(request: IncomingMessage): Whence {
  if (!watchedPaths.includes(request.url?.split('?')[0])) throw new CallRefusal('HTTPS_ONLY')
  return { address: 'unknown', isThisMachine: false }
}

function isNamedHere(request: IncomingMessage, port: number): boolean {
  const host = request.headers.host ?? ''
  return ['127.0.0.1', 'localhost', '[::1]'].some((name) => host === `${name}:${port}`)
}

/** Whether a name or an address means this machine and no other can reach it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}

/** The one that the nearest proxy wrote: what stands before it, the caller may have made up. */
function lastOf(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === 'string' ? header : header?.join(',')
  return text?.split(',').at(-1)?.trim()
}

const plainAddress = (address: string | undefined) => address?.replace(/^::ffff:/, '') ?? ''

/** What a rate is counted by: a household's whole network has one /64 of IPv6, and can call from each address in it. */
export function rateKey(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length
  return [...groups, ...Array.from({ length: missing }, () => '0'), ...(tail?.split(':') ?? [])]
    .slice(0, 4)
    .join(':')
}
