import { describe, expect, test } from 'vitest'
import { newId } from '../doors.ts'
import { openTestLaptop, refusalCode } from './test-laptop.ts'
import { signIn, type TestClient, walkIn } from './test-service.ts'

const mobile = '0300 1234567'

async function save(client: TestClient, name: string | null, phone: string | null = null) {
  const customerId = newId()
  await client.customers.save({
    customerId,
    isNew: true,
    visit: null,
    name,
    phone,
    language: 'en',
    seen: {},
  })
  return customerId
}
const link = (client: TestClient, oneId: string, otherId: string) =>
  client.customers.link({ linkId: newId(), oneId, otherId })
const get = (client: TestClient, customerId: string) => client.customers.get({ customerId })
/** Takes a record out of its person, by the links that its page shows. */
async function split(client: TestClient, customerId: string, fromId: string) {
  const { customer } = await get(client, customerId)
  return client.customers.split({ splitId: newId(), customerId, fromId, linkIds: customer.linkIds })
}
async function wordingId(client: TestClient, purpose = 'marketing') {
  const found = (await client.app.state()).market.consents.find((consent) => consent.purpose === purpose)
  return found?.id ?? ''
}

describe('records that look like one person', () => {
  test('are offered by phone and name together, while a phone alone stays a hint', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const sana = await save(client, 'Sana Tariq', mobile)
    const again = await save(client, 'Sana', mobile)
    const brother = await save(client, 'Bilal Tariq', mobile)
    const page = await get(client, sana)
    expect(page.lookAlikes.map(({ customer, reasons }) => [customer.id, reasons])).toEqual([
      [again, ['same-phone', 'name-within-the-other']],
    ])
    expect(page.samePhone.map(({ id }) => id)).toEqual([brother])
  })

  test('are not offered again once somebody said that they are two, until they are linked after all', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const one = await save(client, 'Sana Tariq', mobile)
    const other = await save(client, 'Sana Tariq', mobile)
    await client.customers.split({ splitId: newId(), customerId: one, fromId: other, linkIds: [] })
    const page = await get(client, one)
    expect([page.lookAlikes, page.samePhone.map(({ id }) => id)]).toEqual([[], [other]])
    await link(client, other, one)
    expect((await get(client, one)).records.map(({ id }) => id)).toEqual([other])
  })
})

describe('linked records', () => {
  test('are one profile, in which each thing says which record it stands on', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const one = await save(client, 'Sana Tariq', mobile)
    const other = await save(client, 'S. Tariq', '0321 9999999')
    const visit = await client.visits.start({
      visitId: newId(),
      arrival: 'first-time',
      customerId: other,
      opportunityId: null,
    })
    await link(client, one, other)
    const page = await get(client, one)
    expect(page.customer).toMatchObject({ id: one, name: 'Sana Tariq', records: 2 })
    expect(page.records).toMatchObject([{ id: other, name: 'S. Tariq', phone: '+923219999999' }])
    expect(page.visits).toMatchObject([{ id: visit.id, customerId: other }])
    expect((await get(client, other)).visits).toMatchObject([{ id: visit.id }])
    // An edit is of the record that it was typed on.
    await client.customers.save({
      customerId: one,
      isNew: false,
      visit: null,
      name: 'Sana T.',
      phone: mobile,
      language: 'en',
      seen: page.seen,
    })
    expect((await get(client, other)).customer.name).toBe('S. Tariq')
  })

  test('are found once, by any name or phone of theirs, and counted once', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const one = await save(client, 'Sana Tariq', mobile)
    const other = await save(client, null, '0321 9999999')
    await save(client, 'Bilal')
    await link(client, one, other)
    const find = async (text: string) => {
      const { customers, total } = await client.customers.search({ text, limit: 10 })
      return [customers.map(({ name }) => name), total]
    }
    expect(await find('sana')).toEqual([['Sana Tariq'], 1])
    expect(await find('9999999')).toEqual([['Sana Tariq'], 1])
    expect(await find('')).toEqual([['Bilal', 'Sana Tariq'], 2])
  })

  test('come apart again as they were, and the others stay one', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const [a, b, c] = [
      await save(client, 'A Khan'),
      await save(client, 'B Khan'),
      await save(client, 'C Khan'),
    ]
    await link(client, a, b)
    await link(client, b, c)
    await split(client, b, a)
    expect((await get(client, b)).records).toEqual([])
    expect((await get(client, a)).records.map(({ id }) => id)).toEqual([c])
  })

  test('are linked and split once when the same call comes twice', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const [oneId, otherId] = [await save(client, 'A Khan'), await save(client, 'B Khan')]
    const asked = { linkId: newId(), oneId, otherId }
    const first = await client.customers.link(asked)
    expect(await client.customers.link(asked)).toEqual(first)
    const { customer } = await get(client, oneId)
    expect(customer.linkIds).toEqual([asked.linkId])
    const parted = { splitId: newId(), customerId: oneId, fromId: otherId, linkIds: customer.linkIds }
    expect(await client.customers.split(parted)).toEqual(await client.customers.split(parted))
    expect((await get(client, oneId)).records).toEqual([])
  })

  test('are never those of somebody erased, or one record with itself', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const [one, other] = [await save(client, 'A Khan'), await save(client, 'B Khan')]
    expect(await refusalCode(link(client, one, one))).toBe('NOT_FOUND')
    expect(await refusalCode(link(client, one, newId()))).toBe('NOT_FOUND')
    await client.customers.erase({ customerId: other, reason: 'requested' })
    expect(await refusalCode(link(client, one, other))).toBe('CUSTOMER_ERASED')
    expect(await refusalCode(link(client, other, one))).toBe('CUSTOMER_ERASED')
  })
})

