import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../contract/errors.ts'
import type { Json } from '../core/canonical-json.ts'
import { type ConsultantId, changeSetIdSchema, customerIdSchema, opportunityIdSchema } from '../core/ids.ts'
import { type FeedRow, feedRowSchema } from '../core/sync/protocol.ts'
import type { Edit } from './change-sets.ts'
import { readErasureList } from './erasure-list.ts'
import type { Feed } from './feed.ts'
import { createOutbox } from './outbox.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, openTestFeed, setUpStore, type TestFolder, testFolder } from './test-database.ts'
import { testBusinessDay } from './test-day.ts'
import { dump, quotingShortlist } from './test-erasure.ts'

const now = Date.UTC(2026, 10, 22, 9)

interface Laptop {
  readonly place: TestFolder
  readonly db: ShowroomDatabase
  readonly feed: Feed
  readonly owner: ConsultantId
}

function openLaptop(): Laptop {
  const place = testFolder()
  const db = openTestDatabase(place.folder)
  const feed = openTestFeed(db)
  feed.enterEpoch('epoch', 'durable', { isEmpty: false })
  return { place, db, feed, owner: setUpStore(db) }
}

let laptops: readonly [Laptop, Laptop]
beforeEach(() => {
  laptops = [openLaptop(), openLaptop()]
})
afterEach(() => {
  for (const { db, place } of laptops) {
    db.close()
    place[Symbol.dispose]()
  }
})

let seq = 0
const pull = ({ feed }: Laptop, rows: readonly FeedRow[]) => {
  const placed = rows.map((row) => {
    seq += 1
    return { ...row, seq }
  })
  return feed.applyPage({ rows: placed, cursor: seq, hash: `hash ${seq}`, end: true, digest: null }, 'epoch')
}

/** A row as head office feeds it; `others` are other sides of conflicts. */
function fed(
  entity: string,
  rowId: string,
  values: Readonly<Record<string, Json>>,
  others: Readonly<Record<string, Json>> = {},
): FeedRow {
  const changeId = v7()
  const fields = Object.entries(values).map(([field, value]) => [
    field,
    {
      value,
      changeId,
      ...(Object.hasOwn(others, field) && { others: [{ value: others[field], changeId: v7() }] }),
    },
  ])
  return feedRowSchema.parse({ seq: 0, entity, rowId, fields: Object.fromEntries(fields) })
}

/** Something that happens to a laptop: a row is fed, or somebody does something on it. */
type Event = { readonly row: FeedRow } | { readonly act: (laptop: Laptop) => void }

/**
 * Everything that can be told of one customer, each piece carrying the mark. The first of `loose` is an opportunity
 * before it was theirs; it comes before the last, with which it becomes theirs.
 */
