import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { businessDaySchema } from '../core/market/business-day.ts'
import { emptyDigest } from '../core/sync/digest.ts'
import { xorDigest } from '../core/sync/test-digest.ts'
import type { Edit } from '../db/change-sets.ts'
import { createFieldBeside } from '../db/field-beside.ts'
import { createOutbox } from '../db/outbox.ts'
import { createOutboxJournal } from '../db/outbox-journal.ts'
import { replayJournal } from '../db/replay-journal.ts'
import { openTestDatabase, openTestFeed, setUpStore, testFolder, testKey } from '../db/test-database.ts'
import { dump, erase, writeCustomer } from '../db/test-erasure.ts'
import { digestOf } from '../headoffice/testing/digest-of.ts'
import { type StoreLaptop, storeLaptop, wholeFeed } from '../headoffice/testing/store-laptop.ts'
import { openTrialDoor } from '../headoffice/testing/test-identity.ts'

/*
 * The laptop's database and head office's own functions on a real database, with nothing between them but what a test
 * loses on the way.
 */

const day = businessDaySchema.parse('2026-11-22')
let trial: Awaited<ReturnType<typeof openTrialDoor>>
beforeAll(async () => {
  trial = await openTrialDoor()
  await trial.door.run('INSERT INTO epoch VALUES (1, $1, $2)', [v7(), 0])
})
afterAll(() => trial.end())

async function openLaptop(storeId?: StoreLaptop['caller']['storeId']) {
  const headoffice = await storeLaptop(trial.door, storeId)
  const place = testFolder()
  const db = openTestDatabase(place.folder)
  const outbox = createOutbox(db.connection)
  const feed = openTestFeed(db)
  const epoch = await headoffice.epoch()
  feed.enterEpoch(epoch, 'trial', { isEmpty: false })
  const write = (edit: Edit) =>
    db.changeSets.commit({ authorId: null, occurredAt: 1, businessDay: day, visitId: null, edits: [edit] })
  const waiting = () => outbox.nextPage(100_000).changeSets
  const laptop = {
    db,
    outbox,
    feed,
    headoffice,
    waiting,
    place,
    edit: (rowId: string, fields: Extract<Edit, { entity: 'customer' }>['fields'], settles = false) =>
      void write({ entity: 'customer', rowId, fields, settles }),
    remove: (rowId: string) => void write({ entity: 'stockUnit', rowId, fields: { deleted: true } }),
    paint: (rowId: string, colour: string) => void write({ entity: 'stockUnit', rowId, fields: { colour } }),
    write,
    /** @param maxBytes so small that what waits goes in parts */
    async push(isAnswerLost = false, maxBytes = 100_000) {
      const page = outbox.nextPage(maxBytes)
      if (page.changeSets.length === 0) return
      outbox.markSent(page)
      const receipts = await headoffice.push(...page.changeSets)
      if (!isAnswerLost) outbox.recordReceipts(receipts, epoch)
    },
    async pull(pages = Number.POSITIVE_INFINITY, limit = 3) {
      for (let left = pages; left > 0; left -= 1) {
        const page = await headoffice.pull(feed.position().cursor, limit)
        await feed.applyPage(page, epoch)
        if (page.end) return page
      }
      return null
    },
    async sync() {
      while (waiting().length > 0) await laptop.push()
      const last = await laptop.pull()
      if (last?.digest !== feed.digest()) await laptop.repair()
      feed.finishRound(1)
      return last
    },
    /** Has the buckets that differ fed again, as a round does at its end. */
    async repair() {
      const [ours, theirs] = [await feed.bucketDigests(), new Map((await headoffice.digest()).buckets)]
      for (const bucket of new Set([...ours.keys(), ...theirs.keys()]))
        if (ours.get(bucket) !== theirs.get(bucket))
          await feed.repair(bucket, (await headoffice.bucket(bucket)).rows)
    },
    customer: (rowId: string) => db.tables.read('customer', rowId),
    /** Values that stand in a conflict, by field. */
    sides: () =>
      createFieldBeside(db.connection)
        .sides()
        .map(({ field, value }) => `${field} ${JSON.stringify(value)}`)
        .sort(),
    async digestFromScratch() {
      const buckets = await feed.bucketDigests()
      return [...buckets.values()].reduce(xorDigest, emptyDigest)
    },
    close() {
      db.close()
      place[Symbol.dispose]()
    },
  }
  return laptop
}
type Laptop = Awaited<ReturnType<typeof openLaptop>>

