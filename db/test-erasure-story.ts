import { v7 } from 'uuid'
import { Refusal } from '../contract/errors.ts'
import type { Json } from '../core/canonical-json.ts'
import { type ConsultantId, opportunityIdSchema } from '../core/ids.ts'
import { type FeedRow, feedRowSchema } from '../core/sync/protocol.ts'
import type { Edit } from './change-sets.ts'
import type { Feed } from './feed.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, openTestFeed, setUpStore, type TestFolder, testFolder } from './test-database.ts'
import { testBusinessDay } from './test-day.ts'
import { quotingShortlist } from './test-erasure.ts'

/** When all of a story happened, UTC milliseconds. */
export const storyNow = Date.UTC(2026, 10, 22, 9)

/** A laptop that a story is told to, row by row as head office feeds them. */
export interface StoryLaptop {
  readonly place: TestFolder
  readonly db: ShowroomDatabase
  readonly feed: Feed
  readonly owner: ConsultantId
  /** Applies rows as one page, at the positions that come next. */
  readonly pull: (rows: readonly FeedRow[]) => ReturnType<Feed['applyPage']>
}

export function openStoryLaptop(): StoryLaptop {
  const place = testFolder()
  const db = openTestDatabase(place.folder)
  const feed = openTestFeed(db)
  feed.enterEpoch('epoch', 'durable', { isEmpty: false })
  let seq = 0
  const pull = (rows: readonly FeedRow[]) => {
    const placed = rows.map((row) => {
      seq += 1
      return { ...row, seq }
    })
    return feed.applyPage(
      { rows: placed, cursor: seq, hash: `hash ${seq}`, end: true, digest: null },
      'epoch',
    )
  }
  return { place, db, feed, owner: setUpStore(db), pull }
}

/** A row as head office feeds it; `others` are other sides of conflicts. */
export function fed(
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
export type StoryEvent = { readonly row: FeedRow } | { readonly act: (laptop: StoryLaptop) => void }

/**
 * Everything that can be told of one customer, each piece carrying the mark. The first of `loose` is an opportunity
 * before it was theirs; it comes before the last, with which it becomes theirs.
 */
export function storyOf(mark: string, authorId: string) {
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
    openedAt: storyNow,
  }
  const visit = (of: string) => ({
    opportunityId: of,
    ownerId: authorId,
    arrival: 'unknown',
    startedAt: storyNow,
    businessDay: testBusinessDay,
    endedAt: storyNow,
    leftBeforeContact: false,
  })
  const happened = (of: string, at: string) => ({
    opportunityId: of,
    visitId: at,
    authorId,
    occurredAt: storyNow,
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
  const write = (...edits: readonly Edit[]): StoryEvent => ({
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
          occurredAt: storyNow,
          businessDay: testBusinessDay,
          visitId: null,
          edits,
        })
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'CUSTOMER_ERASED') throw error
      }
    },
  })
  const draft: StoryEvent = {
    act({ db }) {
      const id = opportunityIdSchema.parse(opportunityId)
      if (!db.visits.opportunityIsThere(id) || db.erasures.rows.isErased(customerId)) return
      db.answers.keepDraft(id, 'close.missed', said(), storyNow)
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
    occurredAt: storyNow,
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
      ...[...rows, ...strange].map((row): StoryEvent => ({ row })),
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
      row: fed('erasure', v7(), { customerId, reason: 'requested', authorId, occurredAt: storyNow }),
    } satisfies StoryEvent,
  }
}

/** The same events in an order of their own, the two of the loose opportunity in theirs. */
export function inOrder(
  events: readonly StoryEvent[],
  [first, second]: readonly [StoryEvent, StoryEvent],
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
export async function play(laptop: StoryLaptop, events: readonly StoryEvent[], pageRows: number) {
  let page: FeedRow[] = []
  const turn = async () => {
    if (page.length > 0) await laptop.pull(page)
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
  laptop.feed.finishRound(storyNow)
}

/** What head office has of a story, the loose opportunity theirs already. */
export const rowsOf = ({ events, loose }: ReturnType<typeof storyOf>): readonly FeedRow[] => [
  ...events.flatMap((event) => ('row' in event ? [event.row] : [])),
  loose[1].row,
]