function storyOf(mark: string, authorId: string) {
  let number = 0
  const said = () => {
    number += 1
    return `${mark} ${number} نہیں`
  }
  const [customerId, opportunityId, looseId, visitId, looseVisitId] = [v7(), v7(), v7(), v7(), v7()]
  const customer = { name: said(), phone: '+923001112223', language: 'ur' }
  const opportunity = {
    ownerId: authorId,
    customerId,
    state: 'lost',
    lostReason: 'price',
    lostNote: said(),
    lostVisitId: null,
    lostBusinessDay: testBusinessDay,
    openedAt: now,
  }
  const visit = (of: string) => ({
    opportunityId: of,
    ownerId: authorId,
    arrival: 'unknown',
    startedAt: now,
    businessDay: testBusinessDay,
    endedAt: now,
    leftBeforeContact: false,
  })
  const happened = (of: string, at: string) => ({
    opportunityId: of,
    visitId: at,
    authorId,
    occurredAt: now,
    businessDay: testBusinessDay,
    language: 'ur',
  })
  const answer = (of: string, at: string) => ({
    ...happened(of, at),
    questionId: 'people.seats',
    state: 'answered',
    value: { type: 'number', number: 7 },
    ownWords: said(),
    bankVersion: '1',
    supersedesIds: [],
  })
  const shortlist = (of: string, at: string): Readonly<Record<string, Json>> => ({
    ...happened(of, at),
    content: JSON.parse(JSON.stringify(quotingShortlist(said()))),
  })
  const write = (...edits: readonly Edit[]): Event => ({
    act({ db, owner }) {
      if (
        edits.some(
          ({ entity, rowId, fields }) =>
            entity === 'opportunity' && !('ownerId' in fields) && !db.tables.isThere(entity, rowId),
        )
      )
        return
      if (!edits.every(({ entity, rowId }) => entity !== 'customer' || db.tables.isThere(entity, rowId)))
        return
      try {
        db.changeSets.commit({
          authorId: owner,
          occurredAt: now,
          businessDay: testBusinessDay,
          visitId: null,
          edits,
        })
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'CUSTOMER_ERASED') throw error
      }
    },
  })
  const draft: Event = {
    act({ db }) {
      const id = opportunityIdSchema.parse(opportunityId)
      if (!db.visits.opportunityIsThere(id) || db.erasures.rows.isErased(customerId)) return
      db.answers.keepDraft(id, 'close.missed', said(), now)
    },
  }
  const theirs = { ...opportunity, state: 'open', lostReason: null, lostNote: null, lostBusinessDay: null }
  const consent = {
    customerId,
    purpose: 'follow-up',
    granted: true,
    wordingId: 'pk-follow-up-1',
    wording: 'This showroom may call me.',
    language: 'ur',
    withdrawsId: null,
    followsId: null,
    authorId,
    occurredAt: now,
  }
  const rows: readonly FeedRow[] = [
    fed('customer', customerId, customer),
    fed('customer', customerId, { ...customer, name: said() }, { name: said(), phone: '+923009998887' }),
    fed('consent', v7(), consent),
    fed('opportunity', opportunityId, opportunity),
    fed('opportunity', opportunityId, { ...opportunity, lostNote: said() }, { lostNote: said() }),
    fed('visit', visitId, visit(opportunityId)),
    fed('answer', v7(), answer(opportunityId, visitId)),
    fed('answer', v7(), answer(opportunityId, visitId)),
    fed('shortlist', v7(), shortlist(opportunityId, visitId)),
    fed('visit', looseVisitId, visit(looseId)),
    fed('answer', v7(), answer(looseId, looseVisitId)),
    fed('shortlist', v7(), shortlist(looseId, looseVisitId)),
  ]
  /** What cannot be applied: of a later version, or with values that are none. */
  const strange: readonly FeedRow[] = [
    fed('customer', customerId, { ...customer, nickname: said() }, { name: said(), nickname: said() }),
    fed('answer', v7(), { ...answer(opportunityId, visitId), language: said() }),
    fed('answer', v7(), { ...answer(looseId, looseVisitId), mood: said() }),
    fed('shortlist', v7(), { ...shortlist(opportunityId, visitId), content: { picks: said() } }),
    fed('testDrive', v7(), { customerId, road: said() }),
    fed('testDrive', v7(), { opportunityId, road: said(), told: { by: said() } }),
    fed('testDrive', v7(), { visitId, road: said() }),
    fed('testDrive', v7(), { people: [{ who: { id: customerId } }], road: said() }),
  ]
  return {
    customerId,
    events: [
      ...[...rows, ...strange].map((row): Event => ({ row })),
      write({ entity: 'customer', rowId: customerId, fields: { name: said() } }),
      write({ entity: 'opportunity', rowId: opportunityId, fields: { lostNote: said() } }),
      draft,
    ],
    loose: [
      { row: fed('opportunity', looseId, { ...theirs, customerId: null }) },
      { row: fed('opportunity', looseId, theirs) },
    ] as const,
    /** Every mark that was given out so far. */
    marks: () => Array.from({ length: number }, (_, index) => `${mark} ${index + 1} نہیں`),
    erasure: {
      row: fed('erasure', v7(), { customerId, reason: 'requested', authorId, occurredAt: now }),
    } satisfies Event,
  }
}

