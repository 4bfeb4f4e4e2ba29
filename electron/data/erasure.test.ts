import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type CustomerId, customerIdSchema } from '../../core/ids.ts'
import { databaseFile } from '../../db/connect.ts'
import { erasureListFile } from '../../db/erasure-list.ts'
import { testKey } from '../../db/test-database.ts'
import { rawFiles, rawLogFrames, rawPages, wordsIn } from '../../db/test-raw-pages.ts'
import { newId } from '../doors.ts'
import { createErasureKeeper } from './erasure-keeper.ts'
import { openTestLaptop, refusalCode, type TestLaptop, textQuestion, words } from './test-laptop.ts'
import { signIn, type TestClient, walkIn } from './test-service.ts'

const told = ['Sana Tariq', 'sana', '3001234567', 'Thatta-3301', 'سہون']
const dayMs = 24 * 3600_000

/** A visit of a named customer, begun and, unless it stays open, ended. */
async function visitOf(client: TestClient, { isOpen = false } = {}) {
  const visit = await walkIn(client)
  const customerId = customerIdSchema.parse(newId())
  await client.customers.save({
    customerId,
    isNew: true,
    visit: { id: visit.id, seenCustomerId: null },
    name: 'Sana Tariq',
    phone: '0300 1234567',
    language: 'en',
    seen: {},
  })
  await client.discovery.answer(
    words(visit.id, await textQuestion(client), 'we drive to Thatta-3301 and سہون'),
  )
  await client.shortlist.record({ shortlistId: newId(), visitId: visit.id, language: 'en' })
  if (!isOpen) await client.visits.end({ visitId: visit.id, leftBeforeContact: false })
  return { customerId, visitId: visit.id, opportunityId: visit.opportunityId }
}
const eraseOnRequest = (client: TestClient, customerId: CustomerId) =>
  client.customers.erase({ customerId, reason: 'requested' })
const onDisk = ({ folder }: TestLaptop) =>
  wordsIn(
    [
      ...rawPages(databaseFile(folder), testKey),
      ...rawLogFrames(databaseFile(folder), testKey),
      ...rawFiles(folder),
    ],
    told,
  )

describe('erasing a customer', () => {
  test('leaves nothing of them on the disk or in the log, and their record reads as erased', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { customerId, visitId, opportunityId } = await visitOf(client)
    expect(onDisk(laptop)).toEqual(told)
    const { erasedAt } = await eraseOnRequest(client, customerId)
    writeFileSync(join(laptop.folder, 'northstar.log'), laptop.log())
    expect(onDisk(laptop)).toEqual([])
    expect(laptop.log()).toContain('what was left of erased customers is gone')
    expect(await client.customers.get({ customerId })).toMatchObject({
      customer: { id: customerId, name: null, phone: null, phoneText: null, isErased: true },
      erased: { at: erasedAt, reason: 'requested' },
      samePhone: [],
    })
    expect(await client.visits.get({ visitId })).toMatchObject({ customerName: null, customerIsErased: true })
    expect((await client.customers.search({ text: '', limit: 10 })).total).toBe(0)
    expect((await client.discovery.board({ opportunityId, language: 'en' })).answers).toMatchObject([
      { state: 'answered', ownWords: '' },
    ])
    expect(existsSync(erasureListFile(laptop.folder))).toBe(true)
  })

  test('changes no closed day: the same figures, the same hash, nothing to restate', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { customerId } = await visitOf(client)
    await visitOf(client)
    const { businessDay } = await client.app.state()
    const daily = () => client.reports.daily({ businessDay, language: 'en' })
    const draft = await daily()
    expect(draft.figures.store).toMatchObject({ visits: 2, withContact: 2, shortlists: 2 })
    await client.reports.close({ businessDay, language: 'en' })
    const closed = await daily()
    expect(closed).toMatchObject({ status: 'closed', hash: draft.hash })
    await eraseOnRequest(client, customerId)
    expect(await daily()).toEqual({ ...closed, changedSinceClosed: false })
  })

  test('is an entry in the access log, by id, and a change set for head office', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { customerId } = await visitOf(client)
    const { waitingChangeSets } = await client.sync.status({ language: 'en' })
    await eraseOnRequest(client, customerId)
    const { entries } = await client.access.log({ before: null, limit: 10, customerId })
    expect(entries[0]).toMatchObject({
      act: 'customer-erased',
      customerId,
      customerName: null,
      personName: 'Ayesha Malik',
      detail: { reason: 'requested' },
    })
    expect((await client.sync.status({ language: 'en' })).waitingChangeSets).toBe(waitingChangeSets + 1)
    expect(await client.access.verify()).toMatchObject({ type: 'whole' })
  })

  test('waits for the end of their visit, and again is answered alike', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { customerId, visitId } = await visitOf(client, { isOpen: true })
    expect(await refusalCode(eraseOnRequest(client, customerId))).toBe('CUSTOMER_IN_VISIT')
    expect(await refusalCode(eraseOnRequest(client, customerIdSchema.parse(newId())))).toBe('NOT_FOUND')
    await client.visits.end({ visitId, leftBeforeContact: false })
    const first = await eraseOnRequest(client, customerId)
    laptop.advance(dayMs)
    await signIn(client)
    expect(await eraseOnRequest(client, customerId)).toEqual(first)
    expect(await client.customers.erase({ customerId, reason: 'retention' })).toEqual(first)
  })

  test('is the end of writing about them', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { customerId, opportunityId } = await visitOf(client)
    const other = await visitOf(client, { isOpen: true })
    const { seen } = await client.customers.get({ customerId })
    await eraseOnRequest(client, customerId)
    const { market } = await client.app.state()
    const wordingId = String(market.consents[0]?.id)
    const start = { visitId: newId(), arrival: 'be-back' as const }
    const saved = { customerId, visit: null, name: 'Sana', phone: null, language: 'en' as const, seen }
    const questionId = await textQuestion(client)
    const writes: readonly Promise<unknown>[] = [
      client.customers.save({ ...saved, isNew: false }),
      client.customers.save({ ...saved, isNew: true }),
      client.customers.attach({ visitId: other.visitId, customerId, seenCustomerId: other.customerId }),
      client.customers.consent({ customerId, wordingId, granted: true, language: 'en' }),
      client.visits.start({ ...start, customerId, opportunityId: null }),
      client.visits.start({ ...start, customerId: null, opportunityId }),
      client.discovery.keepDraft({ opportunityId, questionId, text: 'more of Thatta-3301' }),
    ]
    expect(await Promise.all(writes.map(refusalCode))).toEqual(writes.map(() => 'CUSTOMER_ERASED'))
    expect(onDisk(laptop)).not.toEqual([])
    await client.visits.end({ visitId: other.visitId, leftBeforeContact: false })
    await eraseOnRequest(client, other.customerId)
    expect(onDisk(laptop)).toEqual([])
  })
})

