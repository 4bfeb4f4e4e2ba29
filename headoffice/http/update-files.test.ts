import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawCall } from '../testing/raw-call.ts'
import { createCallRates } from './call-rates.ts'
import { toCallError } from './call-refusal.ts'
import { usualLimits } from './limits.ts'
import { errorReply, sendReply } from './reply.ts'
import { createUpdateFiles } from './update-files.ts'

const content = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256))
const installer = 'Northstar-0.2.0-win-x64.exe'

let folder: string
let url: string
const limits = {
  ...usualLimits,
  filesAtOnce: 2,
  filesAtOncePerAddress: 1,
  openPerAddress: { burst: 200, perSecond: 0.001 },
}
const rates = createCallRates(limits, () => 0)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'northstar-updates-'))
  mkdirSync(join(folder, 'updates', 'inside'), { recursive: true })
  writeFileSync(join(folder, 'updates', installer), content)
  writeFileSync(join(folder, 'updates', 'empty.yml'), '')
  writeFileSync(join(folder, 'updates', '.secret'), 'secret')
  writeFileSync(join(folder, 'updates', 'inside', 'a.exe'), 'secret')
  writeFileSync(join(folder, 'beside.exe'), 'secret')
  symlinkSync(join(folder, 'beside.exe'), join(folder, 'updates', 'linked.exe'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Serves the folder, from this machine as if from `address`. */
async function serve(updates: string | null, address = '127.0.0.1', fileMs = limits.fileMs) {
  const answer = createUpdateFiles({ folder: updates, limits: { ...limits, fileMs }, rates })
  const whence = { address, isThisMachine: address === '127.0.0.1' }
  const server = createServer((asked, response) => {
    answer({ request: asked, whence }).then(
      (reply) => {
        response.writeHead(reply.status, reply.headers)
        return reply.send(response)
      },
      (error: unknown) => sendReply(asked, response, errorReply(toCallError(error))),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${at.port}`, close: () => server.close() }
}

let close: () => void
beforeAll(async () => {
  ;({ url, close } = await serve(join(folder, 'updates')))
})
afterAll(() => close())

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  rawCall(`${url}/updates/${path}`, { headers })

describe('a file of an update', () => {
  it('is served whole to whoever asks', async () => {
    const { status, headers, bytes } = await get(installer)
    expect(status).toBe(200)
    expect(bytes.equals(content)).toBe(true)
    expect(headers).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': '1000',
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    })
  })

  it('is served from a byte on, or from one to another', async () => {
    const rest = await get(installer, { range: 'bytes=900-' })
    expect(rest.status).toBe(206)
    expect(rest.headers['content-range']).toBe('bytes 900-999/1000')
    expect(rest.bytes.equals(content.subarray(900))).toBe(true)
    const part = await get(installer, { range: 'bytes=10-19' })
    expect(part.bytes.equals(content.subarray(10, 20))).toBe(true)
    expect((await get(installer, { range: 'bytes=990-5000' })).headers['content-range']).toBe(
      'bytes 990-999/1000',
    )
  })

  it('is served whole where a range is asked for in a way that is not taken', async () => {
    for (const range of ['bytes=-10', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=20-10', 'bytes=x-'])
      expect((await get(installer, { range })).status, range).toBe(200)
  })

  it('has nothing beyond its end', async () => {
    const { status, headers } = await get(installer, { range: 'bytes=1000-' })
    expect(status).toBe(416)
    expect(headers['content-range']).toBe('bytes */1000')
  })

  it('is begun anew where it is not the file that was begun', async () => {
    const path = join(folder, 'updates', 'other.exe')
    writeFileSync(path, content)
    const { etag = '' } = (await get('other.exe')).headers
    const go = { range: 'bytes=500-', 'if-range': etag }
    expect((await get('other.exe', go)).status).toBe(206)
    utimesSync(path, 1, 1)
    expect((await get('other.exe', go)).status).toBe(200)
  })

  it('may be empty', async () => {
    expect(await get('empty.yml')).toMatchObject({ status: 200, text: '' })
  })
})

describe('the folder of updates', () => {
  it.each([
    ['the list of the folder', ''],
    ['a file that is not there', 'Northstar-9.9.9-win-x64.exe'],
    ['a way up', '../beside.exe'],
    ['a way up, encoded', '..%2fbeside.exe'],
    ['a way up, backwards', '..\\beside.exe'],
    ['a hidden file', '.secret'],
    ['a folder', 'inside'],
    ['what is in a folder', 'inside/a.exe'],
    ['a link out of it', 'linked.exe'],
    ['a name with a null in it', 'a%00.exe'],
  ])('does not give away %s', async (_, path) => {
    const { status, text } = await rawPath(`/updates/${path}`)
    expect(status).toBe(404)
    expect(JSON.parse(text).code).toBe('NOT_FOUND')
  })

  it('is nowhere where head office serves none', async () => {
    const none = await serve(null)
    expect((await rawCall(`${none.url}/updates/${installer}`)).status).toBe(404)
    none.close()
  })

  it('serves so many at one time, and the next when one is done or its caller has gone', async () => {
    writeFileSync(join(folder, 'updates', 'large.exe'), Buffer.alloc(20_000_000))
    const held = await Promise.all([hold('large.exe'), hold('large.exe')])
    const third = await get(installer)
    expect(third.status).toBe(503)
    expect(third.headers['retry-after']).toBe('60')
    for (const end of held) end()
    await expect.poll(async () => (await get(installer)).status).toBe(200)
  })

  it('gives no caller longer than the longest time, who then comes for the rest', async () => {
    writeFileSync(join(folder, 'updates', 'large.exe'), Buffer.alloc(20_000_000))
    const short = await serve(join(folder, 'updates'), '203.0.113.8', 50)
    await hold('large.exe', short.url)
    await expect.poll(async () => (await rawCall(`${short.url}/updates/${installer}`)).status).toBe(503)
    await expect.poll(async () => (await rawCall(`${short.url}/updates/${installer}`)).status).toBe(200)
    short.close()
  })

  it('is asked for by one address only so often', async () => {
    const far = await serve(join(folder, 'updates'), '203.0.113.7')
    const answers = await Promise.all(
      Array.from({ length: 201 }, () => rawCall(`${far.url}/updates/empty.yml`)),
    )
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
    far.close()
  })
})

/** As a client that does not tidy up its path. */
function rawPath(path: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const call = request({ hostname, port, path, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    call.on('error', reject)
    call.end()
  })
}

/** Begins to fetch a file and reads no further. @returns goes away */
function hold(name: string, from = url): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const call = request(`${from}/updates/${name}`, { agent: false }, (answer) => {
      answer.once('readable', () => resolve(() => call.destroy()))
    })
    call.on('error', reject)
    call.end()
  })
}
