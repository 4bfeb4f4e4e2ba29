import { describe, expect, test } from 'vitest'
import { testClock, testFolder } from '../../db/test-database.ts'
import { newId } from '../doors.ts'
import { anyVehicle, openTestLaptop, refusal, refusalCode, textQuestion, words } from './test-laptop.ts'
import { openTestService, setUp, signIn, type TestClient, testPin, walkIn } from './test-service.ts'

const rupees = (amountMinor: number) => ({ amountMinor, currency: 'PKR' })

/** A booking that would be taken. */
async function booking(client: TestClient, visitId: string) {
  const { id: variantId } = await anyVehicle(client)
  return {
    bookingId: newId(),
    visitId,
    variantId,
    amount: rupees(500_000),
    paymentMode: 'cash',
    promisedDay: null,
  }
}

describe('NOT_FOUND', () => {
  test('a record that is not on this laptop is refused by every call that names it', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const visit = await walkIn(client)
    const questionId = await textQuestion(client)
    const nowhere = newId()
    const sana = { name: 'Sana', phone: null, language: 'en' as const, seen: {} }
    const start = { visitId: newId(), arrival: 'unknown' as const, customerId: null, opportunityId: null }
    const consent = { customerId: nowhere, wordingId: 'x', granted: true, language: 'en' as const }
    const booked = await booking(client, visit.id)
    const calls: Readonly<Record<string, () => Promise<unknown>>> = {
      'the visit': () => client.visits.get({ visitId: nowhere }),
      'the visit of an answer': () => client.discovery.answer(words(nowhere, questionId, 'five')),
      'the visit of an arrival': () =>
        client.visits.setArrival({ visitId: nowhere, arrival: 'be-back', seenArrival: 'unknown' }),
      'the visit to end': () => client.visits.end({ visitId: nowhere, leftBeforeContact: false }),
      'the opportunity to go on with': () => client.visits.start({ ...start, opportunityId: nowhere }),
      'the customer who came': () => client.visits.start({ ...start, customerId: nowhere }),
      'the opportunity of a board': () => client.discovery.board({ opportunityId: nowhere, language: 'en' }),
      'the question of a draft': () =>
        client.discovery.keepDraft({ opportunityId: visit.opportunityId, questionId: 'x', text: 'a' }),
      'the question to open': () =>
        client.discovery.open({ opportunityId: visit.opportunityId, questionId: 'x' }),
      'the shortlist of a visit': () =>
        client.shortlist.record({ shortlistId: newId(), visitId: nowhere, language: 'en' }),
      'the customer': () => client.customers.get({ customerId: nowhere }),
      'the customer to save': () =>
        client.customers.save({ ...sana, customerId: nowhere, isNew: false, visit: null }),
      'the customer to attach': () =>
        client.customers.attach({ visitId: visit.id, customerId: nowhere, seenCustomerId: null }),
      'the customer who consents': () => client.customers.consent(consent),
      'the person who signs in': () => client.session.signIn({ consultantId: nowhere, pin: testPin }),
      'the vehicle': () => client.opportunities.book({ ...booked, variantId: 'no/such/car' }),
      'the payment mode': () => client.opportunities.book({ ...booked, paymentMode: 'shells' }),
      'the reason': () => client.opportunities.lose({ visitId: visit.id, reason: 'x', note: null }),
    }
    for (const [what, call] of Object.entries(calls))
      expect(await refusalCode(call()), what).toBe('NOT_FOUND')
    expect(await client.visits.list({ businessDay: visit.businessDay })).toEqual([visit])
  })
})

describe('MONEY_NOT_VALID', () => {
  test('words that are no amount are said back, with an amount as the market says and writes it', async () => {
    await using laptop = await openTestLaptop()
    const call = laptop.client.discovery.readMoney({ text: 'a fair price' })
    expect(await refusal(call)).toEqual({
      code: 'MONEY_NOT_VALID',
      detail: { text: 'a fair price', said: '42.5 lakh', written: '4,250,000' },
    })
  })

  test('nothing is booked for nothing, or in the money of another market', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { id: visitId } = await walkIn(client)
    for (const amount of [rupees(0), rupees(-1), { amountMinor: 500_000, currency: 'USD' }]) {
      const call = client.opportunities.book({ ...(await booking(client, visitId)), amount })
      expect(await refusalCode(call), JSON.stringify(amount)).toBe('MONEY_NOT_VALID')
    }
    expect((await client.visits.get({ visitId })).state).toBe('open')
  })
})

describe('OPPORTUNITY_NOT_OPEN', () => {
  test('what was booked is neither booked again nor lost', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { id: visitId } = await walkIn(client)
    await client.opportunities.book(await booking(client, visitId))
    const again = client.opportunities.book(await booking(client, visitId))
    expect(await refusalCode(again)).toBe('OPPORTUNITY_NOT_OPEN')
    const reason = (await client.app.state()).market.lostReasons[0]?.code ?? ''
    expect(await refusalCode(client.opportunities.lose({ visitId, reason, note: null }))).toBe(
      'OPPORTUNITY_NOT_OPEN',
    )
    expect((await client.visits.get({ visitId })).state).toBe('booked')
  })
})

describe('PROMISE_IN_THE_PAST', () => {
  test('no vehicle is promised for a day that is over in the store, and today will do', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { id: visitId, businessDay } = await walkIn(client)
    const wanted = await booking(client, visitId)
    expect(await refusal(client.opportunities.book({ ...wanted, promisedDay: '2026-11-21' }))).toEqual({
      code: 'PROMISE_IN_THE_PAST',
      detail: { day: '2026-11-21' },
    })
    await client.opportunities.book({ ...wanted, promisedDay: businessDay })
    expect((await client.visits.get({ visitId })).state).toBe('booked')
  })

  test('the day is the business day of the store, not that of the clock in UTC', async () => {
    using place = testFolder()
    const { clock, advance } = testClock()
    const { client, close } = openTestService(place.folder, { clock })
    await setUp(client)
    advance(12 * 3600_000 + 1)
    await signIn(client)
    const { id: visitId } = await walkIn(client)
    const call = client.opportunities.book({
      ...(await booking(client, visitId)),
      promisedDay: '2026-11-22',
    })
    expect(await refusalCode(call)).toBe('PROMISE_IN_THE_PAST')
    await close()
  })
})
