import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Headoffice } from '../headoffice/start.ts'
import { headofficeKinds, type TestHeadoffice } from '../headoffice/testing/head-offices.ts'
import { type Laptop, openLaptop } from './sync-testing/laptop.ts'
import { openPoorLine, type PoorLine, type PoorLineOptions } from './sync-testing/poor-line.ts'

let prepared: TestHeadoffice
let office: Headoffice
beforeAll(async () => {
  const [kind] = headofficeKinds
  if (!kind) throw new Error('no head office')
  prepared = await kind.prepare()
  office = await prepared.start()
})
afterAll(async () => {
  await office.close()
  await prepared.end()
})

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** The same draws in every run. Mulberry32, Ettinger. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const badLine = { bytesPerS: 4_000, lossShare: 0.3, random: seeded(7) }

async function laptopBehind(
  options: PoorLineOptions,
  like?: Laptop,
): Promise<{ laptop: Laptop; line: PoorLine }> {
  const line = await openPoorLine(office.url, options)
  const laptop = openLaptop({
    url: office.url,
    ...(like && { storeId: like.storeId, storeCode: like.storeCode }),
  })
  ends.push(line.close, laptop.close)
  await laptop.enrol(office)
  laptop.setUrl(line.url)
  return { laptop, line }
}

/** What a consultant records in a day: so many visits with so many answers in the customers' own words. */
function recordDay(laptop: Laptop, visits: number, answers: number): void {
  const consultant = laptop.addConsultant('Ayesha Malik')
  for (let n = 0; n < visits; n++) {
    const visit = laptop.startVisit(consultant)
    laptop.addCustomer(`Customer ${n}`)
    for (let m = 0; m < answers; m++)
      laptop.answer(
        visit,
        consultant,
        `visit ${n}, said ${m}: we are ${m + 3}, and the road to our village is bad`,
      )
  }
}

test('a day’s work gets through at 32 kbit/s with every third packet lost', async () => {
  const { laptop, line } = await laptopBehind(badLine)
  recordDay(laptop, 15, 12)
  const records = laptop.status().waitingChangeSets
  await laptop.round()
  expect(laptop.status()).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
  expect(laptop.receipts().length).toBeLessThanOrEqual(records)
  expect(line.carried().bytes).toBeGreaterThan(5_000)
}, 120_000)

test('also where the connection is cut again and again, from where it was and nothing twice', async () => {
  const { laptop, line } = await laptopBehind({
    ...badLine,
    bytesPerS: 40_000,
    lossShare: 0.05,
    cutAfterBytes: 9_000,
  })
  recordDay(laptop, 40, 12)
  for (let tries = 0; laptop.status().state !== 'up-to-date' && tries < 40; tries++) await laptop.round()
  expect(laptop.status()).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
  expect(line.carried().cuts).toBeGreaterThan(0)

  const { laptop: other } = await laptopBehind({ ...badLine, bytesPerS: 400_000, lossShare: 0 }, laptop)
  await other.round()
  expect(other.rows()).toEqual(laptop.rows())
}, 120_000)
