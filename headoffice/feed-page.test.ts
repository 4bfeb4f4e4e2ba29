import fc from 'fast-check'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { bucketOf, emptyDigest } from '../core/sync/digest.ts'
import type { ChangeSet } from '../core/sync/protocol.ts'
import { xorDigest } from '../core/sync/test-digest.ts'
import { changeIdIn, changeSetOf, saying } from './testing/changes.ts'
import { digestOf } from './testing/digest-of.ts'
import { onEachDatabase } from './testing/on-each-database.ts'
import { type StoreLaptop, storeLaptop, wholeFeed } from './testing/store-laptop.ts'

onEachDatabase('the feed of head office on $name', (door) => {
  test('comes in pages that resume where they stopped, never cut a change set, and tell the digest at their end', async () => {
    const laptop = await storeLaptop(door)
    const changeSets = Array.from({ length: 7 }, () =>
      changeSetOf(...Array.from({ length: 3 }, (_, n) => saying('answer', v7(), { ownWords: `words ${n}` }))),
    )
    await laptop.push(...changeSets)
    const rowIds: string[] = []
    let position = { cursor: 0, hash: '', end: false }
    while (!position.end) {
      const page = await laptop.pull(position.cursor, 4)
      expect(page.rows).toHaveLength(3)
      expect(page.digest === null).toBe(!page.end)
      rowIds.push(...page.rows.map(({ rowId }) => rowId))
      position = page
      const { cursor, hash } = page
      const again = await laptop.shakeHands({ epoch: await laptop.epoch(), cursor, hash })
      expect(again.type).toBe('welcome')
    }
    expect(rowIds).toEqual(changeSets.flatMap(({ changes }) => changes.map(({ rowId }) => rowId)))
    expect(await laptop.pull(position.cursor)).toEqual({ ...position, rows: [], digest: expect.any(String) })
    expect((await laptop.pull(0, 1)).rows).toHaveLength(3)
  })

  test('carries no more than its bytes beyond the first position of a page', async () => {
    const laptop = await storeLaptop(door)
    const long = 'x'.repeat(400_000)
    const whole = [1, 2, 3].map(() => saying('answer', v7(), { ownWords: long }))
    const single = () => changeSetOf(saying('answer', v7(), { ownWords: long }))
    await laptop.push(changeSetOf(...whole), single(), single(), single())
    const pages = [await laptop.pull(0), await laptop.pull(1), await laptop.pull(3)]
    expect(pages.map(({ rows, end }) => [rows.length, end])).toEqual([
      [3, false],
      [2, false],
      [1, true],
    ])
  })

  test('of nothing is one empty page, at its end', async () => {
    const laptop = await storeLaptop(door)
    const empty = { rows: [], cursor: 0, hash: '', end: true, digest: emptyDigest }
    expect(await laptop.pull()).toEqual(empty)
    expect(await laptop.digest()).toEqual({ seq: 0, buckets: [] })
  })

  test('moves a changed row to its latest place, and ends at the newest position', async () => {
    const laptop = await storeLaptop(door)
    const customer = v7()
    const made = changeSetOf(saying('customer', customer, { name: 'Ali' }))
    const visit = changeSetOf(saying('visit', v7(), { arrival: 'unknown' }))
    await laptop.push(made, visit)
    await laptop.push(changeSetOf(saying('customer', customer, { name: 'Ali Raza' }, changeIdIn(made))))
    const { rows, cursor } = await laptop.pull()
    expect(rows.map(({ entity, seq }) => [entity, seq])).toEqual([
      ['visit', 2],
      ['customer', 3],
    ])
    expect(cursor).toBe(3)
  })

  test('begins, where asked, with the open visits and the newest rows, each after what it refers to', async () => {
    const laptop = await storeLaptop(door)
    const consultant = changeSetOf(
      saying('consultant', v7(), { name: 'Omar', role: 'consultant', active: true }),
    )
    const ownerId = consultant.changes[0]?.rowId ?? ''
    const arrive = (endedAt: number | null) => {
      const [customer, opportunity, visit] = [v7(), v7(), v7()]
      return [
        changeSetOf(
          saying('visit', visit, { opportunityId: opportunity, ownerId, endedAt }),
          saying('opportunity', opportunity, { customerId: customer, ownerId, state: 'open' }),
        ),
        changeSetOf(saying('customer', customer, { name: 'Ayesha', language: 'ur' })),
      ]
    }
    const isOpen = arrive(null)
    const closed = Array.from({ length: 20 }, () => arrive(5)).flat()
    await laptop.push(consultant, ...isOpen, ...closed)
    const head = await laptop.pull(0, 20, true)
    expect(head).toMatchObject({ cursor: 0, hash: '', end: false, digest: null })
    const rowIds = head.rows.map(({ rowId }) => rowId)
    expect(rowIds.length).toBeGreaterThan(10)
    expect(rowIds.length).toBeLessThanOrEqual(20)
    for (const { changes } of isOpen) for (const { rowId } of changes) expect(rowIds).toContain(rowId)
    expect(rowIds).toContain(closed.at(-1)?.changes[0]?.rowId)
    const depths = head.rows.map(({ entity }) =>
      ['consultant', 'customer', 'opportunity', 'visit'].indexOf(entity),
    )
    expect(depths).toEqual(depths.toSorted((a, b) => a - b))
    expect((await laptop.pull(0, 5)).rows.map(({ seq }) => seq)).toEqual([1, 2, 2, 3, 4].slice(0, 4))
    expect((await laptop.pull(4, 20, true)).cursor).toBeGreaterThan(4)
  })

  test('has digests that follow from its rows alone, by bucket and in all, whatever was written in whatever pages', async () => {
    const steps = fc.array(
      fc.record({
        row: fc.nat({ max: 5 }),
        entity: fc.constantFrom('customer', 'answer'),
        text: fc.nat({ max: 3 }),
      }),
      { minLength: 1, maxLength: 25 },
    )
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 7 }), async (written, pageLength) => {
        const laptop = await storeLaptop(door)
        const rowIds = Array.from({ length: 6 }, () => v7())
        const newest = new Map<string, ChangeSet>()
        const changeSets = written.map(({ row, entity, text }) => {
          const rowId = rowIds[row] ?? ''
          const before = newest.get(rowId)
          const seen = before && text > 0 && entity === 'customer' ? [changeIdIn(before)] : []
          const field = entity === 'customer' ? 'name' : 'ownWords'
          const changeSet = changeSetOf(saying(entity, rowId, { [field]: `text ${text}` }, ...seen))
          if (entity === 'customer') newest.set(rowId, changeSet)
          return changeSet
        })
        for (let from = 0; from < changeSets.length; from += pageLength)
          await laptop.push(...changeSets.slice(from, from + pageLength))
        await checkDigests(laptop)
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  test('never lets a position appear behind a cursor that was handed out, while laptops push at once', async () => {
    const reader = await storeLaptop(door)
    const writers = [
      await storeLaptop(door, reader.caller.storeId),
      await storeLaptop(door, reader.caller.storeId),
    ]
    let writing = writers.length
    const pushed: string[] = []
    const push = async (laptop: StoreLaptop) => {
      for (let n = 0; n < 15; n++) {
        const page = [1, 2, 3].map(() => changeSetOf(saying('answer', v7(), { ownWords: 'at once' })))
        pushed.push(...page.map(({ changes }) => changes[0]?.rowId ?? ''))
        await laptop.push(...page)
      }
      writing -= 1
    }
    const seen: string[] = []
    const read = async () => {
      let cursor = 0
      for (let isLast = false; !isLast; ) {
        isLast = writing === 0
        const page = await reader.pull(cursor, 7)
        for (const { rowId, seq } of page.rows) {
          expect(seq).toBeGreaterThan(cursor)
          seen.push(rowId)
        }
        cursor = page.cursor
        const { type } = await reader.shakeHands({ epoch: await reader.epoch(), cursor, hash: page.hash })
        expect(type).toBe('welcome')
        isLast &&= page.end
      }
    }
    await Promise.all([...writers.map(push), read()])
    expect(seen.toSorted()).toEqual(pushed.toSorted())
    await checkDigests(reader)
  })
})

async function checkDigests(laptop: StoreLaptop): Promise<void> {
  const rows = await wholeFeed(laptop, 3)
  const { cursor, digest } = await laptop.pull()
  expect(digest).toBe(digestOf(rows))
  const { seq, buckets } = await laptop.digest()
  expect(seq).toBe(cursor)
  const inBuckets = Map.groupBy(rows, ({ rowId }) => bucketOf(rowId))
  const expected = [...inBuckets].map(([bucket, inside]) => [bucket, digestOf(inside)] as const)
  expect(buckets).toEqual(
    expected.filter(([, bucketDigest]) => bucketDigest !== emptyDigest).toSorted(([a], [b]) => a - b),
  )
  expect(buckets.map(([, bucketDigest]) => bucketDigest).reduce(xorDigest, emptyDigest)).toBe(digest)
  for (const [bucket, inside] of [...inBuckets].slice(0, 3))
    expect(await laptop.bucket(bucket)).toEqual({ seq: cursor, rows: inside })
}
