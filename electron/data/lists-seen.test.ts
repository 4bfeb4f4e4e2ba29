import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { newId } from '../doors.ts'
import { openTestLaptop, type TestLaptop, textQuestion, words } from './test-laptop.ts'
import { signIn, signInFirstTime, walkIn } from './test-service.ts'

const minuteMs = 60_000
const phone = '0300 1234567'
const businessDay = '2026-11-22'

const rowSchema = z.object({
  act: z.string(),
  person: z.string(),
  customer: z.string().nullable(),
  detail: z.string(),
})

/** Who looked at what, as `person act customer list-or-what`, since it was last asked. */
function createReader(laptop: TestLaptop) {
  let told = 0
  return () => {
    const rows = laptop.rows(
      `SELECT l.act, p.name AS person, c.name AS customer, l.detail FROM access_log l
       JOIN consultant p ON p.id = l.person_id LEFT JOIN customer c ON c.id = l.customer_id
       WHERE l.act IN ('list-seen', 'customer-seen') ORDER BY l.position`,
    )
    const since = z.array(rowSchema).parse(rows.slice(told))
    told = rows.length
    return since.map(({ act, person, customer, detail }) =>
      [person.split(' ')[0], act, customer, ...Object.values(JSON.parse(detail))].filter(Boolean).join(' '),
    )
  }
}

async function withCustomers() {
  const laptop = await openTestLaptop()
  const { client } = laptop
  const visit = await walkIn(client)
  const save = async (name: string, number: string | null, visitId: string | null) =>
    (
      await client.customers.save({
        customerId: newId(),
        isNew: true,
        visit: visitId === null ? null : { id: visitId, seenCustomerId: null },
        name,
        phone: number,
        language: 'en',
        seen: {},
      })
    ).customer.id
  const sana = await save('Sana', phone, visit.id)
  const zain = await save('Zain', phone, null)
  return { laptop, client, visit, sana, zain, seen: createReader(laptop) }
}

describe('a list that shows customers', () => {
  test('is in the log once in a quarter of an hour for each person and list, without a word of what was sought', async () => {
    const { laptop, client, seen } = await withCustomers()
    await using _ = laptop
    const look = async () => {
      for (const text of ['', 'sana', '0300']) await client.customers.search({ text, limit: 5 })
      await client.visits.list({ businessDay })
      await client.session.active()
    }
    await look()
    await look()
    expect(seen()).toEqual(['Ayesha list-seen customers', 'Ayesha list-seen visits'])
    laptop.advance(9 * minuteMs)
    await look()
    expect(seen()).toEqual([])
    laptop.advance(6 * minuteMs)
    await look()
    expect(seen()).toEqual(['Ayesha list-seen customers', 'Ayesha list-seen visits'])
    await signInFirstTime(client, 'Imran Sheikh')
    await look()
    expect(seen()).toEqual(['Imran list-seen customers', 'Imran list-seen visits'])
    await signIn(client)
    await client.visits.list({ businessDay })
    expect(seen()).toEqual(['Ayesha list-seen visits'])
    const details = laptop.rows("SELECT DISTINCT detail FROM access_log WHERE act = 'list-seen' ORDER BY 1")
    expect(details).toEqual([{ detail: '{"list":"customers"}' }, { detail: '{"list":"visits"}' }])
  })

  test('is not in it when it shows nobody', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const seen = createReader(laptop)
    await walkIn(client)
    expect(await client.visits.list({ businessDay })).toHaveLength(1)
    await client.customers.search({ text: 'sana', limit: 5 })
    await client.sync.conflicts({ language: 'en' })
    expect(seen()).toEqual([])
  })

  test('is not looked for when an answer is kept', async () => {
    const { laptop, client, visit, seen } = await withCustomers()
    await using _ = laptop
    await client.discovery.answer(words(visit.id, await textQuestion(client), 'five'))
    expect(seen()).toEqual([])
  })
})

test('who has the same phone is seen with the customer that has it', async () => {
  const { laptop, client, sana, seen } = await withCustomers()
  await using _ = laptop
  await client.customers.get({ customerId: sana })
  await client.customers.get({ customerId: sana })
  expect(seen()).toEqual(['Ayesha customer-seen Sana profile', 'Ayesha customer-seen Zain same-phone'])
})

describe('a conflict', () => {
  const aside = (laptop: TestLaptop, place: readonly [string, string, string], value: string) =>
    laptop.meddle(
      `INSERT INTO field_beside (entity, row_id, field, reason, value, change_id)
       VALUES (${[...place, 'conflict', JSON.stringify(value), newId()].map((one) => `'${one}'`).join(', ')})`,
    )

  test('of a customer shows that customer, and the list of conflicts is in the log', async () => {
    const { laptop, client, sana, seen } = await withCustomers()
    await using _ = laptop
    aside(laptop, ['customer', sana, 'name'], 'Sanaa')
    for (let time = 0; time < 2; time += 1)
      expect(await client.sync.conflicts({ language: 'en' })).toHaveLength(1)
    expect(seen()).toEqual(['Ayesha list-seen conflicts', 'Ayesha customer-seen Sana conflict'])
  })

  test('of whose visit it was shows everyone it may have been', async () => {
    const { laptop, client, visit, zain, seen } = await withCustomers()
    await using _ = laptop
    aside(laptop, ['opportunity', visit.opportunityId, 'customerId'], zain)
    await client.sync.conflicts({ language: 'en' })
    expect(seen().toSorted()).toEqual([
      'Ayesha customer-seen Sana conflict',
      'Ayesha customer-seen Zain conflict',
      'Ayesha list-seen conflicts',
    ])
  })

  test('of which opportunity a visit belongs to shows the customers of both', async () => {
    const { laptop, client, visit, zain, seen } = await withCustomers()
    await using _ = laptop
    const other = await client.visits.start({
      visitId: newId(),
      arrival: 'be-back',
      customerId: zain,
      opportunityId: null,
    })
    aside(laptop, ['visit', visit.id, 'opportunityId'], other.opportunityId)
    await client.sync.conflicts({ language: 'en' })
    expect(seen()).toHaveLength(3)
  })

  test('of a person of the team shows no customer', async () => {
    const { laptop, client, seen } = await withCustomers()
    await using _ = laptop
    const [person] = (await client.session.state()).people
    aside(laptop, ['consultant', person?.id ?? '', 'name'], 'Ayesha M')
    expect(await client.sync.conflicts({ language: 'en' })).toHaveLength(1)
    expect(seen()).toEqual([])
  })
})
