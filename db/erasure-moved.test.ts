import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { type ConsultantId, customerIdSchema } from '../core/ids.ts'
import type { FeedRow } from '../core/sync/protocol.ts'
import { createBlobs } from './blobs.ts'
import { rowHash, xorInto } from './feed-digest.ts'
import { setUpStore } from './test-database.ts'
import { testBusinessDay } from './test-day.ts'
import { dump, erase, quotingShortlist } from './test-erasure.ts'
import { eachFeedLaptop, now } from './test-feed-laptop.ts'

/**
 * An opportunity was moved to another customer before the first was erased, and changed again since: head office feeds
 * it after the erasure, and this laptop hears of the move last.
 */
const laptop = eachFeedLaptop()

const words = 'Thatta-3301'
const quoted = 'Sehwan-5503'
const note = 'Badin-4402'

function story(owner: ConsultantId) {
  const [erased, other, opportunityId, visitId] = [v7(), v7(), v7(), v7()]
  const happened = {
    opportunityId,
    visitId,
    authorId: owner,
    occurredAt: now,
    businessDay: testBusinessDay,
    language: 'ur',
  }
  const opportunityOf = (customerId: string) =>
    laptop.fed('opportunity', opportunityId, {
      ownerId: owner,
      customerId,
      state: 'lost',
      lostReason: 'price',
      lostNote: note,
      lostVisitId: null,
      lostBusinessDay: testBusinessDay,
      openedAt: now,
    })
  const answer = (ownWords: string, rowId: string = v7()) =>
    laptop.fed('answer', rowId, {
      ...happened,
      questionId: 'people.seats',
      state: 'answered',
      value: { type: 'number', number: 7 },
      ownWords,
      bankVersion: '1',
      supersedesIds: [],
    })
  const customer = (rowId: string) =>
    laptop.fed('customer', rowId, { name: null, phone: null, language: 'ur' })
  return {
    erased,
    other,
    opportunityId,
    opportunityOf,
    answer,
    before: [customer(erased), customer(other), opportunityOf(erased)],
    visit: laptop.fed('visit', visitId, {
      opportunityId,
      ownerId: owner,
      arrival: 'unknown',
      startedAt: now,
      businessDay: testBusinessDay,
      endedAt: now,
      leftBeforeContact: false,
    }),
    shortlist: laptop.fed('shortlist', v7(), {
      ...happened,
      content: JSON.parse(JSON.stringify(quotingShortlist(quoted))),
    }),
    picture: (hash: string) => {
      const { language: _language, businessDay: _businessDay, ...at } = happened
      return laptop.fed('picture', v7(), {
        ...at,
        hash,
        bytes: 500,
        mediaType: 'image/jpeg',
        caption: quoted,
      })
    },
    drive: (road: string) => laptop.fed('testDrive', v7(), { opportunityId, road }),
    erasure: () =>
      laptop.fed('erasure', v7(), {
        customerId: erased,
        reason: 'requested',
        authorId: owner,
        occurredAt: now,
      }),
    moved: () => opportunityOf(other),
  }
}

const valuesOf = ({ fields }: FeedRow) =>
  Object.fromEntries(Object.entries(fields).map(([field, { value }]) => [field, value]))

/** What head office says the digest of the rows is that it has. */
function digestOf(rows: readonly FeedRow[]): string {
  const digest = Buffer.alloc(16)
  for (const row of new Map(rows.map((row) => [row.rowId, row])).values()) xorInto(digest, rowHash(row))
  return digest.toString('hex')
}
const repair = (...rows: readonly FeedRow[]) => laptop.feed.repair(0, rows)
const here = () => [words, quoted, note].filter((word) => dump(laptop.db).includes(word))
/** As the rows themselves have it, and as it was kept up. */
async function expectDigest(rows: readonly FeedRow[]) {
  expect(laptop.feed.digest()).toBe(digestOf(rows))
  await laptop.feed.bucketDigests()
  expect(laptop.feed.digest()).toBe(digestOf(rows))
}

test('what an erasure took from an opportunity that was another customer’s already is fed again', async () => {
  const { before, visit, answer, shortlist, erasure, moved } = story(setUpStore(laptop.db))
  const said = answer(words)
  await laptop.pull(...before, visit, said, shortlist)
  const erasing = erasure()
  await laptop.pull(erasing)
  expect(here()).toEqual([])
  const opportunity = moved()
  await laptop.pull(opportunity)
  const rows = [...before, visit, said, shortlist, erasing, opportunity]
  // A visit has no words to lose.
  await expectDigest([...before.slice(0, 2), visit, erasing, opportunity])
  await repair(said, shortlist)
  expect(here()).toEqual([words, quoted, note])
  await expectDigest(rows)
})

test('an answer that head office feeds whole after the move has its words here again at once', async () => {
  const { before, visit, answer, erasure, moved } = story(setUpStore(laptop.db))
  const said = answer(words)
  await laptop.pull(...before, visit, said)
  const rest = [erasure(), moved(), answer(words, said.rowId)]
  await laptop.pull(...rest)
  expect(here()).toEqual([words, note])
  await expectDigest([...before, visit, said, ...rest])
})

