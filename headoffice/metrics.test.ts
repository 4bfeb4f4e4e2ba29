import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { changeIdIn, changeSetOf, saying } from './testing/changes.ts'
import { enrolledLaptop } from './testing/http-laptop.ts'
import { onEachHeadoffice } from './testing/on-each-headoffice.ts'
import { rawCall } from './testing/raw-call.ts'
import { testNow } from './testing/test-now.ts'

const token = 'one-that-nobody-guesses-of-more-than-32-letters'
const dayMs = 24 * 3_600_000

let clockMs = testNow
let steadyMs = 0
const options = {
  clock: () => clockMs,
  monotonicMs: () => {
    steadyMs += 1
    return steadyMs
  },
  metricsToken: token,
  behindProxy: true,
}

onEachHeadoffice(
  'metrics on $name',
  (at) => {
    const read = async (headers: Readonly<Record<string, string>> = { authorization: `Bearer ${token}` }) => {
      // What was read from the database a moment ago is not read again.
      steadyMs += 60_000
      return rawCall(`${at.office.url}/metrics`, { headers })
    }
    const lines = async () => (await read()).text.split('\n').filter((line) => line.startsWith('northstar_'))

    test('are for who shows the token, when somebody else may be behind this machine’s proxy', async () => {
      expect((await read({})).status).toBe(403)
      expect((await read({ authorization: 'Bearer another' })).status).toBe(403)
      const answer = await read()
      expect([answer.status, answer.headers['content-type']]).toEqual([
        200,
        'text/plain; version=0.0.4; charset=utf-8',
      ])
    })

    test('count calls, change sets, rows and bytes', async () => {
      const laptop = await enrolledLaptop(at.office, 'LHE-01')
      const visit = changeSetOf(saying('visit', v7(), { arrival: 'unknown' }))
      await laptop.push(visit, changeSetOf(saying('visit', v7(), { arrival: 'be-back' })))
      await laptop.push({ ...visit, occurredAt: visit.occurredAt + 1 })
      await laptop.pull()
      await rawCall(`${at.office.url}/nobody/asked/for/this`, { headers: { 'x-forwarded-proto': 'https' } })
      const told = await lines()
      const value = (start: string) =>
        Number(
          told
            .find((line) => line.startsWith(start))
            ?.split(' ')
            .at(-1),
        )
      expect(value('northstar_change_sets_total{outcome="accepted"}')).toBe(2)
      expect(value('northstar_change_sets_total{outcome="refused"}')).toBe(1)
      expect(value('northstar_rows_fed_total')).toBe(2)
      expect(value('northstar_call_seconds_count{route="/push",status="200"}')).toBe(2)
      expect(value('northstar_call_seconds_count{route="unknown",status="404"}')).toBe(1)
      for (const form of ['wire', 'plain'])
        for (const direction of ['in', 'out'])
          expect(
            value(`northstar_body_bytes_total{direction="${direction}",form="${form}"}`),
          ).toBeGreaterThan(0)
    })

    test('tell of laptops by their age, of what waits, of conflicts and of erasures not done', async () => {
      const store = 'LHE-02'
      const [one, other] = [await enrolledLaptop(at.office, store), await enrolledLaptop(at.office, store)]
      const [gone, customer] = [await enrolledLaptop(at.office, store), v7()]
      await at.office.operator.revoke(gone.deviceId)
      await one.shakeHands({ waiting: 3 })
      const made = changeSetOf(saying('customer', customer, { name: 'Ayesha', language: 'ur' }))
      const said = ['Ayesha Khan', 'Ayesha Malik'].map((to) =>
        changeSetOf(saying('customer', customer, { name: to }, changeIdIn(made))),
      )
      await one.push(made, ...said)
      expect(await lines()).toEqual(
        expect.arrayContaining([
          `northstar_laptops{store="${store}",last_seen="within-an-hour"} 2`,
          `northstar_change_sets_waiting{store="${store}"} 3`,
          `northstar_conflicts_open{store="${store}"} 1`,
          `northstar_erasures_not_done_everywhere{store="${store}"} 0`,
        ]),
      )
      const erasure = { customerId: v7(), reason: 'requested', authorId: v7(), occurredAt: 1 }
      await one.push(changeSetOf(saying('erasure', v7(), erasure)))
      const { cursor, hash } = await one.pull()
      await one.shakeHands({ epoch: one.epoch, cursor, hash })
      expect(await lines()).toContain(`northstar_erasures_not_done_everywhere{store="${store}"} 1`)
      await other.shakeHands({ epoch: other.epoch, cursor, hash })
      expect(await lines()).toContain(`northstar_erasures_not_done_everywhere{store="${store}"} 0`)
      clockMs += 4 * dayMs
      expect(await lines()).toContain(`northstar_laptops{store="${store}",last_seen="within-a-week"} 2`)
      clockMs -= 4 * dayMs
    })

    test('name a store by its code and nothing else of it, and no person', async () => {
      const { text } = await read()
      expect(text).not.toMatch(/Ayesha|Clifton|[0-9a-f]{8}-[0-9a-f]{4}-/)
    })
  },
  options,
)
