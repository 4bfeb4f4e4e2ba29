import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { resolve as pathTo } from 'node:path'
import {
  brotliCompressSync,
  brotliDecompressSync,
  gunzipSync,
  gzipSync,
  zstdCompressSync,
  zstdDecompressSync,
} from 'node:zlib'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deviceContract, openContract } from '../contract/headoffice.ts'
import { digestOf } from './http/body-digest.ts'
import { acceptedEncodings } from './http/encodings.ts'
import type { Headoffice, HeadofficeOptions } from './start.ts'
import { headofficeKinds } from './testing/head-offices.ts'
import { enrolledLaptop } from './testing/http-laptop.ts'
import { rawCall } from './testing/raw-call.ts'

const trial = headofficeKinds[0]
if (!trial) throw new Error('no trial head office to test')

const compress = { zstd: zstdCompressSync, br: brotliCompressSync, gzip: gzipSync }
const decompress = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync }

let prepared: Awaited<ReturnType<typeof trial.prepare>>
beforeAll(async () => {
  prepared = await trial.prepare()
})
afterAll(() => prepared.end())

/** A head office of these options for the tests of one `describe`. */
function openFor(options: Partial<HeadofficeOptions>) {
  const held: { office?: Headoffice; laptop?: Awaited<ReturnType<typeof enrolledLaptop>> } = {}
  let stores = 0
  beforeAll(async () => {
    held.office = await prepared.start(options)
  })
  afterAll(() => held.office?.close())
  beforeEach(async () => {
    stores += 1
    held.laptop = await enrolledLaptop(there(held.office), `KHI-${stores}${v7().slice(-4).toUpperCase()}`)
  })
  return { office: () => there(held.office), laptop: () => there(held.laptop) }
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not there yet')
  return value
}

const codeOf = ({ text }: { readonly text: string }): unknown => JSON.parse(text).code
const hello = { protocol: 2, epoch: null, cursor: 0, hash: '', newestReceipt: null, waiting: 0 }