describe('erasing one of several records of a person', () => {
  test('erases every record, once all were shown', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const [one, other] = [await save(client, 'Sana Tariq', mobile), await save(client, 'Sana', mobile)]
    await link(client, one, other)
    const asked = { customerId: one, reason: 'requested' as const }
    expect(await refusalCode(client.customers.erase(asked))).toBe('MORE_RECORDS_LINKED')
    expect((await get(client, one)).customer.isErased).toBe(false)
    await client.customers.erase({ ...asked, linkedIds: [other] })
    for (const id of [one, other])
      expect((await get(client, id)).customer, id).toMatchObject({ isErased: true, name: null, phone: null })
    expect(laptop.rows('SELECT customer_id FROM erasure ORDER BY customer_id')).toEqual(
      [one, other].sort().map((customer_id) => ({ customer_id })),
    )
  })

  test('is refused while any of them is in a visit', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const [one, other] = [await save(client, 'Sana Tariq'), await save(client, 'Sana')]
    await link(client, one, other)
    const visit = await walkIn(client)
    await client.customers.attach({ visitId: visit.id, customerId: other, seenCustomerId: null })
    const call = client.customers.erase({ customerId: one, linkedIds: [other], reason: 'requested' })
    expect(await refusalCode(call)).toBe('CUSTOMER_IN_VISIT')
    expect((await get(client, one)).customer.isErased).toBe(false)
  })

  test('counts a person as seen when any of their records was, before they are due', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { market } = await client.app.state()
    const almost = Math.ceil(market.retention.customerMonths * 30.5 * 0.75) * 24 * 3_600_000
    const visitOf = async (customerId: string) => {
      const visit = await client.visits.start({
        visitId: newId(),
        arrival: 'unknown',
        customerId,
        opportunityId: null,
      })
      await client.visits.end({ visitId: visit.id, leftBeforeContact: false })
    }
    const [one, other] = [await save(client, 'Sana Tariq'), await save(client, 'Sana')]
    await visitOf(one)
    laptop.advance(almost)
    await signIn(client)
    await visitOf(other)
    laptop.advance(almost)
    await signIn(client)
    await visitOf(await save(client, 'Bilal'))
    expect((await client.retention.due()).customers.map(({ customerId }) => customerId)).toEqual([one])
    await link(client, one, other)
    expect((await client.retention.due()).customers).toEqual([])
  })
})

describe('consent of a person with several records', () => {
  test('stands by all of them: a withdrawal on one is not overtaken by a grant on another that did not know it', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const [one, other] = [await save(client, 'Sana Tariq'), await save(client, 'Sana')]
    const say = async (customerId: string, granted: boolean) =>
      client.customers.consent({
        customerId,
        wordingId: await wordingId(client),
        granted,
        language: 'en',
      })
    await say(one, false)
    await say(other, true)
    await link(client, one, other)
    const standing = async (customerId: string) => (await get(client, customerId)).consents
    expect(await standing(other)).toMatchObject([
      { purpose: 'marketing', granted: false, customerId: one, grantedApart: { authorName: 'Ayesha Malik' } },
    ])
    // Said again with both in sight, it counts for both.
    await say(other, true)
    expect(await standing(one)).toMatchObject([{ granted: true, customerId: other, grantedApart: null }])
    expect(
      laptop.rows('SELECT json_array_length(also_follows_ids) AS also FROM consent ORDER BY also'),
    ).toEqual([{ also: 0 }, { also: 0 }, { also: 1 }])
    expect((await say(one, true)).consentId).toBe((await standing(one))[0]?.id)
    await split(client, one, other)
    expect(await standing(one)).toMatchObject([{ granted: false }])
  })
})

describe('a note and more phones', () => {
  test('are kept with the record, found by, and never overwritten unseen', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const customerId = await save(client, 'Sana Tariq', mobile)
    const { seen } = await get(client, customerId)
    const asked = {
      customerId,
      isNew: false,
      visit: null,
      name: 'Sana Tariq',
      phone: mobile,
      language: 'en' as const,
    }
    await client.customers.save({
      ...asked,
      note: 'Calls her brother first',
      alsoPhones: ['0321 9999999', '+92 321 9999999'],
      seen,
    })
    const { customer } = await get(client, customerId)
    expect(customer).toMatchObject({
      note: 'Calls her brother first',
      alsoPhones: [{ phone: '+923219999999', phoneText: '+92 321 9999999' }],
    })
    expect((await client.customers.search({ text: '0321 99999', limit: 5 })).customers).toMatchObject([
      { id: customerId },
    ])
    expect(await refusalCode(client.customers.save({ ...asked, note: 'Another', seen }))).toBe(
      'CHANGED_SINCE_SEEN',
    )
    expect(await refusalCode(client.customers.save({ ...asked, alsoPhones: ['12'], seen }))).toBe(
      'PHONE_NOT_VALID',
    )
    // A call that says nothing of them leaves them as they are.
    await client.customers.save({ ...asked, name: 'Sana T', seen })
    expect((await get(client, customerId)).customer.note).toBe('Calls her brother first')
    const sibling = await save(client, 'Bilal', '0321 9999999')
    expect((await get(client, sibling)).samePhone.map(({ id }) => id)).toEqual([customerId])
  })
})
