import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { ORPCError } from '@orpc/client'
import pino from 'pino'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testClock } from '../db/test-database.ts'
import { HeadofficeFailure } from '../electron/data/call-failure.ts'
import { type Headoffice, startHeadoffice } from '../headoffice/start.ts'
import { freshTrialFolder } from '../headoffice/testing/fresh-trial.ts'
import { resources } from './resources.ts'
import { type Laptop, type LaptopOptions, openLaptop } from './sync-testing/laptop.ts'

const folder = await freshTrialFolder()
let office: Headoffice
const laptops: Laptop[] = []
beforeAll(async () => {
  office = await startHeadoffice({
    folder,
    port: 0,
    resources,
    clock: testClock().clock,
    newId: () => v7(),
    randomBytes: (count) => randomBytes(count),
    log: pino({ level: 'silent' }),
  })
})
afterAll(async () => {
  for (const laptop of laptops) await laptop.close()
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

async function enrolled(through?: LaptopOptions['through']): Promise<Laptop> {
  const laptop = openLaptop({ url: office.url, ...(through && { through }) })
  laptops.push(laptop)
  await laptop.enrol(office)
  return laptop
}

/** As damage to the file may leave it. */
const damage = (laptop: Laptop, sql: string) => {
  laptop.db.connection.pragma('foreign_keys = OFF')
  laptop.db.connection.exec(sql)
  laptop.db.connection.pragma('foreign_keys = ON')
}
const nth = (number: number) =>
  `(SELECT change_set_position FROM outbox ORDER BY change_set_position LIMIT 1 OFFSET ${number})`
const outcomes = (laptop: Laptop) =>
  laptop.all(
    'SELECT outcome, reason, count(*) AS count FROM receipt GROUP BY outcome, reason ORDER BY outcome',
  )
const waiting = (laptop: Laptop) => laptop.all('SELECT 1 FROM outbox').length

test('change sets that nobody can read are refused alone, wherever they stand, and the rest goes on', async () => {
  const laptop = await enrolled()
  for (let count = 0; count < 30; count += 1) laptop.addConsultant('Hira')
  damage(laptop, `UPDATE change_set SET id = 'torn' WHERE position = ${nth(0)}`)
  damage(laptop, `UPDATE change_set SET id = 'torn too' WHERE position = ${nth(17)}`)
  damage(laptop, `UPDATE change_set SET business_day = 'yesterday' WHERE position = ${nth(20)}`)
  await laptop.round()
  expect(outcomes(laptop)).toEqual([
    { outcome: 'accepted', reason: null, count: 27 },
    { outcome: 'refused', reason: 'not-readable', count: 3 },
  ])
  expect(waiting(laptop)).toBe(0)
})

test('the only one that waits is refused when this laptop cannot read it either', async () => {
  const laptop = await enrolled()
  laptop.addConsultant('Hira')
  damage(laptop, "UPDATE change_set SET id = 'torn'")
  await laptop.round()
  expect(outcomes(laptop)).toEqual([{ outcome: 'refused', reason: 'not-readable', count: 1 }])
})

test('a head office that can read nothing at all leaves everything waiting', async () => {
  const cause = new ORPCError('PAGE_NOT_READABLE', { status: 400 })
  const laptop = await enrolled((client) => ({
    ...client,
    push: () => Promise.reject(new HeadofficeFailure('not-headoffice', 'It cannot be read', { cause })),
  }))
  for (let count = 0; count < 5; count += 1) laptop.addConsultant('Hira')
  await laptop.round()
  expect(outcomes(laptop)).toEqual([])
  expect(waiting(laptop)).toBe(5)
})

/** A head office, or a proxy before it, to which some pages are too large, with the pages that came. */
async function enrolledWhere(isTooLarge: (ids: readonly string[]) => boolean) {
  const pages: { readonly ids: readonly string[]; readonly isRefused: boolean }[] = []
  const laptop = await enrolled((client) => ({
    ...client,
    async push(request, signal, sendAfter) {
      await sendAfter
      const ids = request.changeSets.map(({ id }) => id)
      const isRefused = isTooLarge(ids)
      pages.push({ ids, isRefused })
      if (!isRefused) return client.push(request, signal)
      const cause = new ORPCError('BODY_TOO_LARGE', { status: 413 })
      throw new HeadofficeFailure('line-broke', 'It is too large', { cause })
    },
  }))
  const refused = () => pages.filter(({ isRefused }) => isRefused).map(({ ids }) => ids.join())
  return { laptop, pages, refused }
}
const syncedWhole = async (laptop: Laptop, count: number) => {
  for (let rounds = 0; rounds < 3 && waiting(laptop) > 0; rounds += 1) await laptop.round()
  expect(outcomes(laptop)).toEqual([{ outcome: 'accepted', reason: null, count }])
}

test('pages grow again once what made them too large has been taken', async () => {
  const large: string[] = []
  const { laptop, pages, refused } = await enrolledWhere((ids) => {
    if (large.length === 0) large.push(...ids.slice(0, 8))
    return ids.length > 4 && ids.some((id) => large.includes(id))
  })
  for (let count = 0; count < 600; count += 1) laptop.addConsultant('Hira')
  await syncedWhole(laptop, 600)
  expect(
    Math.max(...pages.filter(({ isRefused }) => !isRefused).map(({ ids }) => ids.length)),
  ).toBeGreaterThan(100)
  expect(new Set(refused()).size).toBe(refused().length)
})

test('a bound on pages that stays is tried ever less often, and never with a page that was refused', async () => {
  const { laptop, pages, refused } = await enrolledWhere((ids) => ids.length > 5)
  for (let count = 0; count < 300; count += 1) laptop.addConsultant('Hira')
  await syncedWhole(laptop, 300)
  expect(new Set(refused()).size).toBe(refused().length)
  expect(refused().length).toBeLessThan(pages.length / 5)
})