describe('the door on loopback', () => {
  const { office, laptop } = openFor({})
  const bearer = () => ({ authorization: `Bearer ${laptop().token}` })

  test('listens on loopback only', () => {
    expect(new URL(office().url).hostname).toBe('127.0.0.1')
  })

  test.each([
    ['a name that is not this machine', { host: 'evil.example' }, '{}', 421, 'HOST_NOT_ACCEPTED'],
    ['a page in a browser', { origin: 'http://evil.example' }, '{}', 403, 'ORIGIN_NOT_ACCEPTED'],
    ['a form', { 'content-type': 'text/plain' }, '{}', 415, 'JSON_ONLY'],
    ['something that is not JSON', {}, 'not json', 400, 'BODY_NOT_READABLE'],
    ['JSON without end', {}, '['.repeat(10_000), 400, 'BODY_NOT_READABLE'],
    ['an encoding nobody named', { 'content-encoding': 'deflate' }, '{}', 415, 'ENCODING_NOT_ACCEPTED'],
    ['JSON that is not what the call takes', {}, '{}', 400, 'BAD_REQUEST'],
  ])('answers %s with a refusal in JSON', async (_, headers, body, status, code) => {
    const answer = await rawCall(`${office().url}/handshake`, { headers: { ...bearer(), ...headers }, body })
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
    expect(codeOf(answer)).toBe(code)
  })

  test('knows no call but the contract’s, by the method that it has there', async () => {
    for (const path of ['/', '/nothing', '/operator/devices', '/handshake'])
      expect((await rawCall(`${office().url}${path}`)).status).toBe(404)
  })

  test('names each call, and has no answer kept by anybody', async () => {
    const { headers } = await rawCall(`${office().url}/health`)
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers['cache-control']).toBe('no-store, no-transform')
  })

  test('asks for a token before it reads a word, on every call that needs one', async () => {
    for (const {
      '~orpc': { route },
    } of Object.values(deviceContract)) {
      const call = {
        headers: { 'content-encoding': 'deflate' },
        ...(route.method === 'POST' && { body: 'no' }),
      }
      const answer = await rawCall(`${office().url}${route.path}`, call)
      expect([route.path, answer.status, codeOf(answer)]).toEqual([route.path, 401, 'TOKEN_NOT_GOOD'])
    }
  })

  test.each(acceptedEncodings)('takes requests in %s, and answers in it', async (encoding) => {
    const headers = { ...bearer(), 'content-encoding': encoding }
    const body = compress[encoding](JSON.stringify(hello))
    const answer = await rawCall(`${office().url}/handshake`, { headers, body })
    expect(JSON.parse(answer.text)).toMatchObject({ type: 'welcome', encodings: ['zstd', 'br', 'gzip'] })
    const long = await rawCall(`${office().url}/openapi.json`, { headers: { 'accept-encoding': encoding } })
    expect(long.headers['content-encoding']).toBe(encoding)
    expect(JSON.parse(decompress[encoding](long.bytes).toString()).openapi).toMatch(/^3\./)
  })

  test.each([...acceptedEncodings, null])(
    'reads nothing of a body that was damaged on its way, in %s',
    async (encoding) => {
      const plain = Buffer.from(JSON.stringify(hello))
      const sent = encoding === null ? plain : compress[encoding](plain)
      const headers = {
        ...bearer(),
        'content-digest': digestOf(sent),
        ...(encoding !== null && { 'content-encoding': encoding }),
      }
      for (let at = 0; at < sent.length; at += 1) {
        const body = Buffer.from(sent)
        body[at] = (body[at] ?? 0) ^ 1
        const answer = await rawCall(`${office().url}/handshake`, { headers, body })
        expect([at, answer.status, codeOf(answer)]).toEqual([at, 400, 'BODY_NOT_READABLE'])
      }
    },
  )

  test.each(['', 'sha-512=:AAAA:', 'sha-256=:AAAA:'])(
    'wants to be told what a body was: %j is not enough',
    async (digest) => {
      const headers = { ...bearer(), 'content-digest': digest }
      const answer = await rawCall(`${office().url}/handshake`, { headers, body: JSON.stringify(hello) })
      expect([answer.status, codeOf(answer)]).toEqual([400, 'DIGEST_NEEDED'])
    },
  )

  test('says of each answer what it is as it travels', async () => {
    for (const encoding of ['identity', ...acceptedEncodings])
      for (const path of ['/health', '/openapi.json', '/nothing']) {
        const { headers, bytes } = await rawCall(`${office().url}${path}`, {
          headers: { 'accept-encoding': encoding },
        })
        expect([encoding, path, headers['content-digest']]).toEqual([encoding, path, digestOf(bytes)])
      }
  })

  test('refuses a page that is none, and keeps the laptop’s other pages', async () => {
    const { epoch } = laptop()
    const body = JSON.stringify({ epoch, page: { format: 1, type: 'change-sets', count: 3 } })
    const answer = await rawCall(`${office().url}/push`, { headers: bearer(), body })
    expect([answer.status, codeOf(answer)]).toEqual([400, 'PAGE_NOT_READABLE'])
  })

  test('is ready', async () => {
    const answer = await rawCall(`${office().url}/ready`)
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { ready: true, problem: null }])
  })

  test('describes every call of the contract as OpenAPI, with who may call it', async () => {
    const { text } = await rawCall(`${office().url}/openapi.json`)
    const { paths, tags, security, components } = JSON.parse(text)
    const calls = { ...openContract, ...deviceContract }
    expect(Object.keys(paths).sort()).toEqual(
      Object.values(calls)
        .map((call) => String(call['~orpc'].route.path))
        .sort(),
    )
    expect(security).toEqual([{ deviceToken: [] }])
    expect(components.securitySchemes.deviceToken).toMatchObject({ type: 'http', scheme: 'bearer' })
    const known = tags.map(({ name }: { name: string }) => name)
    for (const [name, call] of Object.entries(calls)) {
      const { path = '', method = '' } = call['~orpc'].route
      const described = paths[path][method.toLowerCase()]
      expect(described.summary, name).toBeTruthy()
      expect(known, name).toContain(described.tags[0])
      expect(described.security, name).toEqual(name in openContract ? [] : undefined)
    }
  })

  test('describes that a body is read only with its digest, and every code that is no answer of the call', async () => {
    const { text } = await rawCall(`${office().url}/openapi.json`)
    const { info, paths, components } = JSON.parse(text)
    expect(info.description).toContain('Content-Digest')
    expect(components.parameters.ContentDigest).toMatchObject({
      name: 'Content-Digest',
      in: 'header',
      required: true,
    })
    for (const [path, { post }] of Object.entries<{ post?: { [member: string]: unknown } }>(paths)) {
      if (!post) continue
      expect(post.parameters, path).toEqual([{ $ref: '#/components/parameters/ContentDigest' }])
      expect(post.responses, path).toMatchObject({
        200: { headers: { 'Content-Digest': { $ref: '#/components/headers/ContentDigest' } } },
        default: { $ref: '#/components/responses/NotTaken' },
      })
    }
    expect(paths['/health'].get.parameters).toBeUndefined()
    const { code } = components.responses.NotTaken.content['application/json'].schema.properties
    const protocol = readFileSync(pathTo(import.meta.dirname, '..', 'docs', 'protocol.md'), 'utf8')
    expect(code.enum.length).toBeGreaterThan(15)
    for (const one of code.enum) expect(protocol).toContain(`\`${one}\``)
  })
})

