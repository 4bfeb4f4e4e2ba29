import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HeadofficeFailure } from '../electron/data/headoffice-client.ts'
import type { Headoffice } from '../headoffice/start.ts'
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
  office = await prepared.start({ folder: join(place, 'now') })
  laptops = []
  pullIsCut = false
})
afterEach(async () => {
  for (const laptop of laptops) laptop.close()
  await office.close()
  await prepared.end()
  rmSync(place, { recursive: true, force: true })
})

function laptopOf(storeId?: Laptop['storeId']): Laptop {
  const laptop = openLaptop({
    url: office.url,
    ...(storeId && { storeId }),
    through: (client) => ({
      ...client,
      async pull(request, signal) {
        if (pullIsCut) throw new HeadofficeFailure('unreachable', 'cut before the pull')
        return client.pull(request, signal)
      },
    }),
  })
  laptops.push(laptop)
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
  expect(laptop.status()).toMatchObject({ state: 'unreachable', waitingChangeSets: 0 })
  return customer
}

async function expectStopped(laptop: Laptop) {
  await laptop.round()
  expect(laptop.status()).toMatchObject({ state: 'stopped' })
  expect(laptop.status().sentence).toContain('Nothing was deleted.')
  expect(laptop.status().advice).toContain('Tell the manager')
}

test('a receipt that head office forgot stops sync, and a new epoch brings it what it lost', async () => {
  const laptop = laptopOf()
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
  const other = laptopOf(laptop.storeId)
  await other.round()
  expect(other.nameOf(customer)).toBe('Bilal')
}, 60_000)

test('a forgotten receipt is noticed although another laptop’s record has taken its place since', async () => {
  const laptop = laptopOf()
  const other = laptopOf(laptop.storeId)
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
  const laptop = laptopOf()
  await backUp()
  await pushWithoutPull(laptop, 'Bilal')
  await office.close()
  await openAgain()
  await laptop.round()
  expect(laptop.status()).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
}, 60_000)
