import type { IncomingHttpHeaders } from 'node:http'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { digestOf } from '../http/body-digest.ts'

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
}

export interface RawCall {
  readonly headers?: Readonly<Record<string, string>>
  /** A body makes it a POST. */
  readonly body?: string | Buffer
  /** The certificate to trust. */
  readonly ca?: string
}

/** One HTTP call with exactly these headers and bytes, as no client of ours would make it, and a digest of the bytes. */
export function rawCall(url: string, { headers = {}, body, ca }: RawCall = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const options = {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        ...(body !== undefined && { 'content-digest': digestOf(Buffer.from(body)) }),
        ...headers,
      },
      agent: false as const,
      ...(ca !== undefined && { ca }),
    }
    const call = url.startsWith('https:') ? requestHttps(url, options) : requestHttp(url, options)
    call.on('error', reject)
    call.on('response', (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(pieces)
        const { statusCode: status = 0, headers: answered } = response
        resolve({ status, headers: answered, bytes, text: bytes.toString('utf8') })
      })
    })
    call.end(body)
  })
}