describe('the door’s limits', () => {
  const { office, laptop } = openFor({
    limits: {
      bodyBytes: 300_000,
      inflatedBytes: 1_000_000,
      stallMs: 300,
      headersMs: 400,
      changeSetsAPage: 2,
    },
  })
  const bearer = () => ({ authorization: `Bearer ${laptop().token}` })

  test('a bomb of a gigabyte is refused for next to nothing', async () => {
    const bomb = zstdCompressSync(Buffer.alloc(1_000_000_000))
    expect(bomb.length).toBeLessThan(300_000)
    const before = await inflatedBytes(office().url)
    const headers = { ...bearer(), 'content-encoding': 'zstd' }
    const answer = await rawCall(`${office().url}/push`, { headers, body: bomb })
    expect([answer.status, codeOf(answer)]).toEqual([413, 'BODY_TOO_LARGE'])
    expect((await inflatedBytes(office().url)) - before).toBeLessThan(1_300_000)
  })

  test('no body is taken beyond its size, small for who shows no token', async () => {
    const long = (length: number) => JSON.stringify('x'.repeat(length))
    const push = await rawCall(`${office().url}/push`, { headers: bearer(), body: long(310_000) })
    expect([push.status, codeOf(push)]).toEqual([413, 'BODY_TOO_LARGE'])
    const enrol = await rawCall(`${office().url}/enrol`, { body: long(20_000) })
    expect([enrol.status, codeOf(enrol)]).toEqual([413, 'BODY_TOO_LARGE'])
  })

  test('a body without end is cut off', async () => {
    const call = request(`${office().url}/push`, {
      method: 'POST',
      headers: { ...bearer(), 'content-type': 'application/json' },
    })
    const ended = new Promise((resolve) => {
      call.on('error', resolve)
      call.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode)))
    })
    const flood = setInterval(() => call.write(Buffer.alloc(200_000, 'x')), 5)
    expect(await ended).toSatisfy((end: unknown) => end === 413 || end instanceof Error)
    clearInterval(flood)
    call.destroy()
  })

  test('a body that stands still is given up', async () => {
    const call = request(`${office().url}/push`, {
      method: 'POST',
      headers: { ...bearer(), 'content-type': 'application/json', 'content-length': '1000' },
    })
    call.write('{"epoch":')
    const [response] = await once(call, 'response')
    expect(response.statusCode).toBe(408)
    call.destroy()
  })

  test('headers that trickle are given up, and headers too long refused', async () => {
    const { port } = new URL(office().url)
    const socket = connect(Number(port), '127.0.0.1')
    let heard = ''
    socket.on('data', (piece: Buffer) => {
      heard += piece.toString()
    })
    const trickle = setInterval(() => socket.write('x-a: b\r\n'), 100)
    socket.write('GET /health HTTP/1.1\r\n')
    await once(socket, 'close')
    clearInterval(trickle)
    expect(heard).toMatch(/^HTTP\/1.1 408/)
    const headers = { 'x-long': 'x'.repeat(20_000) }
    expect((await rawCall(`${office().url}/health`, { headers })).status).toBe(431)
    expect((await rawCall(`${office().url}/health?${'x'.repeat(20_000)}`)).status).toBe(431)
  })
})

