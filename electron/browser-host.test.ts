import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { errorSentence } from '../contract/errors.ts'
import { portRefusal } from '../contract/port-refusal.ts'
import { type BrowserHost, startBrowserHost } from './browser-host.ts'

const project = resolve(import.meta.dirname, '..')
const log = pino({ level: 'silent' })
let root = ''
let host: BrowserHost

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'northstar-host-'))
  mkdirSync(join(root, 'out', 'renderer'), { recursive: true })
  writeFileSync(join(root, 'out', 'renderer', 'index.html'), '<title>Northstar</title>')
  writeFileSync(join(root, 'out', 'secret.html'), 'outside')
  for (const name of ['packs', 'db', 'package.json']) symlinkSync(join(project, name), join(root, name))
  host = await startBrowserHost({ root, folder: join(root, 'laptop'), port: 0, demo: false, log })
})
afterAll(async () => {
  await host.close()
  rmSync(root, { recursive: true, force: true })
})

interface Heard {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A request as any program on this machine could send it, with whatever headers it likes. */
function send(
  path: string,
  options: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Heard> {
  return new Promise((settle, reject) => {
    request({ host: '127.0.0.1', port: host.port, path, ...options }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => settle({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
      .on('error', reject)
      .end()
  })
}

const pathOf = (url: string): string => url.slice(url.indexOf('/open'))

async function letIn(): Promise<string> {
  const { headers } = await send(pathOf(host.newUrl()))
  return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

/** Opens the socket that the page opens. @returns the status it was refused with, or 101 */
function connect(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((settle) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers })
    socket.on('open', () => {
      socket.terminate()
      settle(101)
    })
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      socket.terminate()
      settle(response.statusCode ?? 0)
    })
    socket.on('error', () => undefined)
  })
}

describe('the address', () => {
  it('is on this machine only and opens the showroom once, by a cookie no script can read', async () => {
    const url = host.newUrl()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/open\?token=[\w-]{43}$/)
    const first = await send(pathOf(url))
    expect(first.status).toBe(200)
    expect(first.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^northstar-${host.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
      ),
    ])
    const second = await send(pathOf(url))
    expect(second.status).toBe(403)
    expect(second.headers['set-cookie']).toBeUndefined()
    expect(second.text).toContain('each one opens the showroom once')
    expect(second.text).toContain('lang="ur"')
  })

  it('goes on by a page of its own: a redirect after another site’s click would come without the cookie', async () => {
    const { status, headers, text } = await send(pathOf(host.newUrl()))
    expect([status, headers.location]).toEqual([200, undefined])
    expect(text).toContain('<meta http-equiv="refresh" content="0; url=/">')
    expect(text.match(/<a href="\/">/g)).toHaveLength(2)
    expect(text).not.toMatch(/<script|token/)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'no-referrer',
    })
  })

  it('that is used up and one that nobody was given are told apart from no address at all, in both languages', async () => {
    const url = host.newUrl()
    await send(pathOf(url))
    const used = [await send(pathOf(url)), await send('/open?token=guessed'), await send('/open')]
    const none = [await send('/'), await send('/customers')]
    for (const language of ['en', 'ur'] as const) {
      const alreadyUsed = errorSentence('ADDRESS_ALREADY_USED', {}, language)
      const needed = errorSentence('ADDRESS_NEEDED', {}, language)
      for (const { text } of used)
        expect([text.includes(alreadyUsed), text.includes(needed)]).toEqual([true, false])
      for (const { text } of none)
        expect([text.includes(alreadyUsed), text.includes(needed)]).toEqual([false, true])
    }
  })

  it('stops working when a new one is asked for', async () => {
    const stale = host.newUrl()
    host.newUrl()
    expect((await send(pathOf(stale))).status).toBe(403)
  })

  it('takes who is already in back to the showroom, without using up another address', async () => {
    const cookie = await letIn()
    const url = host.newUrl()
    expect((await send('/open?token=old', { headers: { cookie } })).headers.location).toBe('/')
    expect((await send(pathOf(url))).status).toBe(200)
  })
})

