import { describe, expect, test } from 'vitest'
import { newId } from '../doors.ts'
import { anyVehicle, openTestLaptop, refusal, refusalCode, textQuestion, words } from './test-laptop.ts'
import { signIn, type TestClient, walkIn } from './test-service.ts'

const dayMs = 24 * 3_600_000
const paper = (of: Readonly<Record<string, unknown>> = {}) => ({
  visitId: newId(),
  businessDay: '2026-11-22',
  from: '10:15',
  to: '10:55',
  arrival: 'first-time' as const,
  leftBeforeContact: false,
  ...of,
})
const summary = (client: TestClient, businessDay: string) =>
  client.reports.daily({ businessDay, language: 'en' })

/** A laptop on the day after the store was set up. */
async function dayAfter() {
  const laptop = await openTestLaptop()
  laptop.advance(dayMs)
  await signIn(laptop.client)
  return laptop
}

describe('a visit from paper', () => {
  test('is of the day on the paper, with the times on the store’s clock, and says that it was entered later', async () => {
    await using laptop = await dayAfter()
    const visit = await laptop.client.visits.enterLate(paper())
    expect(visit).toMatchObject({
      businessDay: '2026-11-22',
      startedAt: Date.UTC(2026, 10, 22, 5, 15),
      endedAt: Date.UTC(2026, 10, 22, 5, 55),
      arrival: 'first-time',
      enteredLate: true,
    })
    expect(await laptop.client.visits.list({ businessDay: '2026-11-22' })).toMatchObject([
      { id: visit.id, enteredLate: true },
    ])
    expect(await laptop.client.visits.list({ businessDay: '2026-11-23' })).toEqual([])
  })

  test('is written down after it ended: everything in it bears its day and is marked', async () => {
    await using laptop = await dayAfter()
    const { client } = laptop
    const { id: visitId } = await client.visits.enterLate(paper())
    await client.discovery.answer(words(visitId, await textQuestion(client), 'five, and the grandparents'))
    await client.shortlist.record({ shortlistId: newId(), visitId, language: 'en' })
    await client.customers.save({
      customerId: newId(),
      isNew: true,
      visit: { id: visitId, seenCustomerId: null },
      name: 'Sana Tariq',
      phone: null,
      language: 'en',
      seen: {},
    })
    const { id: variantId } = await anyVehicle(client)
    await client.opportunities.book({
      bookingId: newId(),
      visitId,
      variantId,
      amount: { amountMinor: 500_000, currency: 'PKR' },
      paymentMode: 'cash',
      promisedDay: null,
    })
    const days = laptop.rows(
      `SELECT business_day FROM answer UNION ALL SELECT business_day FROM shortlist
       UNION ALL SELECT business_day FROM booking`,
    )
    expect(days).toEqual(Array.from({ length: 3 }, () => ({ business_day: '2026-11-22' })))
    expect(
      laptop.rows(
        'SELECT business_day, entered_late, count(*) AS sets FROM change_set GROUP BY 1, 2 ORDER BY 2',
      ),
    ).toEqual([
      { business_day: '2026-11-22', entered_late: 0, sets: 1 },
      { business_day: '2026-11-22', entered_late: 1, sets: 5 },
    ])
    expect(await refusalCode(client.visits.end({ visitId, leftBeforeContact: false }))).toBe('VISIT_ENDED')
  })

  test('can be lost on the day on the paper', async () => {
    await using laptop = await dayAfter()
    const { client } = laptop
    const { id: visitId } = await client.visits.enterLate(paper())
    const reason = (await client.app.state()).market.lostReasons[0]?.code ?? ''
    await client.opportunities.lose({ visitId, reason, note: null })
    expect(laptop.rows('SELECT lost_business_day FROM opportunity')).toEqual([
      { lost_business_day: '2026-11-22' },
    ])
  })

  test('is entered once when the same call comes twice', async () => {
    await using laptop = await dayAfter()
    const asked = paper()
    const first = await laptop.client.visits.enterLate(asked)
    expect(await laptop.client.visits.enterLate(asked)).toEqual(first)
  })

  test('is neither of a day to come nor of one before the store', async () => {
    await using laptop = await dayAfter()
    const { client } = laptop
    for (const businessDay of ['2026-11-21', '2026-11-24'])
      expect(await refusal(client.visits.enterLate(paper({ businessDay })))).toEqual({
        code: 'LATE_DAY_NOT_VALID',
        detail: { day: businessDay, first: '2026-11-22', last: '2026-11-23' },
      })
    expect((await client.app.state()).firstDay).toBe('2026-11-22')
  })

  test('ended after it began, and not later than now', async () => {
    await using laptop = await dayAfter()
    const { client } = laptop
    for (const of of [{ to: '10:15' }, { to: '09:00' }, { businessDay: '2026-11-23', to: '23:00' }])
      expect(await refusalCode(client.visits.enterLate(paper(of))), JSON.stringify(of)).toBe(
        'LATE_TIMES_NOT_VALID',
      )
    expect(await client.visits.list({ businessDay: '2026-11-22' })).toEqual([])
  })

  test('restates a closed day, which says the difference and how many were entered later', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    await client.visits.end({ visitId: (await walkIn(client)).id, leftBeforeContact: false })
    await client.reports.close({ businessDay: '2026-11-22', language: 'en' })
    laptop.advance(dayMs)
    await signIn(client)
    await client.visits.enterLate(paper())
    const changed = await summary(client, '2026-11-22')
    expect(changed).toMatchObject({ status: 'closed', changedSinceClosed: true })
    const restated = await client.reports.close({ businessDay: '2026-11-22', language: 'en' })
    expect(restated).toMatchObject({
      status: 'restated',
      figures: { store: { visits: 2, firstTime: 2, enteredLate: 1, openNow: 0 } },
    })
    expect(restated.difference.filter(({ about }) => about === null)).toEqual([
      { figure: 'store/visits', about: null, before: 1, after: 2 },
      { figure: 'store/firstTime', about: null, before: 1, after: 2 },
      { figure: 'store/enteredLate', about: null, before: 0, after: 1 },
    ])
    expect((await summary(client, '2026-11-23')).figures.store.visits).toBe(0)
  })
})