type Step =
  | { readonly type: 'name'; readonly laptop: number; readonly name: string; readonly settles: boolean }
  | { readonly type: 'phones'; readonly laptop: number; readonly phone: number; readonly isAdded: boolean }
  | { readonly type: 'paint'; readonly laptop: number; readonly colour: string }
  | { readonly type: 'remove'; readonly laptop: number }
  | {
      readonly type: 'push'
      readonly laptop: number
      readonly isAnswerLost: boolean
      readonly maxBytes: number
    }
  | { readonly type: 'pull'; readonly laptop: number; readonly pages: number }

const laptopNumber = fc.nat({ max: 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    type: fc.constant('name' as const),
    laptop: laptopNumber,
    name: fc.nat({ max: 1000 }).map((n) => `Ali ${n}`),
    settles: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('phones' as const),
    laptop: laptopNumber,
    phone: fc.nat({ max: 4 }),
    isAdded: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('paint' as const),
    laptop: laptopNumber,
    colour: fc.constantFrom('red', 'blue', 'green'),
  }),
  fc.record({ type: fc.constant('remove' as const), laptop: laptopNumber }),
  fc.record({
    type: fc.constant('push' as const),
    laptop: laptopNumber,
    isAnswerLost: fc.boolean(),
    maxBytes: fc.constantFrom(1, 900, 100_000),
  }),
  fc.record({ type: fc.constant('pull' as const), laptop: laptopNumber, pages: fc.nat({ max: 2 }) }),
)

const phonesOf = (row: ReturnType<Laptop['customer']>) =>
  z.array(z.string()).parse(row?.alsoPhones).toSorted()

/** What must hold after any steps, once both laptops have synced. */
async function endAlike(steps: readonly Step[]) {
  const one = await openLaptop()
  const other = await openLaptop(one.headoffice.caller.storeId)
  const laptops = [one, other]
  try {
    const [customer, unit] = [v7(), v7()]
    one.edit(customer, { name: 'Ali', phone: null, language: 'ur', note: null, alsoPhones: [] })
    one.write({ entity: 'stockUnit', rowId: unit, fields: newUnit })
    for (const laptop of laptops) await laptop.sync()
    for (const next of steps) await perform(laptops[next.laptop], next, { customer, unit })
    for (let turn = 0; turn < 2; turn += 1) for (const laptop of laptops) await laptop.sync()

    const [first, second] = [await one.sync(), await other.sync()]
    expect(one.customer(customer)).toEqual(other.customer(customer))
    expect(one.db.tables.read('stockUnit', unit)).toEqual(other.db.tables.read('stockUnit', unit))
    expect(one.sides()).toEqual(other.sides())
    const fed = await wholeFeed(one.headoffice)
    for (const [laptop, last] of [
      [one, first],
      [other, second],
    ] as const) {
      expect(laptop.feed.digest()).toBe(digestOf(fed))
      expect(laptop.feed.digest()).toBe(last?.digest)
      expect(await laptop.digestFromScratch()).toBe(laptop.feed.digest())
      expect(laptop.outbox.count()).toBe(0)
    }
    // Each last word of a laptop is shown, stands beside it, or was followed by one who had seen it.
    const row = fed.find(({ rowId }) => rowId === customer)
    const said = [row?.fields.name, ...(row?.fields.name?.others ?? [])].map((each) => each?.changeId)
    expect(said).toContain(one.db.fieldVersions.of('customer', customer).get('name'))
  } finally {
    for (const laptop of laptops) laptop.close()
  }
}

test('whatever is written, lost and fetched in whatever order, both laptops end alike and nothing said is lost', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), endAlike), {
    numRuns: 25,
    endOnFailure: true,
  })
}, 120_000)

test('a row fed between a lost answer and its receipt ends with every side of a conflict, as elsewhere', () =>
  endAlike([
    { type: 'paint', laptop: 1, colour: 'red' },
    { type: 'push', laptop: 1, isAnswerLost: false, maxBytes: 100_000 },
    { type: 'remove', laptop: 0 },
    { type: 'push', laptop: 0, isAnswerLost: true, maxBytes: 100_000 },
    { type: 'pull', laptop: 0, pages: 2 },
  ]))

const newUnit = {
  variantId: z.string().brand<'VariantId'>().parse('honda/city/1-2l-cvt'),
  number: 'NLHBB71B',
  colour: 'white',
  place: 'yard',
  state: 'in-stock',
  deleted: false,
} as const