describe('the door’s rates', () => {
  const { office, laptop } = openFor({
    behindProxy: true,
    limits: { perDevice: { burst: 3, perSecond: 0.5 }, openPerAddress: { burst: 12, perSecond: 0.2 } },
  })
  const from = (address: string, headers: Readonly<Record<string, string>> = {}) => ({
    headers: { ...headers, 'x-forwarded-proto': 'https', 'x-forwarded-for': address, host: 'office.example' },
  })

  test('count whoever asks what this is, or whether it is ready, as any other call', async () => {
    for (const [index, path] of ['/openapi.json', '/ready'].entries()) {
      const ask = () => rawCall(`${office().url}${path}`, from(`203.0.113.${40 + index}`))
      const statuses: number[] = []
      for (let count = 0; count < 13; count += 1) statuses.push((await ask()).status)
      expect([path, statuses[0], statuses.at(-1)]).toEqual([path, 200, 429])
    }
  })

  test('slow a laptop that asks without end, and say when to come again', async () => {
    const headers = { authorization: `Bearer ${laptop().token}` }
    const ask = () => rawCall(`${office().url}/escrow-key`, from('203.0.113.9', headers))
    const statuses = [await ask(), await ask(), await ask()].map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 200])
    const refused = await ask()
    expect([refused.status, codeOf(refused), refused.headers['retry-after']]).toEqual([
      429,
      'TOO_MANY_CALLS',
      '2',
    ])
  })

  test('slow one address without slowing another', async () => {
    const ask = async (address: string) => (await rawCall(`${office().url}/health`, from(address))).status
    const statuses: number[] = []
    for (let n = 0; n < 14; n++) statuses.push(await ask('203.0.113.10'))
    expect(statuses.filter((status) => status === 200)).toHaveLength(12)
    expect(statuses.at(-1)).toBe(429)
    expect(await ask('203.0.113.11')).toBe(200)
  })
})

describe('the door to somebody who guesses codes', () => {
  const { office, laptop } = openFor({ behindProxy: true })
  const tryFrom = async (address: string) => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': address, host: 'office.example' }
    const body = JSON.stringify(laptop().device.requestToEnrol('0000-0000-0000'))
    return codeOf(await rawCall(`${office().url}/enrol`, { headers, body }))
  }

  test('counts the addresses of one /64 of IPv6 as one', async () => {
    for (let last = 1; last <= 20; last += 1)
      expect(await tryFrom(`2001:db8:1:2::${last.toString(16)}`)).toBe('CODE_NOT_GOOD')
    expect(await tryFrom('2001:db8:1:2:ffff::1')).toBe('TOO_MANY_TRIES')
    expect(await tryFrom('2001:db8:1:3::1')).toBe('CODE_NOT_GOOD')
  })
})

async function inflatedBytes(url: string): Promise<number> {
  const { text } = await rawCall(`${url}/metrics`)
  return Number(/^northstar_body_bytes_total\{direction="in",form="plain"\} (\d+)/m.exec(text)?.[1] ?? 0)
}
