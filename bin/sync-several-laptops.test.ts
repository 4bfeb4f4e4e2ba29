import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { consultantIdSchema, storeIdSchema } from '../core/ids.ts'
import { testClock } from '../db/test-database.ts'
import { textQuestion, words } from '../electron/data/test-laptop.ts'
import { walkIn } from '../electron/data/test-service.ts'
import type { Headoffice } from '../headoffice/start.ts'
import { headofficeKinds } from '../headoffice/testing/head-offices.ts'
import { day } from './sync-testing/laptop.ts'
import { openShowroomLaptop, type ShowroomLaptop } from './sync-testing/showroom-laptop.ts'

const trial = headofficeKinds[0]
if (!trial) throw new Error('no trial head office to test')
const en = { language: 'en' } as const
const minute = 60_000

const { clock, advance } = testClock()
let prepared: Awaited<ReturnType<typeof trial.prepare>>
let office: Headoffice
beforeAll(async () => {
  prepared = await trial.prepare()
  office = await prepared.start({ clock })
})
afterAll(async () => {
  await office.close()
  await prepared.end()
})

let stores = 0
let one: ShowroomLaptop
let two: ShowroomLaptop
beforeEach(async () => {
  stores += 1
  const store = { storeId: storeIdSchema.parse(v7()), storeCode: `KHI-0${stores}` }
  const consultantId = consultantIdSchema.parse(v7())
  one = await openShowroomLaptop({ office, ...store, consultantId, clock })
  two = await openShowroomLaptop({ office, ...store, consultantId, clock })
})
afterEach(async () => {
  for (const laptop of [one, two]) await laptop.close()
})

const offered = ({ client }: ShowroomLaptop) => client.visits.sameWalkIns({ businessDay: day })
const visitOn = ({ client }: ShowroomLaptop, visitId: string) => client.visits.get({ visitId })
const visitsCounted = async ({ client }: ShowroomLaptop) =>
  (await client.reports.daily({ businessDay: day, ...en })).figures.store.visits

describe('the same walk-in typed on two laptops that are offline', () => {
  /** Both record the party that came in, a few minutes apart, and sync once each. */
  async function typedOnBoth() {
    const onOne = await walkIn(one.client)
    await one.client.discovery.answer(
      words(onOne.id, await textQuestion(one.client), 'five of us on Fridays'),
    )
    advance(3 * minute)
    const onTwo = await walkIn(two.client)
    await two.client.discovery.answer(words(onTwo.id, await textQuestion(two.client), 'mother sits in front'))
    await one.sync()
    await two.sync()
    return { onOne, onTwo }
  }

  test('is offered for linking on both, with what was said on either', async () => {
    const { onOne, onTwo } = await typedOnBoth()
    const sideOfOne = { visit: { id: onOne.id }, words: ['five of us on Fridays'] }
    const sideOfTwo = { visit: { id: onTwo.id }, words: ['mother sits in front'] }
    expect(await offered(two)).toMatchObject([{ own: sideOfTwo, other: sideOfOne }])
    // The first to sync learns of the other's at its next.
    await one.sync()
    expect(await offered(one)).toMatchObject([{ own: sideOfOne, other: sideOfTwo }])
    for (const laptop of [one, two]) {
      expect((await offered(laptop))[0]?.reasons).toEqual([
        'at-the-same-time',
        'began-together',
        'same-owner',
        'same-arrival',
      ])
      expect(await visitsCounted(laptop)).toBe(2)
    }
  }, 60_000)

  test('is still offered on both once one of them ended the visit of the other', async () => {
    const { onOne, onTwo } = await typedOnBoth()
    await one.sync()
    await one.client.visits.end({ visitId: onTwo.id, leftBeforeContact: false })
    await one.sync()
    await two.sync()
    expect((await visitOn(two, onTwo.id)).endedAt).not.toBeNull()
    for (const [laptop, own, other] of [
      [one, onOne, onTwo],
      [two, onTwo, onOne],
    ] as const)
      expect(await offered(laptop)).toMatchObject([
        { own: { visit: { id: own.id } }, other: { visit: { id: other.id } } },
      ])
  }, 60_000)

  test('is one on both once one of them linked it, and two again once the other split it', async () => {
    const { onOne, onTwo } = await typedOnBoth()
    await one.sync()
    await one.client.visits.link({ linkId: v7(), oneId: onOne.id, otherId: onTwo.id })
    await one.sync()
    await two.sync()
    for (const laptop of [one, two]) {
      expect(await offered(laptop)).toEqual([])
      expect((await visitOn(laptop, onOne.id)).sameWalkIn).toMatchObject([{ id: onTwo.id }])
      expect((await visitOn(laptop, onTwo.id)).sameWalkIn).toMatchObject([{ id: onOne.id }])
      expect(await visitsCounted(laptop)).toBe(1)
    }

    const { linkIds } = await visitOn(two, onTwo.id)
    await two.client.visits.split({ splitId: v7(), visitId: onTwo.id, fromId: onOne.id, linkIds })
    await two.sync()
    await one.sync()
    for (const laptop of [one, two]) {
      expect(await offered(laptop)).toEqual([])
      expect((await visitOn(laptop, onOne.id)).sameWalkIn).toEqual([])
      expect(await visitsCounted(laptop)).toBe(2)
    }
  }, 60_000)

  test('linked on both before either heard of the other’s link is one walk-in, and one split parts it', async () => {
    const { onOne, onTwo } = await typedOnBoth()
    await one.sync()
    await one.client.visits.link({ linkId: v7(), oneId: onOne.id, otherId: onTwo.id })
    await two.client.visits.link({ linkId: v7(), oneId: onTwo.id, otherId: onOne.id })
    for (const laptop of [one, two, one]) await laptop.sync()
    for (const laptop of [one, two]) {
      expect((await visitOn(laptop, onOne.id)).sameWalkIn).toMatchObject([{ id: onTwo.id }])
      expect(await visitsCounted(laptop)).toBe(1)
    }
    const { linkIds } = await visitOn(one, onOne.id)
    expect(linkIds).toHaveLength(2)
    await one.client.visits.split({ splitId: v7(), visitId: onOne.id, fromId: onTwo.id, linkIds })
    await one.sync()
    await two.sync()
    for (const laptop of [one, two]) {
      expect((await visitOn(laptop, onTwo.id)).sameWalkIn).toEqual([])
      expect(await visitsCounted(laptop)).toBe(2)
    }
  }, 60_000)
})

