import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { newId } from '../doors.ts'
import { openTestLaptop, type TestLaptop } from './test-laptop.ts'
import { signIn, signInFirstTime, walkIn } from './test-service.ts'

const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '')

async function withVisits() {
  const laptop = await openTestLaptop()
  const { client } = laptop
  const known = await walkIn(client)
  const nameless = await walkIn(client)
  const { customer } = await client.customers.save({
    customerId: newId(),
    isNew: true,
    visit: { id: known.id, seenCustomerId: null },
    name: 'Ayesha Khan',
    phone: null,
    language: 'en',
    seen: {},
  })
  return { laptop, client, known, nameless, customer }
}

const logged = (laptop: TestLaptop) =>
  z
    .array(z.object({ detail: z.string() }))
    .parse(laptop.rows("SELECT detail FROM access_log WHERE act = 'list-seen'"))
    .map(({ detail }) => detail)

describe('what waits', () => {
  test('is listed by customer in words, then by nameless visit, and what is the store’s own', async () => {
    const { laptop, client, customer } = await withVisits()
    await using _ = laptop
    const { items, more } = await client.sync.waiting({ language: 'en' })
    expect(more).toBe(0)
    const said = items.map(({ type, title, words }) => [type, title, words.replace(/, since .*/, '')])
    expect(said).toHaveLength(3)
    expect(said).toContainEqual(['customer', 'Ayesha Khan', '1 customer, 1 visit'])
    expect(said).toContainEqual(['store', 'The team and the store', '2 people of the team'])
    expect(said).toContainEqual(['visit', expect.stringMatching(/^Visit of .*, no name yet$/), '1 visit'])
    expect(items.find(({ type }) => type === 'customer')?.customerId).toBe(customer.id)
    expect(items.map(({ since }) => since)).toEqual(items.map(({ since }) => since).toSorted((a, b) => a - b))
    const urdu = await client.sync.waiting({ language: 'ur' })
    expect(urdu.items.every(({ words }) => /[\u0600-\u06ff]/.test(words))).toBe(true)
  })

  test('is in the access log as a list that shows customers, once', async () => {
    const { laptop, client } = await withVisits()
    await using _ = laptop
    await client.sync.waiting({ language: 'en' })
    await client.sync.waiting({ language: 'en' })
    expect(logged(laptop)).toEqual(['{"list":"waiting"}'])
  })
})

describe('what head office refused', () => {
  const refusing = async () => {
    const came = await withVisits()
    came.laptop.meddle(
      `INSERT INTO receipt (change_set_id, outcome, mark, epoch, received_at, reason)
       SELECT id, 'refused', 'durable', 'e', 1000, iif(position = 2, 'other-content', 'not-readable') FROM change_set;
       DELETE FROM outbox`,
    )
    return came
  }

  test('is listed by customer with its reason, however many receipts came since', async () => {
    const { laptop, client, customer } = await refusing()
    await using _ = laptop
    const { items, more } = await client.sync.refused({ language: 'en' })
    expect(more).toBe(0)
    const ofCustomer = items.filter(({ customerId }) => customerId === customer.id)
    expect(ofCustomer.map(({ title }) => title)).toEqual(['Ayesha Khan', 'Ayesha Khan'])
    expect(ofCustomer.map(({ words }) => plain(words)).join(' ')).toMatch(
      /refused because it could not be read there.*refused because it was sent before with other content/,
    )
    expect(items.map(({ type }) => type).toSorted()).toEqual(['customer', 'customer', 'store', 'visit'])
    expect(await client.sync.status({ language: 'en' })).toMatchObject({ refusedChangeSets: 4 })
    expect((await client.sync.waiting({ language: 'en' })).items).toEqual([])
    const urdu = await client.sync.refused({ language: 'ur' })
    expect(urdu.items.every(({ words }) => /[\u0600-\u06ff]/.test(words))).toBe(true)
  })

  test('is in the access log as a list that shows customers', async () => {
    const { laptop, client } = await refusing()
    await using _ = laptop
    await client.sync.refused({ language: 'en' })
    expect(logged(laptop)).toEqual(['{"list":"refused"}'])
  })
})