async function perform(
  laptop: Laptop | undefined,
  next: Step,
  { customer, unit }: { readonly customer: string; readonly unit: string },
) {
  if (!laptop) return
  const before = laptop.customer(customer)
  switch (next.type) {
    case 'name':
      return laptop.edit(customer, { name: next.name }, next.settles)
    case 'phones': {
      const phone = `+92300000000${next.phone}`
      const rest = phonesOf(before).filter((each) => each !== phone)
      return laptop.edit(customer, { alsoPhones: next.isAdded ? [...rest, phone] : rest })
    }
    case 'paint':
      return laptop.paint(unit, next.colour)
    case 'remove':
      return laptop.remove(unit)
    case 'push':
      return laptop.push(next.isAnswerLost, next.maxBytes)
    case 'pull': {
      const unsent = laptop.waiting().flatMap(({ changes }) => changes)
      await laptop.pull(next.pages)
      // What is typed here and not sent stays as it was typed.
      if (unsent.some(({ rowId, fields }) => rowId === customer && fields.name))
        expect(laptop.customer(customer)?.name).toBe(before?.name)
    }
  }
}

test('what was folded and comes after all, from a journal, ends as if it had never come', async () => {
  const one = await openLaptop()
  const other = await openLaptop(one.headoffice.caller.storeId)
  const restored = await openLaptop(one.headoffice.caller.storeId)
  try {
    const customer = v7()
    const journal = createOutboxJournal({
      folder: one.place.folder,
      key: testKey,
      randomBytes: (count) => new Uint8Array(count).fill(count),
    })
    journal.catchUp(one.db.connection)
    one.edit(customer, { name: 'Ali', phone: null, language: 'ur', note: null, alsoPhones: [] })
    await one.sync()
    await other.sync()
    other.edit(customer, { name: 'Said elsewhere' })
    await other.sync()
    for (const name of ['A', 'Al', 'Ali Raza']) one.edit(customer, { name })
    expect(one.waiting()).toHaveLength(1)
    journal.catchUp(one.db.connection)
    await one.sync()
    // The laptop's folder was lost; all that it wrote is sent, with what had been folded.
    replayJournal({ connection: restored.db.connection, records: journal.records() })
    journal.close()
    expect(restored.waiting()).toHaveLength(4)
    for (const laptop of [restored, one, other]) await laptop.sync()
    for (const laptop of [restored, one, other]) {
      expect(laptop.customer(customer)?.name).toBe('Said elsewhere')
      expect(laptop.sides()).toEqual(['name "Ali Raza"'])
      expect(laptop.feed.digest()).toBe((await laptop.headoffice.pull(0, 1000)).digest)
    }
  } finally {
    for (const laptop of [one, other, restored]) laptop.close()
  }
})

describe('after an erasure', () => {
  test.each([
    ['before the other laptop has sent what it wrote', ['erase', 'one', 'other']],
    ['after the other laptop has sent what it wrote', ['other', 'erase', 'one']],
    ['and what it wrote was sent without the answer coming back', ['lost', 'erase', 'one', 'other']],
  ] as const)('digests agree and no word is left anywhere, %s', async (_, order) => {
    const one = await openLaptop()
    const other = await openLaptop(one.headoffice.caller.storeId)
    try {
      const owner = setUpStore(one.db)
      const told = {
        name: 'Vega Qarshi',
        phone: '+923009998887',
        ownWords: 'vega words',
        lostNote: 'vega note',
      }
      const { customerId, opportunityId } = writeCustomer(one.db, owner, told)
      await one.sync()
      await other.sync()
      other.edit(customerId, { name: 'Vega Elsewhere', note: 'vega blue', alsoPhones: ['+923331177553'] })
      other.write({ entity: 'opportunity', rowId: opportunityId, fields: { lostNote: 'vega later' } })
      one.edit(customerId, { name: 'Vega Here' })
      for (const act of order)
        if (act === 'erase') erase(one.db, owner, customerId)
        else if (act === 'lost') await other.push(true)
        else await (act === 'one' ? one : other).sync()
      for (let turn = 0; turn < 2; turn += 1) for (const laptop of [one, other]) await laptop.sync()
      const fed = await wholeFeed(one.headoffice)
      expect(JSON.stringify(fed)).not.toMatch(/vega|23009998887|3331177553/i)
      for (const laptop of [one, other]) {
        expect(laptop.feed.digest()).toBe(digestOf(fed))
        expect(await laptop.digestFromScratch()).toBe(digestOf(fed))
        expect(dump(laptop.db)).not.toMatch(/vega|23009998887|3331177553/i)
        expect(laptop.outbox.count()).toBe(0)
      }
    } finally {
      for (const laptop of [one, other]) laptop.close()
    }
  })
})
