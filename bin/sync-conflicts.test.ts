import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { consultantIdSchema, customerIdSchema, storeIdSchema } from '../core/ids.ts'
import { testClock } from '../db/test-database.ts'
import { walkIn } from '../electron/data/test-service.ts'
import type { Headoffice } from '../headoffice/start.ts'
import { headofficeKinds } from '../headoffice/testing/head-offices.ts'
import { openShowroomLaptop, type ShowroomLaptop } from './sync-testing/showroom-laptop.ts'

const trial = headofficeKinds[0]
if (!trial) throw new Error('no trial head office to test')
const store = { storeId: storeIdSchema.parse(v7()), storeCode: 'KHI-01' }
const consultantId = consultantIdSchema.parse(v7())
const customerId = customerIdSchema.parse(v7())
const en = { language: 'en' } as const
const { clock } = testClock()

let prepared: Awaited<ReturnType<typeof trial.prepare>>
let office: Headoffice
let one: ShowroomLaptop
let two: ShowroomLaptop
beforeEach(async () => {
  prepared = await trial.prepare()
  office = await prepared.start()
  one = await openShowroomLaptop({ office, ...store, consultantId, clock })
  two = await openShowroomLaptop({ office, ...store, consultantId, clock })
})
afterEach(async () => {
  for (const laptop of [one, two]) await laptop.close()
  await office.close()
  await prepared.end()
})

async function saveCustomer({ client }: ShowroomLaptop, name: string, phone: string, isNew = false) {
  const seen = isNew ? {} : (await client.customers.get({ customerId })).seen
  await client.customers.save({ customerId, isNew, visit: null, name, phone, language: 'en', seen })
}
const conflictsOf = (laptop: ShowroomLaptop, language: 'en' | 'ur' = 'en') =>
  laptop.client.sync.conflicts({ language })
async function settle(laptop: ShowroomLaptop, field: string, choose: string) {
  const conflict = (await conflictsOf(laptop)).find((found) => found.field === field)
  if (!conflict) throw new Error(`no conflict about ${field}`)
  const { entity, rowId, seen } = conflict
  await laptop.client.sync.settle({ entity, rowId, field, seen, choose })
}

const plain = (text: string | undefined) => text?.replace(/[\u2066-\u2069]/g, '')

test('a conflict is shown in words on both laptops, settled on one with a tap, and gone on both', async () => {
  await saveCustomer(one, 'Ayesha', '0300 1234567', true)
  await one.sync()
  await two.sync()
  await saveCustomer(one, 'Ayesha Khan', '0321 7654321')
  await saveCustomer(two, 'Ayesha Malik', '0333 5556677')
  await one.sync()
  await two.sync()
  await one.sync()
  const shown = await conflictsOf(one)
  expect(await conflictsOf(two)).toEqual(shown)
  expect(shown).toMatchObject([
    {
      entity: 'customer',
      rowId: customerId,
      field: 'name',
      title: 'Ayesha Khan',
      label: 'Name',
      shown: 'Ayesha Khan',
      others: [{ text: 'Ayesha Malik' }],
    },
    { field: 'phone', label: 'Phone', shown: '+92 321 7654321', others: [{ text: '+92 333 5556677' }] },
  ])
  expect(plain(shown[0]?.sentence)).toBe(
    'Ayesha Malik wrote “Ayesha Khan” on 22 November at 12:00; Ayesha Malik wrote “Ayesha Malik” on 22 November at 12:00. Everything said is kept. Tap the one that is right.',
  )
  expect((await conflictsOf(one, 'ur'))[0]?.label).toBe('نام')

  await settle(two, 'name', shown[0]?.others[0]?.changeId ?? '')
  await settle(two, 'phone', 'shown')
  expect(await conflictsOf(two)).toEqual([])
  await two.sync()
  await one.sync()
  expect(await conflictsOf(one)).toEqual([])
  for (const { client } of [one, two])
    expect((await client.customers.get({ customerId })).customer).toMatchObject({
      name: 'Ayesha Malik',
      phone: '+923217654321',
    })
  expect(await one.client.sync.status(en)).toMatchObject({ conflicts: 0 })
}, 60_000)

test('a loss that two laptops gave different reasons for is one choice, and stays whole', async () => {
  const visit = await walkIn(one.client)
  await one.sync()
  await two.sync()
  await one.client.opportunities.lose({ visitId: visit.id, reason: 'price', note: null })
  await two.client.opportunities.lose({ visitId: visit.id, reason: 'waiting-time', note: 'six months' })
  await one.sync()
  await two.sync()
  expect(await two.client.sync.status(en)).toMatchObject({ conflicts: 1 })
  const [conflict, ...more] = await conflictsOf(two)
  expect(more).toEqual([])
  expect(conflict).toMatchObject({
    entity: 'opportunity',
    field: 'state',
    title: 'No name yet, visit of 2026-11-22 12:00',
    shown: 'Lost: Price (visit of 2026-11-22 12:00)',
    others: [{ text: 'Lost: Waiting time (visit of 2026-11-22 12:00). “six months”' }],
  })
  await settle(two, 'state', conflict?.others[0]?.changeId ?? '')
  await two.sync()
  await one.sync()
  const { figures } = await one.client.reports.daily({ businessDay: visit.businessDay, language: 'en' })
  expect(figures.lostByReason).toMatchObject([{ code: 'waiting-time', count: 1 }])
  expect(await conflictsOf(one)).toEqual([])
}, 60_000)

test('a choice among values that are no longer the ones that stand changes nothing', async () => {
  await saveCustomer(one, 'Ayesha', '0300 1234567', true)
  await one.sync()
  await two.sync()
  await saveCustomer(one, 'Ayesha Khan', '0300 1234567')
  await saveCustomer(two, 'Ayesha Malik', '0300 1234567')
  await one.sync()
  await two.sync()
  await one.sync()
  const [conflict] = await conflictsOf(one)
  if (!conflict) throw new Error('no conflict')
  const { entity, rowId, field, seen } = conflict
  await saveCustomer(one, 'Ayesha K. Khan', '0300 1234567')
  await expect(one.client.sync.settle({ entity, rowId, field, seen, choose: 'shown' })).rejects.toMatchObject(
    { code: 'CONFLICT_MOVED_ON' },
  )
  expect((await conflictsOf(one))[0]).toMatchObject({
    shown: 'Ayesha K. Khan',
    others: [{ text: 'Ayesha Malik' }],
  })
}, 60_000)
