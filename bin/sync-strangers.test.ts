import { createServer, type Server } from 'node:http'
import { connect, createServer as createTcpServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { HeadofficeClient } from '../electron/data/headoffice-client.ts'
import { type Laptop, type LaptopOptions, openLaptop } from './sync-testing/laptop.ts'

const laptops: Laptop[] = []
const laptopAt = (options: LaptopOptions) => {
  const laptop = openLaptop(options)
  laptops.push(laptop)
  return laptop
}
afterEach(() => {
  for (const laptop of laptops.splice(0)) laptop.close()
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
    const consultant = laptop.addConsultant('Ayesha Malik')
    laptop.startVisit(consultant)
    const rows = laptop.rows()
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state, waitingChangeSets: 2, waitingVisits: 1 })
    expect(laptop.status().sentence).toBe(`${sentence} 1 visit waiting to send, safe on this laptop.`)
    expect(laptop.status().advice).not.toBeNull()
    expect(laptop.rows()).toEqual(rows)
    expect(laptop.receipts()).toEqual([])
  }

  test.each([
    ['a page in HTML', 200, 'text/html', '<h1>Sign in to the Wi-Fi</h1>'],
    ['a page moved elsewhere', 302, 'text/html', ''],
    ['JSON of something else', 200, 'application/json', '{"status":"ok"}'],
    ['another program’s not found', 404, 'application/json', '{"error":"not found"}'],
    ['broken JSON', 200, 'application/json', '{"name":'],
  ])('loses nothing when %s answers', async (_, status, type, body) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': type, location: 'http://127.0.0.1:1/' }).end(body)
    })
    const url = await answering(server)
    await keepsEverything(
      url,
      'not-headoffice',
      'What answers at the address is not a Northstar head office.',
    )
    server.close()
    server.closeAllConnections()
  })

  test('loses nothing when what answers does not speak HTTP', async () => {
    const server = createTcpServer((socket) =>
      socket.once('data', () => socket.end('500 command not understood\r\n')),
    )
    const url = await answering(server)
    await keepsEverything(
      url,
      'not-headoffice',
      'What answers at the address is not a Northstar head office.',
    )
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
    const url = await answering(server)
    await keepsEverything(
      url,
      'not-headoffice',
      'What answers at the address is not a Northstar head office.',
    )
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
    await keepsEverything(url, 'unreachable', 'No connection to head office.')
  })

  test('believes no receipt for a change set it did not push', async () => {
    const through = (client: HeadofficeClient): HeadofficeClient => ({
      ...client,
      health: async () => ({ name: 'northstar-headoffice', epoch: 'e', mark: 'durable' }),
      handshake: async () => ({ type: 'welcome', epoch: 'e', mark: 'durable', newEpoch: false, seq: 0 }),
      push: async () => ({ receipts: [] }),
    })
    const laptop = laptopAt({ url: 'http://127.0.0.1:1', through })
    laptop.addCustomer('Ayesha')
    await laptop.round()
    expect(laptop.status()).toMatchObject({ state: 'unreachable', waitingChangeSets: 1 })
    expect(laptop.status().sentence).toContain('Head office answers with an error.')
  })
})