describe('a request', () => {
  it('without a session gets a plain page in both languages and nothing of the showroom', async () => {
    const wrong = `northstar-${host.port}=${'A'.repeat(43)}`
    for (const headers of [{}, { cookie: wrong }, { cookie: 'northstar-1=x' }]) {
      const { status, text } = await send('/', { headers })
      expect(status).toBe(403)
      expect(text).toContain('This browser has not been let in')
    }
  })

  it('with a session gets the page, never stored, under a policy that connects to this port only', async () => {
    const { status, headers, text } = await send('/', { headers: { cookie: await letIn() } })
    expect(status).toBe(200)
    expect(text).toBe('<title>Northstar</title>')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain(`connect-src ws://127.0.0.1:${host.port};`)
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  it('serves two windows of one browser', async () => {
    const cookie = await letIn()
    const answers = await Promise.all([
      send('/', { headers: { cookie } }),
      send('/', { headers: { cookie } }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  })

  it.each(['localhost', '127.0.0.1', 'evil.example', '127.0.0.1.evil.example', '[::1]'])(
    'for the host “%s” is not answered, whatever its cookie',
    async (name) => {
      const headers = { host: `${name}:${name === '127.0.0.1' ? 1 : host.port}`, cookie: await letIn() }
      expect((await send('/', { headers })).status).toBe(421)
      const token = pathOf(host.newUrl())
      expect((await send(token, { headers: { host: headers.host } })).status).toBe(421)
      expect((await send(token)).status).toBe(200)
    },
  )

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('by %s is not answered', async (method) => {
    expect((await send('/', { method, headers: { cookie: await letIn() } })).status).toBe(405)
  })

  it.each([
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/..%5csecret.html',
    '/secret.html%00',
  ])('for %s gets nothing', async (path) => {
    const { status, text } = await send(path, { headers: { cookie: await letIn() } })
    expect(status).toBe(404)
    expect(text).not.toContain('outside')
  })
})

describe('the socket', () => {
  const origin = (): string => `http://127.0.0.1:${host.port}`

  it('opens for the page', async () => {
    expect(await connect('/rpc', { cookie: await letIn(), origin: origin() })).toBe(101)
  })

  it('is refused without a session, from another origin, without an origin, under another host and elsewhere', async () => {
    const cookie = await letIn()
    const refused: readonly (readonly [string, Record<string, string>])[] = [
      ['/rpc', { origin: origin() }],
      ['/rpc', { cookie, origin: 'http://evil.example' }],
      ['/rpc', { cookie, origin: `http://localhost:${host.port}` }],
      ['/rpc', { cookie, origin: `https://127.0.0.1:${host.port}` }],
      ['/rpc', { cookie, origin: 'null' }],
      ['/rpc', { cookie }],
      ['/rpc', { cookie, origin: origin(), host: `localhost:${host.port}` }],
      ['/', { cookie, origin: origin() }],
      ['/rpc?x', { cookie, origin: origin() }],
    ]
    for (const [path, headers] of refused)
      expect(await connect(path, headers), JSON.stringify(headers)).toBe(403)
  })
})

describe('a host that cannot start', () => {
  it('says that the port is taken, and leaves the data free for the next try', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const folder = join(root, 'second')
    await expect(startBrowserHost({ root, folder, port, demo: false, log })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: expect.stringContaining(String(port)),
    })
    other.close()
    const next = await startBrowserHost({ root, folder, port: 0, demo: false, log })
    await next.close()
  })

  it.each([
    ['EADDRINUSE', 'PORT_IN_USE', 'is taken by another program'],
    ['EACCES', 'PORT_NOT_ALLOWED', 'does not let Northstar listen on port 80'],
    ['EADDRNOTAVAIL', 'PORT_NOT_ALLOWED', 'does not let Northstar listen on port 80'],
  ])('says of %s what it is', (code, refused, said) => {
    const cause = Object.assign(new Error('listen'), { code })
    expect(portRefusal(cause, 80)).toMatchObject({
      code: refused,
      message: expect.stringContaining(said),
      cause,
    })
  })

  it('leaves any other failure to listen as it is', () => {
    const cause = Object.assign(new Error('listen'), { code: 'EMFILE' })
    expect(portRefusal(cause, 80)).toBe(cause)
  })

  it('lets go of its port when the data is already open', async () => {
    await expect(
      startBrowserHost({ root, folder: join(root, 'laptop'), port: 0, demo: false, log }),
    ).rejects.toMatchObject({ code: 'ALREADY_OPEN' })
  })

  it('says that it may not write', async () => {
    const file = join(root, 'a-file')
    writeFileSync(file, '')
    await expect(startBrowserHost({ root, folder: file, port: 0, demo: false, log })).rejects.toMatchObject({
      code: 'FOLDER_NOT_WRITABLE',
    })
  })
})
