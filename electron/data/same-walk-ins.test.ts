import { describe, expect, test } from 'vitest'
import { newId } from '../doors.ts'
import { openTestLaptop, refusalCode, type TestLaptop, textQuestion, words } from './test-laptop.ts'
import { personId, walkIn } from './test-service.ts'

const day = '2026-11-22'
const minute = 60_000
const noon = Date.UTC(2026, 10, 22, 7)

/** A visit that another laptop recorded, as the feed brings it: without a change of this laptop's. */
async function fromElsewhere(
  laptop: TestLaptop,
  of: {
    readonly startedAt?: number
    readonly endedAt?: number
    readonly owner?: string
    readonly arrival?: string
    readonly businessDay?: string
    readonly lostReason?: string
  } = {},
) {
  const [visitId, opportunityId] = [newId(), newId()]
  const ownerId = await personId(laptop.client, of.owner ?? 'Imran Sheikh')
  const { startedAt = noon, businessDay = day } = of
  const lost =
    of.lostReason === undefined
      ? "'open', NULL, NULL, NULL, NULL"
      : `'lost', '${of.lostReason}', NULL, '${visitId}', '${businessDay}'`
  laptop.meddle(`
    INSERT INTO opportunity (id, owner_id, customer_id, state, lost_reason, lost_note, lost_visit_id, lost_business_day, opened_at)
      VALUES ('${opportunityId}', '${ownerId}', NULL, ${lost}, ${startedAt});
    INSERT INTO visit (id, opportunity_id, owner_id, arrival, started_at, business_day, ended_at, left_before_contact)
      VALUES ('${visitId}', '${opportunityId}', '${ownerId}', '${of.arrival ?? 'first-time'}', ${startedAt},
        '${businessDay}', ${of.endedAt ?? 'NULL'}, 0);`)
  return { visitId, opportunityId, ownerId }
}
const offered = async ({ client }: TestLaptop) => client.visits.sameWalkIns({ businessDay: day })
const link = ({ client }: TestLaptop, oneId: string, otherId: string) =>
  client.visits.link({ linkId: newId(), oneId, otherId })

describe('the same walk-in on two laptops', () => {
  test('is offered with both times and words side by side', async () => {
    await using laptop = await openTestLaptop()
    const own = await walkIn(laptop.client)
    const other = await fromElsewhere(laptop, { startedAt: noon + 4 * minute })
    await laptop.client.discovery.answer(
      words(own.id, await textQuestion(laptop.client), 'five of us on Fridays'),
    )
    expect(await offered(laptop)).toMatchObject([
      {
        own: {
          visit: { id: own.id, ownerName: 'Ayesha Malik', startedAt: noon },
          words: ['five of us on Fridays'],
        },
        other: {
          visit: { id: other.visitId, ownerName: 'Imran Sheikh', startedAt: noon + 4 * minute },
          words: [],
        },
        reasons: ['at-the-same-time', 'began-together', 'same-arrival'],
      },
    ])
  })

  test('is not offered of two visits that this laptop recorded, nor of two that others did', async () => {
    await using laptop = await openTestLaptop()
    await fromElsewhere(laptop)
    await fromElsewhere(laptop)
    expect(await offered(laptop)).toEqual([])
    await using own = await openTestLaptop()
    await walkIn(own.client)
    await walkIn(own.client)
    expect(await offered(own)).toEqual([])
  })

  test('is not offered again once it was linked, or said to be two', async () => {
    await using laptop = await openTestLaptop()
    const own = await walkIn(laptop.client)
    const other = await fromElsewhere(laptop)
    const parted = { splitId: newId(), visitId: own.id, fromId: other.visitId, linkIds: [] }
    await laptop.client.visits.split(parted)
    expect(await laptop.client.visits.split(parted)).toMatchObject({})
    expect(await offered(laptop)).toEqual([])
    await using linked = await openTestLaptop()
    const mine = await walkIn(linked.client)
    const theirs = await fromElsewhere(linked)
    await link(linked, mine.id, theirs.visitId)
    expect(await offered(linked)).toEqual([])
    expect(await linked.client.visits.get({ visitId: mine.id })).toMatchObject({
      sameWalkIn: [{ id: theirs.visitId, ownerName: 'Imran Sheikh' }],
    })
  })

  test('is still offered once this laptop ended the visit that the other recorded', async () => {
    await using laptop = await openTestLaptop()
    const own = await walkIn(laptop.client)
    const other = await fromElsewhere(laptop)
    await laptop.client.visits.end({ visitId: other.visitId, leftBeforeContact: false })
    expect(await offered(laptop)).toMatchObject([
      { own: { visit: { id: own.id } }, other: { visit: { id: other.visitId } } },
    ])
  })

  test('is still offered for a week, and no longer, when the laptops sync days later', async () => {
    await using laptop = await openTestLaptop()
    const own = await walkIn(laptop.client)
    await laptop.client.visits.end({ visitId: own.id, leftBeforeContact: false })
    const other = await fromElsewhere(laptop, { endedAt: noon + minute })
    const offeredOn = (businessDay: string) => laptop.client.visits.sameWalkIns({ businessDay })
    for (const later of ['2026-11-23', '2026-11-28'])
      expect(await offeredOn(later)).toMatchObject([
        { own: { visit: { id: own.id } }, other: { visit: { id: other.visitId } } },
      ])
    expect(await offeredOn('2026-11-29')).toEqual([])
    expect(await offeredOn('2026-11-21')).toEqual([])
  })

  test('is linked by visits that are here, and not by one with itself', async () => {
    await using laptop = await openTestLaptop()
    const own = await walkIn(laptop.client)
    expect(await refusalCode(link(laptop, own.id, own.id))).toBe('NOT_FOUND')
    expect(await refusalCode(link(laptop, own.id, newId()))).toBe('NOT_FOUND')
  })
})

