import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHeadofficeFiles } from './headoffice-files.ts'
import { startUpdateServer, type UpdateServer } from './testing/update-server.ts'

const content = Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 251))
const files = createHeadofficeFiles(150)
const signal = new AbortController().signal

let server: UpdateServer
let url: string
beforeEach(async () => {
  server = await startUpdateServer()
  url = `${server.url}/updates/a.exe`
  server.files.set('/updates/a.exe', content)
})
afterEach(() => server.close())

/** Brings the file from a byte on, as a folder would take it. */
async function bring(from: number, most = Number.POSITIVE_INFINITY, aborts = signal) {
  const had = { begins: -1, pieces: [] as Buffer[] }
  const isThere = await files.bring(
    url,
    from,
    {
      beginAt: async (byte) => {
        had.begins = byte
      },
      take: async (piece) => {
        had.pieces.push(piece)
        return Buffer.concat(had.pieces).length < most
      },
    },
    aborts,
  )
  return { isThere, begins: had.begins, bytes: Buffer.concat(had.pieces) }
}

describe('a small file of head office', () => {
  it('comes whole, or not at all', async () => {
    expect(await files.read(url, 5_000, signal)).toEqual(new Uint8Array(content))
    expect(await files.read(`${server.url}/updates/none.yml`, 5_000, signal)).toBeNull()
    await expect(files.read(url, 4_999, signal)).rejects.toMatchObject({ failure: 'not-headoffice' })
  })

  it('that breaks off, is refused, is busy or stands still is said as what it is', async () => {
    server.cutAfter = 100
    await expect(files.read(url, 5_000, signal)).rejects.toMatchObject({ failure: 'line-broke' })
    for (const [status, failure] of [
      [503, 'busy'],
      [302, 'not-headoffice'],
    ] as const) {
      server.answerInstead = (response) => response.writeHead(status, { location: '/elsewhere' }).end()
      await expect(files.read(url, 5_000, signal)).rejects.toMatchObject({ failure })
    }
    server.answerInstead = () => {}
    await expect(files.read(url, 5_000, signal)).rejects.toMatchObject({ failure: 'line-broke' })
  })

  it('does not come from a machine that is not there', async () => {
    await server.close()
    await expect(files.read(url, 5_000, signal)).rejects.toMatchObject({ failure: 'headoffice-down' })
  })
})

describe('a large file of head office', () => {
  it('comes from the byte on that is asked for', async () => {
    expect(await bring(0)).toEqual({ isThere: true, begins: 0, bytes: content })
    expect(await bring(4_321)).toEqual({ isThere: true, begins: 4_321, bytes: content.subarray(4_321) })
    expect(server.asked).toEqual(['GET /updates/a.exe', 'GET /updates/a.exe bytes=4321-'])
  })

  it('is begun anew where only the whole is to be had, or where there is not so much of it', async () => {
    server.wholeOnly = true
    expect(await bring(1_000)).toEqual({ isThere: true, begins: 0, bytes: content })
    server.wholeOnly = false
    expect(await bring(9_000)).toMatchObject({ isThere: true, begins: 0 })
  })

  it('that is not there is said so', async () => {
    server.files.clear()
    expect((await bring(0)).isThere).toBe(false)
  })

  it('is taken no further than is wanted', async () => {
    server.files.set('/updates/a.exe', Buffer.alloc(30_000_000))
    expect((await bring(0, 10_000)).bytes.length).toBeLessThan(1_000_000)
  })

  it('is refused where another part comes than was asked for', async () => {
    server.answerInstead = (response) =>
      response.writeHead(206, { 'content-range': 'bytes 0-4999/5000' }).end(content)
    await expect(bring(1_000)).rejects.toMatchObject({ failure: 'not-headoffice' })
  })

  it('stops when it is called off', async () => {
    const callOff = new AbortController()
    server.answerInstead = (response) => {
      response.writeHead(200, { 'content-length': '5000' }).write(content.subarray(0, 100))
      setTimeout(() => callOff.abort(new Error('records go first')), 20)
    }
    await expect(bring(0, 5_000, callOff.signal)).rejects.toThrow('records go first')
  })
})
