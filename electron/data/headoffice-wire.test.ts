import { createHash } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { contentDigest } from '../../core/sync/content-digest.ts'
import { HeadofficeFailure } from './call-failure.ts'
import { createHeadofficeWire, type WireLimits } from './headoffice-wire.ts'

const limits: WireLimits = { connectMs: 400, silenceMs: 300, answerBytes: 100_000 }
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  await promisify((done: () => void) => server.listen(0, '127.0.0.1', done))()
  closing.push(() => {
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}
const serving = (answer: RequestListener) => listening(createServer(answer))
const json = { 'content-type': 'application/json' }
/** Headers of an answer as head office gives it. */
const saying = (body: string | Uint8Array) => ({
  ...json,
  'content-digest': contentDigest(createHash('sha256').update(body).digest('base64')),
})
const post = (url: string, body: unknown, signal?: AbortSignal) =>
  new Request(url, { method: 'POST', body: JSON.stringify(body), headers: json, ...(signal && { signal }) })

async function failureOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof HeadofficeFailure)) throw new Error(`not a failure: ${String(error)}`)
  return error.failure
}

describe('what is sent', () => {
  test('is compressed once head office has said how, and not before; short calls never', async () => {
    const seen: (string | undefined)[] = []
    const url = await serving((request, response) => {
      seen.push(request.headers['content-encoding'])
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const raw = Buffer.concat(parts)
        const body = request.headers['content-encoding'] === 'br' ? zlib.brotliDecompressSync(raw) : raw
        response.writeHead(200, saying(body)).end(body)
      })
    })
    const wire = createHeadofficeWire(limits)
    const long = { text: 'Ayesha '.repeat(500) }
    expect(await (await wire.fetch(post(url, long))).json()).toEqual(long)
    wire.encodeFor(['gzip', 'br'])
    expect(await (await wire.fetch(post(url, long))).json()).toEqual(long)
    expect(await (await wire.fetch(post(url, { text: 'short' }))).json()).toEqual({ text: 'short' })
    expect(seen).toEqual([undefined, 'br', undefined])
  })

  test('goes once more when a connection that was kept is gone', async () => {
    let calls = 0
    const url = await serving((request, response) => {
      calls += 1
      request.resume()
      // The second call on a connection meets its end, as when head office was restarted between the two.
      if (calls === 2) return request.socket.destroy()
      response.writeHead(200, saying('{}')).end('{}')
    })
    const wire = createHeadofficeWire(limits)
    await wire.fetch(post(url, {}))
    await new Promise((resolve) => setImmediate(resolve))
    expect((await wire.fetch(post(url, {}))).status).toBe(200)
    expect(calls).toBe(3)
  })
})

describe('what comes', () => {
  test.each(['zstd', 'br', 'gzip'] as const)('is decompressed from %s', async (encoding) => {
    const compress = { zstd: zlib.zstdCompressSync, br: zlib.brotliCompressSync, gzip: zlib.gzipSync }
    const url = await serving((_, response) => {
      const body = compress[encoding](Buffer.from('{"name":"نام"}'))
      response.writeHead(200, { ...saying(body), 'content-encoding': encoding }).end(body)
    })
    const response = await createHeadofficeWire(limits).fetch(new Request(url))
    expect(await response.json()).toEqual({ name: 'نام' })
  })

  test.each(['zstd', 'br', 'gzip'] as const)('is not inflated beyond its limit from %s', async (encoding) => {
    const compress = { zstd: zlib.zstdCompressSync, br: zlib.brotliCompressSync, gzip: zlib.gzipSync }
    const bomb = compress[encoding](Buffer.alloc(50_000_000))
    const url = await serving((_, response) => {
      response.writeHead(200, { ...saying(bomb), 'content-encoding': encoding }).end(bomb)
    })
    expect(await failureOf(createHeadofficeWire(limits).fetch(new Request(url)))).toBe('not-headoffice')
  })

  test('may take any time while something moves', async () => {
    const url = await serving((_, response) => {
      response.writeHead(200, saying(`${' '.repeat(80)}{}`))
      let left = 8
      const drip = setInterval(() => {
        response.write(' '.repeat(10))
        left -= 1
        if (left > 0) return
        clearInterval(drip)
        response.end('{}')
      }, 100)
    })
    const began = performance.now()
    expect((await createHeadofficeWire(limits).fetch(new Request(url))).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThan(limits.silenceMs * 2)
  })
})

describe('what was damaged on its way', () => {
  test.each(['zstd', 'br', 'gzip', null] as const)('is not read, whole or in %s', async (encoding) => {
    const compress = { zstd: zlib.zstdCompressSync, br: zlib.brotliCompressSync, gzip: zlib.gzipSync }
    const plain = Buffer.from('{"name":"Ayesha","phone":"+923001234567"}')
    const body = encoding === null ? plain : compress[encoding](plain)
    const headers = { ...saying(body), ...(encoding !== null && { 'content-encoding': encoding }) }
    let at = 0
    const url = await serving((_, response) => {
      const damaged = Buffer.from(body)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      response.writeHead(200, headers).end(damaged)
    })
    const wire = createHeadofficeWire(limits)
    for (; at < body.length; at += 1) expect(await failureOf(wire.fetch(new Request(url)))).toBe('line-broke')
  })

  test('a no is not read either, and where it says nothing of itself it may be a proxy’s', async () => {
    const no = JSON.stringify({ code: 'DEVICE_REVOKED' })
    const damaged = await serving((_, response) => {
      response.writeHead(403, saying(no)).end(no.replace('REVOKED', 'REVOKEE'))
    })
    expect(await failureOf(createHeadofficeWire(limits).fetch(new Request(damaged)))).toBe('line-broke')
    const ofProxy = await serving((_, response) => {
      response.writeHead(403, json).end('{"error":"not allowed"}')
    })
    expect((await createHeadofficeWire(limits).fetch(new Request(ofProxy))).status).toBe(403)
  })

  test('an answer that does not say what it was is nobody’s that can be believed', async () => {
    const url = await serving((_, response) => {
      response.writeHead(200, json).end('{}')
    })
    expect(await failureOf(createHeadofficeWire(limits).fetch(new Request(url)))).toBe('not-headoffice')
  })

  test('what is sent says what it was, as it travels', async () => {
    const heard: boolean[] = []
    const url = await serving((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const said = saying(Buffer.concat(parts))['content-digest']
        heard.push(request.headers['content-digest'] === said)
        response.writeHead(200, saying('{}')).end('{}')
      })
    })
    const wire = createHeadofficeWire(limits)
    await wire.fetch(post(url, { text: 'short' }))
    wire.encodeFor(['zstd', 'br'])
    await wire.fetch(post(url, { text: 'Ayesha '.repeat(500) }))
    expect(heard).toEqual([true, true])
  })
})

