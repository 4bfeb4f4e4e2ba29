import type { IncomingMessage } from 'node:http'
import { deviceContract, openContract } from '../../contract/headoffice.ts'
import { updatesPath } from './update-files.ts'

/** `device`: a laptop with a token; `open`: anybody; `service`: what head office says of itself; `file`: an update. */
type RouteKind = 'device' | 'open' | 'service' | 'file' | 'unknown'

export interface Route {
  readonly kind: RouteKind
  /** For logs and metrics: a path of the contract, or one word for all others, never what a stranger asked for. */
  readonly name: string
  /** Whether its body is a few keys at most. */
  readonly isSmall: boolean
}

const routeOf = (
  kind: RouteKind,
  { method = 'POST', path = '' }: { readonly method?: string; readonly path?: string },
): readonly [string, Route] => [
  `${method} ${path}`,
  // A farewell brings all that a revoked laptop had not sent.
  { kind, name: path, isSmall: kind !== 'device' && path !== openContract.farewell['~orpc'].route.path },
]

const routeByCall: ReadonlyMap<string, Route> = new Map([
  ...Object.values(openContract).map((call) => routeOf('open', call['~orpc'].route)),
  ...Object.values(deviceContract).map((call) => routeOf('device', call['~orpc'].route)),
  ...['/ready', '/metrics', '/openapi.json'].map((path) => routeOf('service', { method: 'GET', path })),
])

const unknownRoute: Route = { kind: 'unknown', name: 'unknown', isSmall: true }
const fileRoute: Route = { kind: 'file', name: '/updates', isSmall: true }

/** Which call a request is, told from its method and path alone. */
export function findRoute({ method = '', url = '' }: IncomingMessage): Route {
  const path = url.split('?')[0] ?? ''
  if (method === 'GET' && path.startsWith(updatesPath)) return fileRoute
  return routeByCall.get(`${method} ${path}`) ?? unknownRoute
}
