import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { FeedRow } from '../core/sync/protocol.ts'
import { xorDigest } from '../core/sync/test-digest.ts'
import { openTestFeed } from './test-database.ts'
import { ali, day, eachFeedLaptop, now } from './test-feed-laptop.ts'

const laptop = eachFeedLaptop()
const { fed, pageOf, pull, rename, receive, nameOf } = laptop

describe('a page', () => {
  test('is applied in slices that let others go first, and moves the position with the last', async () => {
    const rows = Array.from({ length: 60 }, (_, number) =>
      fed('customer', v7(), { ...ali, name: `A${number}` }),
    )
    let clock = 0
    // Each row takes a millisecond.
    const slow = openTestFeed(laptop.db, { monotonicMs: () => ++clock })
    const cursors: number[] = []
    const counts: unknown[] = []
    await slow.applyPage(pageOf(rows), 'epoch', async () => {
      cursors.push(slow.position().cursor)
      counts.push(laptop.db.connection.prepare('SELECT count(*) FROM customer').pluck().get())
      rename(String(rows[0]?.rowId), `typed ${cursors.length}`)
    })
    expect(cursors.length).toBeGreaterThan(5)
    expect(new Set(cursors)).toEqual(new Set([0]))
    expect(counts).toEqual([...counts].sort((a, b) => Number(a) - Number(b)))
    expect(slow.position().cursor).toBe(laptop.seq)
    expect(nameOf(String(rows[0]?.rowId))).toBe(`typed ${cursors.length}`)
  })

  test('is not waited for by the disk until it moves the position; whatever else is written then is', async () => {
    const full = 2
    const syncs = () => laptop.db.connection.pragma('synchronous', { simple: true })
    const rows = Array.from({ length: 20 }, () => fed('customer', v7(), ali))
    let clock = 0
    const slow = openTestFeed(laptop.db, { monotonicMs: () => ++clock })
    const between: unknown[] = []
    await slow.applyPage(pageOf(rows), 'epoch', async () => void between.push(syncs()))
    expect(between.length).toBeGreaterThan(1)
    expect(new Set(between)).toEqual(new Set([full]))
    expect(syncs()).toBe(full)
    await expect(slow.applyPage(pageOf([fed('customer', v7(), ali)]), 'another epoch')).rejects.toThrow()
    expect(syncs()).toBe(full)
  })

  test('is never cut within a position, and one that was cut short comes again and changes nothing', async () => {
    const together = Array.from({ length: 30 }, () => ({ ...fed('customer', v7(), ali), seq: laptop.seq }))
    const [first] = together
    const rows = together.map((row) => ({ ...row, seq: first?.seq ?? 0 }))
    let clock = 0
    // A step takes so long that the next one has to wait.
    const monotonicMs = () => {
      clock += 8
      return clock
    }
    const slow = openTestFeed(laptop.db, { monotonicMs })
    const later = fed('customer', v7(), ali)
    let yields = 0
    const cut = slow.applyPage(pageOf([...rows, later]), 'epoch', async () => {
      yields += 1
      throw new Error('the power went')
    })
    await expect(cut).rejects.toThrow('power')
    expect(yields).toBe(1)
    expect(laptop.db.connection.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(30)
    expect(slow.position().cursor).toBe(0)
    const digest = slow.digest()
    await pull(...rows, later)
    expect(laptop.db.connection.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(31)
    expect(laptop.db.customerSearch.find('ali', 100).total).toBe(31)
    expect(laptop.feed.digest()).not.toBe(digest)
    expect([...(await laptop.feed.bucketDigests()).values()].reduce(xorDigest)).toBe(laptop.feed.digest())
  })
})

describe('the newest first', () => {
  test('is here at once, moves no position, and the feed comes to it again', async () => {
    const newest = fed('customer', v7(), ali)
    expect(await laptop.feed.applyHead([newest])).toMatchObject({ type: 'applied', applied: 1 })
    expect(nameOf(newest.rowId)).toBe('Ali')
    expect(laptop.feed.position()).toMatchObject({ cursor: 0, hash: '' })
    const digest = laptop.feed.digest()
    await pull(newest)
    expect([laptop.feed.digest(), laptop.feed.position().cursor]).toEqual([digest, laptop.seq])
  })
})

describe('more deletes than a laptop takes by itself', () => {
  const unit = (rowId: string, deleted: boolean) =>
    fed('stockUnit', rowId, {
      variantId: 'honda/city/1-2l-cvt',
      number: rowId,
      colour: 'white',
      place: 'yard',
      state: 'in-stock',
      deleted,
    })
  const stock = (count: number) => Array.from({ length: count }, () => unit(v7(), false))
  const without = (rows: readonly FeedRow[]) => rows.map(({ rowId }) => unit(rowId, true))
  const live = () =>
    laptop.db.connection.prepare('SELECT count(*) FROM stock_unit WHERE deleted = 0').pluck().get()

  test('stop the round before the page that would, over all its pages, until the manager says yes', async () => {
    const units = stock(100)
    await pull(...units)
    await pull(...without(units.slice(0, 20)))
    expect(live()).toBe(80)
    const more = without(units.slice(20, 22))
    const stop = { type: 'many-deletes', entity: 'stockUnit', count: 22 }
    const cursor = laptop.feed.position().cursor
    expect(await pull(...more)).toEqual({ type: 'stopped', stop })
    expect([live(), laptop.feed.position().cursor]).toEqual([80, cursor])
    laptop.feed.enterEpoch('epoch', 'durable', { isEmpty: false })
    expect(laptop.feed.position().stopped).toEqual(stop)
    expect(await pull()).toEqual({ type: 'stopped', stop })
    laptop.feed.allowDeletes()
    expect(laptop.feed.position().stopped).toBeNull()
    expect(await pull(...more)).toMatchObject({ type: 'applied', applied: 2 })
    expect(live()).toBe(78)
    laptop.feed.finishRound(now)
    expect(await pull(...without(units.slice(22, 60)))).toMatchObject({ type: 'stopped' })
  })

  test('count once, when a page of them could not be written and comes again', async () => {
    const rows = stock(60)
    await pull(...rows)
    const page = pageOf(without(rows.slice(0, 15)))
    let clock = 0
    const slow = openTestFeed(laptop.db, { monotonicMs: () => (clock += 4) })
    const cut = slow.applyPage(page, 'epoch', async () => {
      throw new Error('the disk is full')
    })
    await expect(cut).rejects.toThrow('full')
    laptop.db.connection.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON feed_position BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    )
    await expect(slow.applyPage(page, 'epoch')).rejects.toThrow('full')
    laptop.db.connection.exec('DROP TRIGGER full')
    expect(await slow.applyPage(page, 'epoch')).toMatchObject({ type: 'applied' })
    expect(await slow.applyPage(pageOf(without(rows.slice(15, 25))), 'epoch')).toMatchObject({
      type: 'stopped',
      stop: { count: 25 },
    })
  })

  test('are no matter when they are few, a small share, or no news', async () => {
    const units = stock(500)
    await pull(...units)
    expect(await pull(...without(units.slice(0, 25)))).toMatchObject({ type: 'applied' })
    laptop.feed.finishRound(now)
    expect(await pull(...without(units.slice(0, 25)), ...without(stock(30)))).toMatchObject({
      type: 'applied',
    })
    expect(live()).toBe(475)
  })
})

describe('taking up with a head office', () => {
  test('goes on where it was in the same epoch', async () => {
    await pull(fed('customer', v7(), ali))
    const before = laptop.feed.position()
    laptop.feed.stop({ type: 'mismatch' })
    expect(laptop.feed.position().stopped).toEqual({ type: 'mismatch' })
    expect(laptop.feed.enterEpoch('epoch', 'durable', { isEmpty: false })).toEqual({
      type: 'entered',
      requeued: 0,
    })
    expect(laptop.feed.position()).toEqual(before)
  })

  test('in another epoch reads from the beginning, sends everything again and deletes nothing', async () => {
    const [fedCustomer, mine] = [v7(), v7()]
    await pull(fed('customer', fedCustomer, ali))
    const { changeSetId } = laptop.db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'customer', rowId: mine, fields: { name: 'Sana', phone: null, language: 'ur' } }],
    })
    receive(changeSetId, 'accepted')
    expect(laptop.outbox.nextPage(1_000).changeSets).toEqual([])
    expect(laptop.feed.enterEpoch('another', 'trial', { isEmpty: false })).toEqual({
      type: 'entered',
      requeued: 1,
    })
    expect(laptop.feed.position()).toMatchObject({ epoch: 'another', mark: 'trial', cursor: 0, hash: '' })
    expect(laptop.outbox.nextPage(1_000).changeSets.map(({ id }) => id)).toEqual([changeSetId])
    expect([nameOf(fedCustomer), nameOf(mine)]).toEqual(['Ali', 'Sana'])
  })

  test('that is empty where it was not asks first, and takes up with it once somebody has said yes', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const stop = { type: 'empty-headoffice' }
    const enter = () => laptop.feed.enterEpoch('another', 'durable', { isEmpty: true })
    expect(enter()).toEqual({ type: 'stopped', stop })
    expect(laptop.feed.position()).toMatchObject({ epoch: 'epoch', cursor: laptop.seq, stopped: stop })
    laptop.feed.allowDeletes()
    expect(enter()).toMatchObject({ type: 'stopped' })
    laptop.feed.allowEmpty()
    expect(enter()).toMatchObject({ type: 'entered' })
    expect(laptop.feed.position()).toMatchObject({ epoch: 'another', cursor: 0, stopped: null })
    expect(nameOf(customer)).toBe('Ali')
  })

  test('that is empty is nothing to ask about on a laptop that never had any', () => {
    expect(laptop.feed.enterEpoch('another', 'durable', { isEmpty: true })).toEqual({
      type: 'entered',
      requeued: 0,
    })
  })
})
