import { createServer } from 'node:http'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { createHeadofficeClient } from './headoffice-client.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A head office that refuses every call as its door does. */
async function refusing(status: number, code: string, headers: Readonly<Record<string, string>> = {}) {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify({ defined: false, code, status, message: code }))
  })
  await promisify((done: () => void) => server.listen(0, '127.0.0.1', done))()
  closing.push(() => server.close().closeAllConnections())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return createHeadofficeClient(`http://127.0.0.1:${port}`, { token: async () => 'token' })
}

test.each([
  [400, 'BODY_NOT_READABLE', 'line-broke'],
  [400, 'DIGEST_NEEDED', 'line-broke'],
  [408, 'TOO_SLOW_A_BODY', 'line-broke'],
  [413, 'BODY_TOO_LARGE', 'line-broke'],
  [413, 'PAGE_TOO_LARGE', 'line-broke'],
  [401, 'TOKEN_NOT_GOOD', 'troubled'],
  [500, 'BUG', 'troubled'],
  [404, 'NOT_FOUND', 'not-headoffice'],
])('an answer of %i %s is taken for what it says: %s', async (status, code, failure) => {
  const client = await refusing(status, code)
  await expect(client.digest({ epoch: 'epoch' }, AbortSignal.timeout(5000))).rejects.toMatchObject({
    failure,
  })
})

test.each([
  ['BUSY', 'busy'],
  ['CLOSING', 'busy'],
  ['NOT_OPEN_YET', 'headoffice-down'],
])('head office that says %s is %s, and left alone for as long as it asks', async (code, failure) => {
  const client = await refusing(503, code, { 'retry-after': '3' })
  await expect(client.digest({ epoch: 'epoch' }, AbortSignal.timeout(5000))).rejects.toMatchObject({
    failure,
    retryAfterMs: 3000,
  })
  const other = await refusing(503, code)
  await expect(other.digest({ epoch: 'epoch' }, AbortSignal.timeout(5000))).rejects.toMatchObject({
    failure,
    retryAfterMs: null,
  })
})