/** The same events in an order of their own, the two of the loose opportunity in theirs. */
function inOrder(
  events: readonly Event[],
  [first, second]: readonly [Event, Event],
  order: readonly number[],
) {
  const all = [...events, first, second]
  const shuffled = all
    .map((event, index) => ({ event, place: order[index] ?? 0 }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ event }) => event)
  const places = [shuffled.indexOf(first), shuffled.indexOf(second)].sort((a, b) => a - b)
  return shuffled.map((event, index) => {
    if (index === places[0]) return first
    return index === places[1] ? second : event
  })
}

/** Plays events in pages: rows between two acts arrive on pages of at most so many. */
async function play(laptop: Laptop, events: readonly Event[], pageRows: number) {
  let page: FeedRow[] = []
  const turn = async () => {
    if (page.length > 0) await pull(laptop, page)
    page = []
  }
  for (const event of events) {
    if ('row' in event) page.push(event.row)
    else {
      await turn()
      event.act(laptop)
    }
    if (page.length >= pageRows) await turn()
  }
  await turn()
  laptop.feed.finishRound(now)
}

/** What head office has of a story, the loose opportunity theirs already. */
const rowsOf = ({ events, loose }: ReturnType<typeof storyOf>): readonly FeedRow[] => [
  ...events.flatMap((event) => ('row' in event ? [event.row] : [])),
  loose[1].row,
]

