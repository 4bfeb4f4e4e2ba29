import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type CustomerId, customerIdSchema } from '../core/ids.ts'
import { testBusinessDay } from '../db/test-day.ts'
import { bilal, dump, erase, type Told, writeCustomer } from '../db/test-erasure.ts'
import type { Headoffice } from '../headoffice/start.ts'
import { freshTrialFolder } from '../headoffice/testing/fresh-trial.ts'
import { headofficeKinds } from '../headoffice/testing/head-offices.ts'
import { enrolledLaptop } from '../headoffice/testing/http-laptop.ts'
import { type Laptop, openLaptop } from './sync-testing/laptop.ts'

const trial = headofficeKinds[0]
if (!trial) throw new Error('no trial head office to test')

const sana: Told = {
  name: 'Sana Tariq',
  phone: '+923001234567',
  ownWords: 'Thatta-3301 سہون',
  lostNote: 'Badin-4402 میرپور',
}
const marks = ['Sana', 'sana', '3001234567', 'Thatta-3301', 'سہون', 'Badin-4402', 'میرپور', 'Sanu']

let place: string
let prepared: Awaited<ReturnType<typeof trial.prepare>>
let office: Headoffice
let laptops: Laptop[]
beforeAll(async () => {
  place = await freshTrialFolder()
  prepared = await trial.prepare()
  office = await prepared.start({ folder: place })
})
beforeEach(() => {
  laptops = []
})
afterEach(async () => {
  for (const laptop of laptops) await laptop.close()
})
afterAll(async () => {
  await office.close()
  await prepared.end()
  rmSync(place, { recursive: true, force: true })
})

async function laptopOf(like?: Laptop): Promise<Laptop> {
  const laptop = openLaptop({
    url: office.url,
    ...(like && { storeId: like.storeId, storeCode: like.storeCode }),
  })
  laptops.push(laptop)
  await laptop.enrol(office)
  return laptop
}
/** The last check found the same erased rows on the laptop and at head office. */
const inStep = { waitingChangeSets: 0, conflicts: 0, aside: 0, checked: { outcome: 'same' } }
const wordsOn = ({ db }: Laptop) => marks.filter((mark) => dump(db).includes(mark))
const refusals = (laptop: Laptop) => laptop.receipts().filter(({ outcome }) => outcome === 'refused')

test('an erasure reaches every laptop of the store, with an edit on its way, and a new epoch brings nothing back', async () => {
  const first = await laptopOf()
  const second = await laptopOf(first)
  const owner = first.addConsultant('Ayesha Malik')
  const { customerId } = writeCustomer(first.db, owner, sana)
  await first.round()
  await second.round()
  expect(wordsOn(second)).toContain('Thatta-3301')

  // The second laptop writes about them offline, while the first erases.
  second.rename(customerId, 'Sanu')
  erase(first.db, owner, customerIdSchema.parse(customerId))
  await first.round()
  expect(wordsOn(first)).toEqual([])
  await second.round()
  await first.round()
  for (const laptop of [first, second]) {
    expect(wordsOn(laptop)).toEqual([])
    expect(laptop.status()).toMatchObject(inStep)
  }
  expect(second.rows()).toEqual(first.rows())

  await office.close()
  office = await prepared.start({ folder: place, newEpoch: true })
  const third = await laptopOf(first)
  for (const laptop of laptops) laptop.setUrl(office.url)
  for (const laptop of [first, second, third, first]) await laptop.round()
  for (const laptop of laptops) {
    expect(wordsOn(laptop)).toEqual([])
    // What was sent with words before, and without them now, is the same change set to head office.
    expect(refusals(laptop)).toEqual([])
    expect(laptop.status()).toMatchObject(inStep)
    expect(laptop.rows()).toEqual(first.rows())
  }
})

test('what was moved to another customer before the first was erased keeps its words on a laptop that hears of the move last', async () => {
  const first = await laptopOf()
  const second = await laptopOf(first)
  const owner = first.addConsultant('Ayesha Malik')
  const { customerId, opportunityId } = writeCustomer(first.db, owner, sana)
  const other = writeCustomer(first.db, owner, bilal)
  await first.round()
  await second.round()
  const write = (fields: { readonly customerId: CustomerId } | { readonly openedAt: number }) =>
    first.db.changeSets.commit({
      authorId: owner,
      occurredAt: Date.UTC(2026, 10, 22, 9),
      businessDay: testBusinessDay,
      visitId: null,
      edits: [{ entity: 'opportunity', rowId: opportunityId, fields }],
    })
  write({ customerId: other.customerId })
  await first.round()
  erase(first.db, owner, customerIdSchema.parse(customerId))
  await first.round()
  // From now on head office feeds the opportunity after the erasure.
  write({ openedAt: 1 })
  await first.round()
  await second.round()
  for (const laptop of [first, second]) {
    expect(wordsOn(laptop)).toEqual(['Thatta-3301', 'سہون', 'Badin-4402', 'میرپور'])
    expect(laptop.rows()).toEqual(first.rows())
  }
  expect(second.status()).toMatchObject({ ...inStep, checked: { outcome: 'mended' } })
  await second.round()
  expect(second.status()).toMatchObject(inStep)
})

test('a customer erased before anything of theirs was sent comes to head office without a word', async () => {
  const first = await laptopOf()
  const owner = first.addConsultant('Ayesha Malik')
  const { customerId } = writeCustomer(first.db, owner, sana)
  erase(first.db, owner, customerIdSchema.parse(customerId))
  await first.round()
  expect(refusals(first)).toEqual([])
  const bare = await enrolledLaptop(office, first.storeCode)
  const fed = JSON.stringify(await bare.pull())
  expect(fed).toContain(customerId)
  expect(marks.filter((mark) => fed.includes(mark))).toEqual([])
  const second = await laptopOf(first)
  await second.round()
  expect(second.rows()).toEqual(first.rows())
  expect(second.rows().customer).toHaveLength(1)
  expect(wordsOn(second)).toEqual([])
})