describe('the retention clock', () => {
  const monthsMs = (months: number) => Math.ceil(months * 30.5) * dayMs

  test('lists who was not seen for longer than the market keeps them, and erases only them', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { months, customers } = await client.retention.due()
    expect([months, customers]).toEqual([(await client.app.state()).market.retention.customerMonths, []])
    const old = await visitOf(client)
    laptop.advance(monthsMs(months / 2))
    await signIn(client)
    const lately = await visitOf(client)
    expect((await client.retention.due()).customers).toEqual([])
    expect(
      await refusalCode(client.customers.erase({ customerId: old.customerId, reason: 'retention' })),
    ).toBe('RETENTION_NOT_OVER')
    laptop.advance(monthsMs(months / 2))
    await signIn(client)
    await client.visits.end({ visitId: (await walkIn(client)).id, leftBeforeContact: true })
    expect((await client.retention.due()).customers).toEqual([
      {
        customerId: old.customerId,
        linkedIds: [],
        name: 'Sana Tariq',
        lastSeenDay: '2026-11-22',
        dueDay: '2028-11-22',
      },
    ])
    expect(
      await refusalCode(client.customers.erase({ customerId: lately.customerId, reason: 'retention' })),
    ).toBe('RETENTION_NOT_OVER')
    await client.customers.erase({ customerId: old.customerId, reason: 'retention' })
    expect((await client.retention.due()).customers).toEqual([])
  })

  test('makes nobody old by a clock that has run ahead, and erases nobody while the clock is in doubt', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { customerId } = await visitOf(client)
    laptop.setWallClock(monthsMs(1200))
    await signIn(client)
    expect((await client.retention.due()).customers).toEqual([])
    expect(await refusalCode(client.customers.erase({ customerId, reason: 'retention' }))).toBe(
      'RETENTION_NOT_OVER',
    )
    laptop.setWallClock(-monthsMs(1200) - monthsMs(1))
    await signIn(client)
    expect((await client.app.state()).clockDoubt).not.toBeNull()
    expect(await refusalCode(client.customers.erase({ customerId, reason: 'retention' }))).toBe(
      'CLOCK_IN_DOUBT',
    )
    // They asked for it themselves: no clock is needed for that.
    expect(await client.customers.erase({ customerId, reason: 'requested' })).toMatchObject({})
  })
})

describe('what is left of an erasure', () => {
  test('is tried again every minute until it is gone, and logged without a word of anybody', () => {
    let left = true
    let isHeld = true
    let fails = true
    const lines: string[] = []
    const log = (_: unknown, message?: string) => void lines.push(message ?? String(_))
    const waits: (() => void)[] = []
    const keeper = createErasureKeeper({
      erasures: {
        haveTraces: () => left,
        wipeTraces(rewrite) {
          rewrite()
          left = isHeld
          return !isHeld
        },
      },
      rewriteJournal() {
        if (fails) throw new Error('the disk is full')
      },
      after(pauseMs, run) {
        expect(pauseMs).toBe(60_000)
        waits.push(run)
        return () => {}
      },
      log: { info: log, warn: log },
    })
    keeper.wipe()
    fails = false
    waits.at(-1)?.()
    isHeld = false
    waits.at(-1)?.()
    expect(left).toBe(false)
    expect(lines.map((line) => line.split(': ').at(-1))).toEqual([
      'tried again',
      'tried again',
      'what was left of erased customers is gone',
    ])
    waits.at(-1)?.()
    expect(lines).toHaveLength(3)
    keeper.stop()
    waits.at(-1)?.()
    expect(waits).toHaveLength(4)
  })
})