describe('an erasure from head office', () => {
  test('leaves no word of the customer, in whatever order rows, edits and erasure come, and nobody else’s goes', async () => {
    const events = 24
    const order = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 2 * events + 10,
      maxLength: 2 * events + 10,
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(order, order, fc.integer({ min: 3, max: 20 }), async (first, second, pageRows) => {
        run += 1
        // Neither word is part of the other; the index folds to lower case.
        const authorId = v7()
        const author: Event = {
          row: fed('consultant', authorId, { name: 'Hira', role: 'manager', active: true }),
        }
        const erased = storyOf(`weg${run}x`, authorId)
        const kept = storyOf(`bleibt${run}x`, authorId)
        const both = [...erased.events, ...kept.events, ...kept.loose, erased.erasure, author]
        for (const [laptop, places] of [
          [laptops[0], first],
          [laptops[1], second],
        ] as const) {
          await play(laptop, inOrder(both, erased.loose, places), pageRows)
          const text = dump(laptop.db)
          expect(erased.marks().filter((words) => text.includes(words))).toEqual([])
          expect(text).not.toContain(`weg${run}x`)
          expect(text).not.toContain('923009998887"')
          const keptHere = kept.marks().filter((words) => text.includes(words))
          expect(keptHere.length).toBeGreaterThan(10)
          expect(laptop.db.customers.get(customerIdSchema.parse(erased.customerId))).toMatchObject({
            name: null,
            phone: null,
            isErased: true,
          })
          expect(readErasureList(laptop.place.folder)).toContain(erased.customerId)
          // The next run is not to try again what stands aside for good.
          laptop.db.connection.exec('DELETE FROM feed_aside')
        }
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })

  test('strips what it cannot apply as soon as something tells whose it is', async () => {
    const [laptop] = laptops
    const story = storyOf('weg', laptop.owner)
    const { customerId, erasure } = story
    const rows = rowsOf(story)
    const drives = rows.filter(({ entity }) => entity === 'testDrive')
    await pull(laptop, [erasure.row, ...drives])
    // The drive that names a visit may be anybody's, until the visit is here.
    const aside = () => laptop.db.connection.prepare('SELECT row FROM feed_aside').pluck().all().join()
    expect(aside()).toContain('weg')
    for (const row of rows.filter(({ entity }) => entity !== 'testDrive')) await pull(laptop, [row])
    expect(aside()).not.toContain('weg')
    expect(laptop.db.erasures.rows.isErased(customerId)).toBe(true)
  })

  test('does not wait for its author: the words go at once', async () => {
    const [laptop] = laptops
    const story = storyOf('weg', laptop.owner)
    const { customerId, erasure } = story
    await pull(laptop, rowsOf(story))
    const { rowId } = erasure.row
    const stranger = v7()
    const row = fed('erasure', rowId, {
      customerId,
      reason: 'retention',
      authorId: stranger,
      occurredAt: now,
    })
    expect(await pull(laptop, [row])).toMatchObject({ applied: 0, waiting: 1 })
    expect(dump(laptop.db)).not.toContain('weg')
    await pull(laptop, [fed('consultant', stranger, { name: 'Hira', role: 'manager', active: true })])
    expect(laptop.db.erasures.of(customerIdSchema.parse(customerId))?.reason).toBe('retention')
  })

  test('leaves no conflict that nobody could settle', async () => {
    const [laptop] = laptops
    const story = storyOf('weg', laptop.owner)
    const { erasure } = story
    const rows = rowsOf(story)
    const sides = () => laptop.db.connection.prepare('SELECT entity, field FROM field_beside').all()
    await pull(laptop, rows)
    expect(sides()).toEqual(expect.arrayContaining([{ entity: 'customer', field: 'name' }]))
    await pull(laptop, [erasure.row])
    expect(sides()).toEqual([])
    await pull(laptop, rows)
    expect(sides()).toEqual([])
  })

  describe('of one of two customers that an opportunity is said to be of', () => {
    const openFor = (customerId: string | null, ownerId: string): Readonly<Record<string, Json>> => ({
      ownerId,
      customerId,
      state: 'lost',
      lostReason: 'price',
      lostNote: 'weg damit',
      lostVisitId: null,
      lostBusinessDay: testBusinessDay,
      openedAt: now,
    })
    const attach = ({ db, owner }: Laptop, rowId: string, customerId: string) =>
      db.changeSets.commit({
        authorId: owner,
        occurredAt: now,
        businessDay: testBusinessDay,
        visitId: null,
        edits: [{ entity: 'opportunity', rowId, fields: { customerId: customerIdSchema.parse(customerId) } }],
      }).changeSetId
    const customer = (rowId: string) => fed('customer', rowId, { name: null, phone: null, language: 'ur' })

    test('strips what head office sends while this laptop shows it as theirs', async () => {
      const [laptop] = laptops
      const [erased, other, opportunityId] = [v7(), v7(), v7()]
      const { owner } = laptop
      await pull(laptop, [customer(erased), customer(other)])
      await pull(laptop, [fed('opportunity', opportunityId, openFor(null, owner))])
      attach(laptop, opportunityId, erased)
      const erasure = { customerId: erased, reason: 'requested', authorId: owner, occurredAt: now }
      await pull(laptop, [fed('erasure', v7(), erasure)])
      await pull(laptop, [fed('opportunity', opportunityId, openFor(other, owner))])
      expect(laptop.db.tables.read('opportunity', opportunityId)).toMatchObject({
        customerId: erased,
        lostNote: null,
      })
      expect(dump(laptop.db)).not.toContain('weg')
    })

    test('strips it once head office’s word is shown in place of this laptop’s', async () => {
      const [laptop] = laptops
      const [erased, other, opportunityId] = [v7(), v7(), v7()]
      const { owner, db, feed } = laptop
      await pull(laptop, [customer(erased), customer(other)])
      await pull(laptop, [fed('opportunity', opportunityId, openFor(null, owner))])
      const changeSetId = attach(laptop, opportunityId, other)
      await pull(laptop, [fed('opportunity', opportunityId, { customerId: erased })])
      const erasure = { customerId: erased, reason: 'requested', authorId: owner, occurredAt: now }
      await pull(laptop, [fed('erasure', v7(), erasure)])
      // As far as this laptop shows, it is somebody else's.
      expect(db.tables.read('opportunity', opportunityId)?.lostNote).toBe('weg damit')
      const receipt = {
        outcome: 'refused',
        seq: null,
        mark: 'durable',
        receivedAt: now,
        reason: 'not-readable',
      } as const
      createOutbox(db.connection).recordReceipts(
        [{ ...receipt, changeSetId: changeSetIdSchema.parse(changeSetId) }],
        'epoch',
      )
      feed.finishRound(now)
      expect(db.tables.read('opportunity', opportunityId)).toMatchObject({
        customerId: erased,
        lostNote: null,
      })
      expect(dump(db)).not.toContain('weg')
    })
  })
})
