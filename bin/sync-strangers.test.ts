import { createServer, type Server } from 'node:http'
import { connect, createServer as createTcpServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { HeadofficeClient } from '../electron/data/headoffice-client.ts'
import type { Headoffice } from '../headoffice/start.ts'
import { headofficeKinds, type TestHeadoffice } from '../headoffice/testing/head-offices.ts'
import { type Laptop, type LaptopOptions, openLaptop } from './sync-testing/laptop.ts'

let prepared: TestHeadoffice
let office: Headoffice
beforeAll(async () => {
  const [kind] = headofficeKinds
  if (!kind) throw new Error('no head office')
  prepared = await kind.prepare()
  office = await prepared.start()
})
afterAll(async () => {
  await office.close()
  await prepared.end()
})

const laptops: Laptop[] = []
const laptopAt = (options: LaptopOptions) => {
  const laptop = openLaptop(options)
  laptops.push(laptop)
  return laptop
}
afterEach(async () => {
  for (const laptop of laptops.splice(0)) await laptop.close()
})

describe('a laptop and something that is not a head office', () => {
  const answering = async (server: Server | ReturnType<typeof createTcpServer>) =>
    new Promise<string>((resolve) =>
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
      }),
    )
  const keepsEverything = async (url: string, state: string, sentence: string) => {
    const laptop = laptopAt({ url })
    await laptop.enrol(office)
    laptop.setUrl(url)
    const consultant = laptop.addConsultant('Ayesha Malik')
    laptop.startVisit(consultant)
    const rows = laptop.rows()
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state, waitingChangeSets: 2, waitingVisits: 1 })
    expect(laptop.status().sentence).toBe(
      `${sentence} 1 visit and 1 other record waiting, safe on this laptop.`,
    )
    expect(laptop.status().advice).not.toBeNull()
    expect(laptop.rows()).toEqual(rows)
    expect(laptop.receipts()).toEqual([])
  }
  const stranger = 'What answers at the address is not a Northstar head office.'
  const page = 'A web page answers in head office’s place.'

  test.each([
    ['a page in HTML', 200, 'text/html', '<h1>Sign in to the Wi-Fi</h1>', 'no-internet', page],
    ['a page moved elsewhere', 302, 'text/html', '', 'no-internet', page],
    ['JSON of something else', 200, 'application/json', '{"status":"ok"}', 'not-headoffice', stranger],
    [
      'another program’s not found',
      404,
      'application/json',
      '{"error":"not found"}',
      'not-headoffice',
      stranger,
    ],
    ['broken JSON', 200, 'application/json', '{"name":', 'not-headoffice', stranger],
  ])('loses nothing when %s answers', async (_, status, type, body, state, sentence) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': type, location: 'http://127.0.0.1:1/' }).end(body)
    })
    await keepsEverything(await answering(server), state, sentence)
    server.close()
    server.closeAllConnections()
  })

  test('loses nothing when what answers does not speak HTTP', async () => {
    const server = createTcpServer((socket) =>
      socket.once('data', () => socket.end('500 command not understood\r\n')),
    )
    await keepsEverything(await answering(server), 'not-headoffice', stranger)
    server.close()
  })

  test('loses nothing when the answer has no end', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(1_000_000)));
      }
      response.on('drain', more)
      more()
    })
    await keepsEverything(await answering(server), 'not-headoffice', stranger)
    server.close()
    server.closeAllConnections()
  })

  test('loses nothing when nothing answers', async () => {
    const server = createTcpServer()
    const url = await answering(server)
    await new Promise((resolve) => server.close(resolve))
    await expect(
      new Promise((resolve, reject) =>
        connect(Number(new URL(url).port), '127.0.0.1', () => resolve('open')).on('error', reject),
      ),
    ).rejects.toThrow()
    await keepsEverything(url, 'headoffice-down', 'Head office is not running at its address.')
  })

  test('believes no receipt for a change set it did not push', async () => {
    const through = (client: HeadofficeClient): HeadofficeClient => ({
      ...client,
      push: async () => ({ receipts: [] }),
    })
    const laptop = laptopAt({ url: office.url, through })
    await laptop.enrol(office)
    laptop.addCustomer('Ayesha')
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state: 'headoffice-down', waitingChangeSets: 1 })
    expect(laptop.status().sentence).toContain('Head office answers with an error.')
  })

  test('sends nothing at all before it is enrolled', async () => {
    let calls = 0
    const server = createServer((_request, response) => {
      calls += 1
      response.end()
    })
    const laptop = laptopAt({ url: await answering(server) })
    laptop.addCustomer('Ayesha')
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state: 'not-enrolled', waitingChangeSets: 1 })
    expect(calls).toBe(0)
    server.close()
  })
})
