import { once } from 'node:events'
import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digestOf } from './http/body-digest.ts'
import type { Headoffice } from './start.ts'
import { headofficeKinds, type TestHeadoffice } from './testing/head-offices.ts'
import { enrolledLaptop } from './testing/http-laptop.ts'
import { rawCall } from './testing/raw-call.ts'

let prepared: TestHeadoffice
beforeAll(async () => {
  const [trial] = headofficeKinds
  if (!trial) throw new Error('no trial head office to test')
  prepared = await trial.prepare()
})
afterAll(() => prepared.end())

const codeOf = ({ text }: { readonly text: string }): unknown => JSON.parse(text).code
const hello = { protocol: 2, epoch: null, cursor: 0, hash: '', newestReceipt: null, waiting: 0 }

describe('the door while it is busy or closing', () => {
  /** A call whose body stops half way, so that it stays under way. */
  const halfway = (office: Headoffice, token: string) => {
    const body = JSON.stringify(hello)
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-digest': digestOf(Buffer.from(body)),
    }
    const call = request(`${office.url}/handshake`, { method: 'POST', headers })
    call.write(body.slice(0, 10))
    const answer = once(call, 'response').then(([response]) => {
      response.resume()
      return response.statusCode
    })
    return { finish: () => call.end(body.slice(10)), answer }
  }

  test('takes no more calls at once than it may', async () => {
    const office = await prepared.start({ limits: { callsAtOnce: 1 } })
    const laptop = await enrolledLaptop(office, 'BUSY-1')
    const first = halfway(office, laptop.token)
    await wait(100)
    const refused = await rawCall(`${office.url}/health`)
    expect([refused.status, codeOf(refused), refused.headers['retry-after']]).toEqual([503, 'BUSY', '2'])
    first.finish()
    expect(await first.answer).toBe(200)
    expect((await rawCall(`${office.url}/health`)).status).toBe(200)
    await office.close()
  })

  test('answers what is under way, and nothing else, before it closes', async () => {
    const office = await prepared.start()
    const laptop = await enrolledLaptop(office, 'CLOSE-1')
    const first = halfway(office, laptop.token)
    await wait(100)
    const closed = office.close()
    const ready = await rawCall(`${office.url}/ready`)
    expect([ready.status, JSON.parse(ready.text)]).toEqual([503, { ready: false, problem: 'CLOSING' }])
    const refused = await rawCall(`${office.url}/nonce`, {
      body: JSON.stringify({ deviceId: laptop.deviceId }),
    })
    expect([refused.status, codeOf(refused)]).toEqual([503, 'CLOSING'])
    first.finish()
    expect(await first.answer).toBe(200)
    await closed
    await expect(rawCall(`${office.url}/health`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('does not wait for a call that never ends', async () => {
    const office = await prepared.start({ limits: { stopMs: 200 } })
    const laptop = await enrolledLaptop(office, 'CLOSE-2')
    const first = halfway(office, laptop.token)
    const cut = expect(first.answer).rejects.toThrow()
    await wait(100)
    await office.close()
    await cut
  })
})