describe('what stands aside', () => {
  test('is listed with its reason and since when, in words', async () => {
    const { laptop, client } = await withVisits()
    await using _ = laptop
    const put = (entity: string, state: string, since: number | null) =>
      laptop.meddle(
        `INSERT INTO feed_aside (entity, row_id, seq, state, reason, row, since)
         VALUES ('${entity}', '${v7()}', 1, '${state}', 'x', '{}', ${since})`,
      )
    put('visit', 'waiting', 1000)
    put('weather', 'quarantined', null)
    const { items } = await client.sync.quarantine({ language: 'en' })
    expect(items).toEqual([
      { title: 'Visit', words: expect.stringContaining('has not come'), since: 1000 },
      { title: 'Other record', words: expect.stringContaining('cannot read it'), since: null },
    ])
    const urdu = await client.sync.quarantine({ language: 'ur' })
    expect(urdu.items.every(({ title, words }) => /[\u0600-\u06ff]/.test(title + words))).toBe(true)
  })
})

describe('a conflict', () => {
  const conflicting = async () => {
    const came = await withVisits()
    const { laptop, customer } = came
    const people = laptop.rows('SELECT id, name FROM consultant')
    const idOf = (name: string) =>
      z
        .array(z.object({ id: z.string(), name: z.string() }))
        .parse(people)
        .find((one) => one.name === name)?.id
    const at = Date.UTC(2026, 10, 22, 9, 20)
    const shown = JSON.stringify({
      changeId: v7(),
      by: idOf('Ayesha Malik'),
      at: Date.UTC(2026, 10, 22, 9, 5),
    })
    const changeId = v7()
    laptop.meddle(
      `INSERT INTO field_beside (entity, row_id, field, reason, value, change_id, said_by_id, said_at, shown)
       VALUES ('customer', '${customer.id}', 'name', 'conflict', '"Aisha Khan"', '${changeId}',
         '${idOf('Imran Sheikh')}', ${at}, '${shown}')`,
    )
    return { ...came, changeId }
  }

  test('says who wrote what and when, and is settled by one tap', async () => {
    const { laptop, client, changeId, customer } = await conflicting()
    await using _ = laptop
    const [conflict] = await client.sync.conflicts({ language: 'en' })
    if (!conflict) throw new Error('no conflict')
    expect(plain(conflict.sentence)).toBe(
      'Ayesha Malik wrote “Ayesha Khan” on 22 November at 14:05; Imran Sheikh wrote “Aisha Khan” on 22 November at 14:20. Everything said is kept. Tap the one that is right.',
    )
    expect(conflict).toMatchObject({ isDoublePromise: false, shown: 'Ayesha Khan' })
    const { entity, rowId, field, seen } = conflict
    await client.sync.settle({ entity, rowId, field, seen, choose: changeId })
    expect(await client.sync.conflicts({ language: 'en' })).toEqual([])
    expect((await client.customers.get({ customerId: customer.id })).customer.name).toBe('Aisha Khan')
  })
})

describe('what a manager says yes to', () => {
  test('is the manager’s alone, and in the access log', async () => {
    const { laptop, client } = await withVisits()
    await using _ = laptop
    await client.sync.allowDeletes({ language: 'en' })
    await client.sync.allowEmpty({ language: 'en' })
    const said = laptop.rows("SELECT detail FROM access_log WHERE act = 'settings-changed' ORDER BY position")
    expect(said.slice(-2)).toEqual([
      { detail: '{"setting":"deletes-allowed"}' },
      { detail: '{"setting":"empty-headoffice-allowed"}' },
    ])
    await signInFirstTime(client, 'Imran Sheikh')
    await expect(client.sync.allowDeletes({ language: 'en' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await expect(client.sync.allowEmpty({ language: 'en' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await signIn(client)
  })
})

test('anyone signed in may say that the network is paid for by use; it is kept', async () => {
  const { laptop, client } = await withVisits()
  await using _ = laptop
  const { metered } = await client.sync.setMetered({ language: 'en', setting: 'metered' })
  expect(metered).toEqual({ setting: 'metered', inForce: true })
  expect((await client.sync.status({ language: 'ur' })).metered.setting).toBe('metered')
})

test('receipts are said in the language asked for, from what was written', async () => {
  const { laptop, client } = await withVisits()
  await using _ = laptop
  laptop.meddle(
    `INSERT INTO receipt (change_set_id, outcome, seq, mark, epoch, received_at)
     SELECT id, 'accepted', position, 'durable', 'e', 1000 FROM change_set`,
  )
  const words = async (language: 'en' | 'ur') =>
    (await client.sync.receipts({ language, limit: 10 })).map((receipt) => receipt.words)
  expect(await words('en')).toContain('Head office has this: 1 opportunity, 1 visit.')
  expect((await words('ur')).every((text) => text.startsWith('ہیڈ آفس'))).toBe(true)
})