/** A car of the stock that both laptops have. */
async function carOnBoth() {
  const unitId = v7()
  await addCar(unitId, 'MRHGM6640NP012345')
  await one.sync()
  await two.sync()
  return unitId
}
async function addCar(unitId: string, number: string) {
  const place = { colour: 'White', place: 'Showroom', state: 'in-stock' as const }
  await one.client.stock.add({ unitId, variantId: 'honda/city/1-2l-cvt', number, ...place })
}
const claimOf = async ({ client }: ShowroomLaptop, unitId: string) =>
  (await client.stock.list()).units.find(({ id }) => id === unitId)?.claim

describe('a car promised on two laptops that are offline', () => {
  test('is a double promise on both at once, and is held by whose promise reached head office first', async () => {
    const unitId = await carOnBoth()
    const [onOne, onTwo] = [await walkIn(one.client), await walkIn(two.client)]
    // The earlier by the clock is the later at head office.
    await two.client.stock.claim({ unitId, hour: null, visitId: onTwo.id })
    advance(minute)
    await one.client.stock.claim({ unitId, hour: null, visitId: onOne.id })
    expect(await one.sync()).toMatchObject({ conflicts: 0 })
    expect(await two.sync()).toMatchObject({ conflicts: 1, waitingChangeSets: 0 })
    const promisedTwice = {
      holder: { opportunityId: onOne.opportunityId, ownerName: 'Ayesha Malik' },
      alsoPromisedTo: [{ opportunityId: onTwo.opportunityId }],
    }
    expect(await claimOf(two, unitId)).toMatchObject(promisedTwice)
    expect(await one.sync()).toMatchObject({ conflicts: 1 })
    expect(await claimOf(one, unitId)).toMatchObject(promisedTwice)
    for (const { client } of [one, two])
      expect(await client.sync.conflicts(en)).toMatchObject([{ entity: 'claim', isDoublePromise: true }])

    await two.client.stock.release({ unitId, hour: null, opportunityId: onTwo.opportunityId })
    await two.sync()
    await one.sync()
    for (const laptop of [one, two]) {
      expect(await claimOf(laptop, unitId)).toMatchObject({
        holder: { opportunityId: onOne.opportunityId },
        alsoPromisedTo: [],
      })
      expect(await laptop.client.sync.conflicts(en)).toEqual([])
    }
  }, 60_000)

  test('is the second’s on both when the first lets it go', async () => {
    const unitId = await carOnBoth()
    const [onOne, onTwo] = [await walkIn(one.client), await walkIn(two.client)]
    await one.client.stock.claim({ unitId, hour: null, visitId: onOne.id })
    await two.client.stock.claim({ unitId, hour: null, visitId: onTwo.id })
    for (const laptop of [one, two, one]) await laptop.sync()
    await one.client.stock.release({ unitId, hour: null, opportunityId: onOne.opportunityId })
    await one.sync()
    await two.sync()
    for (const laptop of [one, two])
      expect(await claimOf(laptop, unitId)).toMatchObject({
        holder: { opportunityId: onTwo.opportunityId },
        alsoPromisedTo: [],
      })
  }, 60_000)
})

describe('more deletes from head office than go by themselves', () => {
  const cars = 25
  const carsOn = async ({ client }: ShowroomLaptop) => (await client.stock.list()).units.length

  test('stop a laptop with nothing gone, and go through once the manager lets them', async () => {
    const unitIds = Array.from({ length: cars }, () => v7())
    for (const [place, unitId] of unitIds.entries()) await addCar(unitId, `NZE141-60123${10 + place}`)
    await one.sync()
    expect(await two.sync()).toMatchObject({ state: 'up-to-date', stopped: null })
    expect(await carsOn(two)).toBe(cars)
    for (const { id, seen } of (await one.client.stock.list()).units)
      await one.client.stock.remove({ unitId: id, seen })
    await one.sync()

    const visit = await walkIn(two.client)
    const stopped = await two.sync()
    expect(stopped).toMatchObject({ state: 'stopped', stopped: { type: 'many-deletes' } })
    expect(stopped.stopped?.words).toMatch(/25/)
    expect(await carsOn(two)).toBe(cars)
    // Asking again is no answer, and what this laptop recorded goes all the same.
    expect(await two.sync()).toMatchObject({ state: 'stopped', waitingChangeSets: 0 })
    expect(await carsOn(two)).toBe(cars)

    await two.client.sync.allowDeletes(en)
    expect(await two.sync()).toMatchObject({ state: 'up-to-date', stopped: null })
    expect(await carsOn(two)).toBe(0)
    await one.sync()
    expect(await visitOn(one, visit.id)).toMatchObject({ id: visit.id })
    // Leave was for that once.
    expect(await two.sync()).toMatchObject({ state: 'up-to-date', stopped: null })
  }, 60_000)
})