test('an answer that comes at the position of the move, and before it, is fed again', async () => {
  const { before, visit, answer, erasure, moved } = story(setUpStore(laptop.db))
  await laptop.pull(...before, visit, erasure())
  const opportunity = moved()
  const said = { ...answer(words), seq: opportunity.seq }
  await laptop.pull(said, opportunity)
  expect(here()).toEqual([note])
  await repair(said)
  expect(here()).toEqual([words, note])
})

test('an erasure typed here takes nothing for good from what is another customer’s already', async () => {
  const owner = setUpStore(laptop.db)
  const { before, visit, answer, erased, moved } = story(owner)
  const said = answer(words)
  await laptop.pull(...before, visit, said)
  erase(laptop.db, owner, customerIdSchema.parse(erased))
  expect(here()).toEqual([])
  await laptop.pull(moved())
  await repair(said)
  expect(here()).toEqual([words, note])
})

test('a picture that is fed again is named by its bytes again, which are fetched', async () => {
  const { before, visit, picture, erasure, moved } = story(setUpStore(laptop.db))
  const hash = 'ab'.repeat(32)
  const taken = picture(hash)
  await laptop.pull(...before, visit, taken)
  await laptop.pull(erasure(), moved())
  const wanted = () => createBlobs(laptop.db.connection).wanted(10, new Set())
  expect(wanted()).toEqual([])
  await repair(taken)
  expect(wanted()).toEqual([{ hash, total: 500, received: 0 }])
})

test('what stands aside is fed again too, also what hangs on something else that does', async () => {
  const { before, visit, drive, erasure, moved } = story(setUpStore(laptop.db))
  const { ownerId: _ownerId, ...ofVisit } = valuesOf(visit)
  const waiting = laptop.fed('visit', v7(), { ...ofVisit, ownerId: v7() })
  const drives = [drive(words), laptop.fed('testDrive', v7(), { visitId: waiting.rowId, road: quoted })]
  const others = laptop.fed('testDrive', v7(), { opportunityId: v7(), road: 'elsewhere' })
  await laptop.pull(...before, waiting, ...drives, others)
  expect(here()).toEqual([words, quoted, note])
  const erasing = erasure()
  await laptop.pull(erasing)
  expect(here()).toEqual([])
  const opportunity = moved()
  await laptop.pull(opportunity)
  await expectDigest([...before.slice(0, 2), others, erasing, opportunity])
  await repair(waiting, ...drives)
  expect(here()).toEqual([words, quoted, note])
})

test('what head office has without words too is fed again once, and is in no doubt afterwards', async () => {
  const { before, visit, answer, erasure, moved } = story(setUpStore(laptop.db))
  const said = answer(words)
  await laptop.pull(...before, visit, said)
  const erasing = erasure()
  const bare = { ...answer('', said.rowId), seq: erasing.seq }
  const opportunity = moved()
  await laptop.pull(erasing, bare, opportunity)
  await repair(bare)
  const rows = [...before, visit, erasing, bare, opportunity]
  await expectDigest(rows)
  await laptop.feed.applyHead([erasing, bare, opportunity])
  await repair(erasing, bare, opportunity)
  const second = laptop.fed('erasure', v7(), valuesOf(erasing))
  await laptop.pull(second)
  await expectDigest([...rows, second])
  expect(here()).toEqual([note])
})

test('what becomes another erased customer’s stays without words, and is not in doubt', async () => {
  const owner = setUpStore(laptop.db)
  const { before, visit, answer, other, erasure, moved } = story(owner)
  const said = answer(words)
  await laptop.pull(...before, visit, said)
  const erasing = erasure()
  const others = laptop.fed('erasure', v7(), { ...valuesOf(erasing), customerId: other })
  const opportunity = moved()
  await laptop.pull(erasing, others, opportunity)
  await expectDigest([...before, visit, said, erasing, others, opportunity])
  await repair(said)
  expect(here()).toEqual([])
})

test('what is shown as another’s once a refused edit gives way is fed again', async () => {
  const owner = setUpStore(laptop.db)
  const { before, visit, answer, erased, erasure, moved, opportunityId } = story(owner)
  const said = answer(words)
  await laptop.pull(...before.slice(0, 2), moved(), visit, said)
  const { changeSetId } = laptop.db.changeSets.commit({
    authorId: owner,
    occurredAt: now,
    businessDay: testBusinessDay,
    visitId: null,
    edits: [
      { entity: 'opportunity', rowId: opportunityId, fields: { customerId: customerIdSchema.parse(erased) } },
    ],
  })
  const opportunity = moved()
  await laptop.pull(opportunity)
  const erasing = erasure()
  await laptop.pull(erasing)
  expect(here()).toEqual([])
  laptop.receive(changeSetId, 'refused')
  laptop.feed.finishRound(now)
  await expectDigest([...before.slice(0, 2), visit, erasing])
  await repair(said, opportunity)
  expect(here()).toEqual([words, note])
})
