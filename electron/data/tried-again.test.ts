import { expect, test } from 'vitest'
import { newId } from '../doors.ts'
import { anyVehicle, openTestLaptop, refusal, refusalCode } from './test-laptop.ts'
import { walkIn } from './test-service.ts'

/** How many user actions the laptop has written. */
const written = async ({ client }: Pick<Awaited<ReturnType<typeof openTestLaptop>>, 'client'>) =>
  (await client.sync.status({ language: 'en' })).waitingChangeSets

test('a visit started twice under one id is one visit, as it has become', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const wish = { visitId: newId(), arrival: 'unknown' as const, customerId: null, opportunityId: null }
  const first = await client.visits.start(wish)
  await client.visits.setArrival({ visitId: first.id, arrival: 'be-back', seenArrival: 'unknown' })
  laptop.advance(16_000)
  expect(await client.visits.start(wish)).toEqual({ ...first, arrival: 'be-back' })
  expect(await client.visits.list({ businessDay: first.businessDay })).toHaveLength(1)
})

test('a visit goes on with its opportunity once, however often it is asked for', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const { id, opportunityId } = await walkIn(client)
  await client.visits.end({ visitId: id, leftBeforeContact: false })
  const wish = { visitId: newId(), arrival: 'be-back' as const, customerId: null, opportunityId }
  const first = await client.visits.start(wish)
  expect(await client.visits.start(wish)).toEqual(first)
})

test('an id that was used for something else is refused and writes nothing', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const { id: visitId } = await walkIn(client)
  const { opportunityId } = await walkIn(client)
  const before = await written(laptop)
  const call = client.visits.start({ visitId, arrival: 'unknown', customerId: null, opportunityId })
  expect(await refusalCode(call)).toBe('BUG')
  expect(await written(laptop)).toBe(before)
})

test('a new customer saved twice for a visit is one customer', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const { id: visitId } = await walkIn(client)
  const wish = {
    customerId: newId(),
    isNew: true,
    visit: { id: visitId, seenCustomerId: null },
    name: 'Fatima Noor',
    phone: '0300 1234567',
    language: 'en' as const,
    seen: {},
  }
  const first = await client.customers.save(wish)
  const before = await written(laptop)
  const again = await client.customers.save(wish)
  expect(again.customer).toEqual(first.customer)
  expect(await written(laptop)).toBe(before)
  expect((await client.customers.search({ text: 'Fatima', limit: 5 })).total).toBe(1)
  const other = client.customers.save({ ...wish, name: 'Fatima Noor Ali' })
  expect(await refusal(other)).toEqual({ code: 'CHANGED_SINCE_SEEN', detail: { value: 'Fatima Noor' } })
})

test('a person added twice under one id works here once', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const wish = { consultantId: newId(), name: 'Bilal', role: 'consultant' as const }
  const first = await client.consultants.add(wish)
  expect(await client.consultants.add(wish)).toEqual(first)
  expect((await client.app.state()).consultants).toHaveLength(3)
})

test('a shortlist kept twice under one id is one document, with its first instant', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const { id: visitId } = await walkIn(client)
  const wish = { shortlistId: newId(), visitId, language: 'en' as const }
  const first = await client.shortlist.record(wish)
  laptop.advance(16_000)
  const before = await written(laptop)
  expect(await client.shortlist.record(wish)).toEqual(first)
  expect(await written(laptop)).toBe(before)
})

test('a booking recorded twice under one id is one booking, with its first instant', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const { id: visitId } = await walkIn(client)
  const { id: variantId } = await anyVehicle(client)
  const wish = {
    bookingId: newId(),
    visitId,
    variantId,
    amount: { amountMinor: 500_000, currency: 'PKR' },
    paymentMode: 'cash',
    promisedDay: null,
  }
  const first = await client.opportunities.book(wish)
  laptop.advance(16_000)
  expect(await client.opportunities.book(wish)).toEqual(first)
  const { figures } = await client.reports.daily({ businessDay: '2026-11-22', language: 'en' })
  expect(figures.store.bookings).toBe(1)
})

test('an opportunity lost twice for one reason is lost once; for another it is not open', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const { id: visitId } = await walkIn(client)
  const [reason = '', another = ''] = (await client.app.state()).market.lostReasons.map(({ code }) => code)
  await client.opportunities.lose({ visitId, reason, note: 'too dear' })
  const before = await written(laptop)
  await client.opportunities.lose({ visitId, reason, note: 'too dear' })
  expect(await written(laptop)).toBe(before)
  const call = client.opportunities.lose({ visitId, reason: another, note: null })
  expect(await refusalCode(call)).toBe('OPPORTUNITY_NOT_OPEN')
})

test('a consent said twice is one consent, and said again after a withdrawal it is a new one', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const customerId = newId()
  const sana = { customerId, isNew: true, visit: null, name: 'Sana', phone: null, seen: {} }
  await client.customers.save({ ...sana, language: 'en' })
  const wordingId = (await client.app.state()).market.consents[0]?.id ?? ''
  const say = (granted: boolean) =>
    client.customers.consent({ customerId, wordingId, granted, language: 'en' })
  const first = await say(true)
  laptop.advance(16_000)
  expect(await say(true)).toEqual(first)
  await say(false)
  const anew = await say(true)
  expect(anew.consentId).not.toBe(first.consentId)
  const { consents } = await client.customers.get({ customerId })
  expect(consents.map(({ id }) => id)).toEqual([anew.consentId])
})
