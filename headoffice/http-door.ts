import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { BodyLimitPlugin } from '@orpc/server/node'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { Logger } from 'pino'
import { headofficeContract } from '../contract/headoffice.ts'
import { portRefusal } from '../contract/port-refusal.ts'
import type { Router } from './router.ts'

/** Head office listens on loopback only until laptops are enrolled. */
const host = '127.0.0.1'
const maxBodyBytes = 8_000_000

export interface HttpDoor {
  readonly url: string
  /** Answers with the router from now on; calls that come before it are told to come again. */
  readonly serve: (router: Router) => void
  /** Takes no more calls and resolves when those under way are answered. */
  readonly close: () => Promise<void>
}

/**
 * Takes the port on this machine only, before there is anything to serve: a port that cannot be had leaves no database.
 * @param port 0 for a free one
 * @throws Refusal PORT_IN_USE, PORT_NOT_ALLOWED
 */
export async function openHttpDoor(port: number, log: Logger): Promise<HttpDoor> {
  let handler: OpenAPIHandler<Record<never, never>> | null = null
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'a call could not be answered')
      if (!response.headersSent) refuse(response, 500, 'BUG')
      else response.destroy()
    })
  })

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const problem = problemWith(request, server)
    if (problem) return refuse(response, problem.status, problem.code)
    if (handler === null) return refuse(response, 503, 'NOT_OPEN_YET')
    if (request.method === 'GET' && request.url === '/openapi.json')
      return send(response, 200, await describeContract())
    const { matched } = await handler.handle(request, response)
    if (!matched) refuse(response, 404, 'NOT_FOUND')
  }

  await listen(server, port)
  return {
    url: `http://${host}:${portOf(server)}`,
    serve(router) {
      handler = new OpenAPIHandler(router, { plugins: [new BodyLimitPlugin({ maxBodySize: maxBodyBytes })] })
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeIdleConnections()
      }),
  }
}

/** A page in some browser must not reach head office through this machine: names, origins and forms are checked. */
function problemWith(
  request: IncomingMessage,
  server: Server,
): { readonly status: number; readonly code: string } | null {
  const names = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${portOf(server)}`)
  if (!names.includes(request.headers.host ?? '')) return { status: 421, code: 'HOST_NOT_ACCEPTED' }
  if (request.headers.origin !== undefined) return { status: 403, code: 'ORIGIN_NOT_ACCEPTED' }
  const isJson = /^application\/json(;|$)/i.test(request.headers['content-type'] ?? '')
  if (request.method === 'POST' && !isJson) return { status: 415, code: 'JSON_ONLY' }
  return null
}

const refuse = (response: ServerResponse, status: number, code: string) =>
  send(response, status, { code, status, message: code })

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

function describeContract(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  return generator.generate(headofficeContract, { info: { title: 'Northstar head office', version: '1' } })
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(portRefusal(cause, port)))
    server.listen({ host, port, exclusive: true }, resolve)
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new Error('The server is not listening on a port')
  return address.port
}