describe('linked visits in the daily summary', () => {
  test('count once, for who held them longest, with nothing lost that was said in either', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const own = await walkIn(client)
    await client.discovery.answer(words(own.id, await textQuestion(client), 'five of us'))
    laptop.advance(9 * minute)
    await client.visits.end({ visitId: own.id, leftBeforeContact: false })
    const other = await fromElsewhere(laptop, {
      startedAt: noon + minute,
      endedAt: noon + 40 * minute,
      arrival: 'be-back',
    })
    await client.reports.close({ businessDay: day, language: 'en' })
    await link(laptop, own.id, other.visitId)

    const changed = await client.reports.daily({ businessDay: day, language: 'en' })
    expect(changed.changedSinceClosed).toBe(true)
    const restated = await client.reports.close({ businessDay: day, language: 'en' })
    expect(restated.figures.store).toMatchObject({ visits: 1, firstTime: 0, beBack: 1, discoveriesBegun: 1 })
    expect(restated.figures.byConsultant.map(({ name, counts }) => [name, counts.visits])).toEqual([
      ['Imran Sheikh', 1],
    ])
    expect(restated.difference).toContainEqual({ figure: 'store/visits', about: null, before: 2, after: 1 })
    const board = await client.discovery.board({ opportunityId: own.opportunityId, language: 'en' })
    expect(board.answers.map(({ ownWords }) => ownWords)).toEqual(['five of us'])

    const { linkIds } = await client.visits.get({ visitId: own.id })
    await client.visits.split({ splitId: newId(), visitId: own.id, fromId: other.visitId, linkIds })
    const again = await client.reports.daily({ businessDay: day, language: 'en' })
    expect(again.difference).toContainEqual({ figure: 'store/visits', about: null, before: 1, after: 2 })
  })

  test('are lost once, and count on the day on which the walk-in began', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const reason = (await client.app.state()).market.lostReasons[0]?.code ?? ''
    const own = await walkIn(client)
    await client.opportunities.lose({ visitId: own.id, reason, note: null })
    const other = await fromElsewhere(laptop, { lostReason: reason, endedAt: noon + minute })
    const late = await fromElsewhere(laptop, {
      businessDay: '2026-11-23',
      startedAt: noon + 24 * 60 * minute,
      endedAt: noon + 25 * 60 * minute,
    })
    const counted = async (businessDay: string) =>
      (await client.reports.daily({ businessDay, language: 'en' })).figures.store
    expect(await counted(day)).toMatchObject({ visits: 2, lost: 2 })
    expect(await counted('2026-11-23')).toMatchObject({ visits: 1 })
    await link(laptop, own.id, other.visitId)
    await link(laptop, late.visitId, own.id)
    expect(await counted(day)).toMatchObject({ visits: 1, lost: 1 })
    expect(await counted('2026-11-23')).toMatchObject({ visits: 0 })
  })
})
