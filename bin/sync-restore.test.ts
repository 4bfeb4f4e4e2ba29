import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HeadofficeFailure } from '../electron/data/call-failure.ts'
import type { Headoffice } from '../headoffice/start.ts'
import { freshTrialFolder } from '../headoffice/testing/fresh-trial.ts'
import { headofficeKinds } from '../headoffice/testing/head-offices.ts'
import { type Laptop, openLaptop } from './sync-testing/laptop.ts'

const trial = headofficeKinds[0]
if (!trial) throw new Error('no trial head office to test')

let place: string
let prepared: Awaited<ReturnType<typeof trial.prepare>>
let office: Headoffice
let laptops: Laptop[]
let pullIsCut: boolean
beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'northstar-restore-'))
  prepared = await trial.prepare()
  office = await prepared.start({ folder: await freshTrialFolder(join(place, 'now')) })
  laptops = []
  pullIsCut = false
})
afterEach(async () => {
  for (const laptop of laptops) await laptop.close()
  await office.close()
  await prepared.end()
  rmSync(place, { recursive: true, force: true })
})

async function laptopOf(like?: Laptop): Promise<Laptop> {
  const laptop = openLaptop({
    url: office.url,
    ...(like && { storeId: like.storeId, storeCode: like.storeCode }),
    through: (client) => ({
      ...client,
      async pull(request, signal) {
        if (pullIsCut) throw new HeadofficeFailure('no-internet', 'cut before the pull')
        return client.pull(request, signal)
      },
    }),
  })
  laptops.push(laptop)
  await laptop.enrol(office)
  return laptop
}

/** Keeps a copy of head office's folder as it is now, as a backup does, and goes on. */
async function backUp() {
  await office.close()
  cpSync(join(place, 'now'), join(place, 'backup'), { recursive: true })
  await openAgain()
}

/** Puts the backup back in its place, in the same epoch, as somebody does who forgets to say so. */
async function restore() {
  await office.close()
  rmSync(join(place, 'now'), { recursive: true })
  cpSync(join(place, 'backup'), join(place, 'now'), { recursive: true })
  await openAgain()
}

async function openAgain(newEpoch = false) {
  office = await prepared.start({ folder: join(place, 'now'), newEpoch })
  for (const laptop of laptops) laptop.setUrl(office.url)
}

/** Gives head office a customer that this laptop has a receipt for, and has not pulled. */
async function pushWithoutPull(laptop: Laptop, name: string): Promise<string> {
  const customer = laptop.addCustomer(name)
  pullIsCut = true
  await laptop.round()
  pullIsCut = false
  expect(laptop.status()).toMatchObject({ state: 'no-internet', waitingChangeSets: 0 })
  return customer
}

async function expectStopped(laptop: Laptop) {
  await laptop.round()
  expect(laptop.status()).toMatchObject({ state: 'stopped' })
  expect(laptop.status().sentence).toContain('Nothing was deleted.')
  expect(laptop.status().advice).toContain('Tell the manager')
}

test('a receipt that head office forgot stops sync, and a new epoch brings it what it lost', async () => {
  const laptop = await laptopOf()
  laptop.addCustomer('Ayesha')
  await laptop.round()
  await backUp()
  const customer = await pushWithoutPull(laptop, 'Bilal')
  await restore()
  await expectStopped(laptop)
  await expectStopped(laptop)
  expect(laptop.nameOf(customer)).toBe('Bilal')
  await office.close()
  await openAgain(true)
  await laptop.round()
  expect(laptop.status()).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
  const other = await laptopOf(laptop)
  await other.round()
  expect(other.nameOf(customer)).toBe('Bilal')
}, 60_000)

test('a forgotten receipt is noticed although another laptop’s record has taken its place since', async () => {
  const laptop = await laptopOf()
  const other = await laptopOf(laptop)
  laptop.addCustomer('Ayesha')
  await laptop.round()
  await other.round()
  await backUp()
  const customer = await pushWithoutPull(laptop, 'Bilal')
  await restore()
  other.addCustomer('Sana')
  other.addCustomer('Zain')
  await other.round()
  expect(other.status().state).toBe('up-to-date')
  await expectStopped(laptop)
  expect(laptop.nameOf(customer)).toBe('Bilal')
}, 60_000)

test('a head office that was only stopped and started is welcomed with all its receipts', async () => {
  const laptop = await laptopOf()
  await backUp()
  await pushWithoutPull(laptop, 'Bilal')
  await office.close()
  await openAgain()
  await laptop.round()
  expect(laptop.status()).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
}, 60_000)

test('PGlite rolled back after its receipts and healed by push-again', async () => {
  const one = await laptopOf()
  const two = await laptopOf(one)
  const consultant = one.addConsultant('Ayesha Malik')
  const visit = one.startVisit(consultant)
  const customer = one.addCustomer('Sana')
  for (const laptop of [one, two]) await laptop.round()
  await backUp()

  // Receipts that the copy knows nothing of, each laptop's hanging on the other's.
  two.rename(customer, 'Sana Tariq')
  two.answer(visit, consultant, 'we are seven')
  const theirs = two.startVisit(consultant)
  await two.round()
  await one.round()
  one.rename(customer, 'Sana T. Tariq')
  one.answer(theirs, consultant, 'on the other laptop’s visit')
  for (const laptop of [one, two, one]) await laptop.round()
  const before = one.rows()
  const position = one.position()
  const epoch = office.epoch
  expect(two.rows()).toEqual(before)

  // What a power cut leaves of files that were never synced to disk: an older state, and no word of an end in order.
  await office.close()
  rmSync(join(place, 'now'), { recursive: true })
  cpSync(join(place, 'backup'), join(place, 'now'), { recursive: true })
  rmSync(join(place, 'now', 'closed-in-order'))
  await openAgain()
  expect(office.epoch).not.toBe(epoch)

  for (const laptop of [one, two, one]) await laptop.round()
  const third = await laptopOf(one)
  await third.round()
  for (const laptop of [one, two, third]) {
    expect(laptop.status()).toMatchObject({
      state: 'up-to-date',
      waitingChangeSets: 0,
      conflicts: 0,
      aside: 0,
      checked: { outcome: 'same' },
    })
    // A receipt may tell of a conflict that was gone as soon as the other laptop’s part of the story came.
    expect(laptop.receipts().filter(({ outcome }) => outcome === 'refused')).toEqual([])
    expect(laptop.rows()).toEqual(before)
    // Each change set has its one place, as it had before.
    expect(laptop.position()).toMatchObject({ epoch: office.epoch, cursor: Object(position).cursor })
  }
}, 60_000)
