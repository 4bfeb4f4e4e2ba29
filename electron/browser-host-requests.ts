import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorCode } from '../contract/errors.ts'
import type { BrowserSessions } from './security/browser-sessions.ts'
import { plainPage } from './security/plain-page.ts'
import type { StaticAnswer, StaticFiles } from './security/static-files.ts'

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

/**
 * @param authority the only `Host` that is served, e.g. `127.0.0.1:49152`. A page of another site that has pointed its
 *   own name at this machine sends another.
 */
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

  const letIn = (token: string, request: IncomingMessage, response: ServerResponse): void => {
    if (hasSession(request)) return redirectHome(response, {})
    const secret = sessions.exchange(token)
    if (secret === null) return refuse(response, 'ADDRESS_ALREADY_USED')
    redirectHome(response, {
      'set-cookie': `${cookieName()}=${secret}; Path=/; HttpOnly; SameSite=Strict`,
    })
  }
  const redirectHome = (response: ServerResponse, headers: Readonly<Record<string, string>>): void => {
    response.writeHead(303, { ...files.page('').headers, ...headers, location: '/' }).end()
  }
  const refuse = (response: ServerResponse, code: ErrorCode): void => {
    const { headers, body } = files.page(plainPage({ code, detail: {}, action: null }))
    response.writeHead(403, headers).end(body)
  }

  return {
    cookieName,
    mayCall: (request) =>
      isForUs(request) &&
      request.headers.origin === `http://${deps.authority()}` &&
      request.url === callPath &&
      hasSession(request),
    answer: async (request, response) => {
      if (!isForUs(request)) return void response.writeHead(421).end()
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return void response.writeHead(405, { allow: 'GET, HEAD' }).end()
      const { path, query } = splitTarget(request.url ?? '/')
      if (path === openPath) return letIn(new URLSearchParams(query).get('token') ?? '', request, response)
      if (!hasSession(request)) return refuse(response, 'ADDRESS_NEEDED')
      send(response, await files.answer(path))
    },
  }
}

function send(response: ServerResponse, { status, headers, body }: StaticAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': body.byteLength }).end(body)
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
