import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorCode } from '../contract/errors.ts'
import type { BrowserSessions } from './security/browser-sessions.ts'
import { goOnPage, plainPage } from './security/plain-page.ts'
import type { StaticFiles } from './security/static-files.ts'

/** Where a one-time address leads. */
export const openPath = '/open'
/** Where the page's calls go. */
export const callPath = '/rpc'

/** Answers the browser host's HTTP requests and says who may open a socket. */
export interface BrowserRequests {
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  readonly mayCall: (request: IncomingMessage) => boolean
  readonly cookieName: () => string
}

/** @param deps.authority the only `Host` served, e.g. `127.0.0.1:49152`: another site's name for this machine is not it */
export function createBrowserRequests(deps: {
  readonly authority: () => string
  readonly sessions: BrowserSessions
  readonly files: StaticFiles
}): BrowserRequests {
  const { sessions, files } = deps
  // Cookies are shared by all ports of one address: the port in the name keeps two Northstars apart.
  const cookieName = (): string => `northstar-${deps.authority().split(':')[1]}`
  const hasSession = (request: IncomingMessage): boolean =>
    sessions.isOpen(readCookie(request.headers.cookie, cookieName()))
  const isForUs = (request: IncomingMessage): boolean => request.headers.host === deps.authority()

  const bare = (status: number, headers: Readonly<Record<string, string>> = {}): Answer => {
    const { headers: usual, body } = files.page('')
    return { status, headers: { ...usual, ...headers }, body }
  }
  const refuse = (code: ErrorCode): Answer => ({
    ...files.page(plainPage({ code, detail: {}, action: null })),
    status: 403,
  })
  const letIn = (token: string, request: IncomingMessage): Answer => {
    // The same address opened twice in one browser is no reason to send its owner away.
    if (hasSession(request)) return bare(303, { location: '/' })
    const secret = sessions.exchange(token)
    if (secret === null) return refuse('ADDRESS_ALREADY_USED')
    const { status, headers, body } = files.page(goOnPage('/'))
    // No redirect: after a click on another site's page the browser would follow it without this cookie, and the
    // token would be spent for nothing. From a page of our own it goes on as itself.
    const cookie = `${cookieName()}=${secret}; Path=/; HttpOnly; SameSite=Strict`
    return { status, headers: { ...headers, 'set-cookie': cookie }, body }
  }
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    if (!isForUs(request)) return bare(421)
    if (request.method !== 'GET' && request.method !== 'HEAD') return bare(405, { allow: 'GET, HEAD' })
    const { path, query } = splitTarget(request.url ?? '/')
    if (path === openPath) return letIn(new URLSearchParams(query).get('token') ?? '', request)
    return hasSession(request) ? files.answer(path) : refuse('ADDRESS_NEEDED')
  }

  return {
    cookieName,
    mayCall: (request) =>
      isForUs(request) &&
      request.headers.origin === `http://${deps.authority()}` &&
      request.url === callPath &&
      hasSession(request),
    answer: async (request, response) => {
      const { status, headers, body } = await answer(request)
      response.writeHead(status, { ...headers, 'content-length': body.byteLength }).end(body)
    },
  }
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Splits by hand: `new URL` would tidy a path that climbs before anyone has looked at it. */
function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const at = target.indexOf('?')
  return at === -1 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) }
}

function readCookie(header: string | undefined, name: string): string | undefined {
  return header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)
}