describe('a call that comes to nothing says why', () => {
  const answer = (status: number, headers: Record<string, string>, body = '') =>
    serving((_, response) => {
      response.writeHead(status, headers).end(body)
    })
  const call = (url: string) => failureOf(createHeadofficeWire(limits).fetch(new Request(url)))
  const html = { 'content-type': 'text/html' }

  test.each([
    ['a Wi-Fi’s page to sign in on', 200, html, 'captive'],
    ['a way to such a page', 302, { location: 'http://wifi.example/', ...html }, 'captive'],
    ['a network that demands a sign-in', 511, html, 'captive'],
    ['a proxy with nothing behind it', 502, html, 'headoffice-down'],
    ['some other program', 200, { 'content-type': 'text/plain' }, 'not-headoffice'],
    ['an encoding nobody asked for', 200, { ...json, 'content-encoding': 'compress' }, 'not-headoffice'],
  ])('from %s', async (_, status, headers, failure) => {
    expect(await call(await answer(status, headers))).toBe(failure)
  })

  test('and for how long head office wants to be left alone', async () => {
    const url = await answer(429, { ...json, 'retry-after': '7' })
    await expect(createHeadofficeWire(limits).fetch(new Request(url))).rejects.toMatchObject({
      failure: 'busy',
      retryAfterMs: 7_000,
    })
  })

  test('where nobody listens', async () => {
    const url = await serving(() => {})
    for (const close of closing.splice(0)) close()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await call(url)).toBe('headoffice-down')
  })

  test('where the name is not found', async () => {
    expect(await call('http://headoffice.invalid')).toBe('no-internet')
  })

  test('where something listens that does not speak HTTP', async () => {
    const url = await listening(
      createTcpServer((socket) => socket.once('data', () => socket.end('500 no\r\n'))),
    )
    expect(await call(url)).toBe('not-headoffice')
  })

  test('where it broke off in the middle, and where it fell silent', async () => {
    const broken = await serving((_, response) => {
      response.writeHead(200, { ...saying('{}'), 'content-length': '100' })
      response.write('{"a":')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await call(broken)).toBe('line-broke')
    const silent = await serving((_, response) => {
      response.writeHead(200, { ...saying('{}'), 'content-length': '100' })
      response.write('{"a":')
    })
    expect(await call(silent)).toBe('line-broke')
    const mute = await listening(createTcpServer(() => {}))
    expect(await call(mute)).toBe('line-broke')
  })

  test('and is let go of at once when it is called off', async () => {
    const url = await serving(() => {})
    const callOff = new AbortController()
    const under = createHeadofficeWire(limits).fetch(post(url, {}, callOff.signal))
    callOff.abort(new Error('stopping'))
    await expect(under).rejects.toThrow('stopping')
  })
})
