import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Json } from '../core/canonical-json.ts'
import { changeIdSchema, changeSetIdSchema, customerIdSchema } from '../core/ids.ts'
import { readErasureList } from './erasure-list.ts'
import { createOutbox } from './outbox.ts'
import { testBusinessDay } from './test-day.ts'
import { dump } from './test-erasure.ts'

import {
  fed,
  inOrder,
  openStoryLaptop,
  play,
  rowsOf,
  type StoryEvent,
  type StoryLaptop,
  storyNow,
  storyOf,
} from './test-erasure-story.ts'

let laptops: readonly [StoryLaptop, StoryLaptop]
beforeEach(() => {
  laptops = [openStoryLaptop(), openStoryLaptop()]
})
afterEach(() => {
  for (const { db, place } of laptops) {
    db.close()
    place[Symbol.dispose]()
  }
})

describe('an erasure from head office', () => {
  test('leaves no word of the customer, in whatever order rows, edits and erasure come, and nobody else’s goes', async () => {
    const events = 24
    const order = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 2 * events + 10,
      maxLength: 2 * events + 10,
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(order, order, fc.integer({ min: 3, max: 20 }), async (first, second, pageRows) => {
        run += 1
        // Neither word is part of the other; the index folds to lower case.
        const authorId = v7()
        const author: StoryEvent = {
          row: fed('consultant', authorId, { name: 'Hira', role: 'manager', active: true }),
        }
        const erased = storyOf(`weg${run}x`, authorId)
        const kept = storyOf(`bleibt${run}x`, authorId)
        const both = [...erased.events, ...kept.events, ...kept.loose, erased.erasure, author]
        for (const [laptop, places] of [
          [laptops[0], first],
          [laptops[1], second],
        ] as const) {
          await play(laptop, inOrder(both, erased.loose, places), pageRows)
          const text = dump(laptop.db)
          expect(erased.marks().filter((words) => text.includes(words))).toEqual([])
          expect(text).not.toContain(`weg${run}x`)
          expect(text).not.toContain('923009998887"')
          const keptHere = kept.marks().filter((words) => text.includes(words))
          expect(keptHere.length).toBeGreaterThan(10)
          expect(laptop.db.customers.get(customerIdSchema.parse(erased.customerId))).toMatchObject({
            name: null,
            phone: null,
            isErased: true,
          })
          expect(readErasureList(laptop.place.folder)).toContain(erased.customerId)
          // The next run is not to try again what stands aside for good.
          laptop.db.connection.exec('DELETE FROM feed_aside')
        }
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })

  test('strips what it cannot apply as soon as something tells whose it is', async () => {
    const [laptop] = laptops
    const story = storyOf('weg', laptop.owner)
    const { customerId, erasure } = story
    const rows = rowsOf(story)
    const drives = rows.filter(({ entity }) => entity === 'testDrive')
    await laptop.pull([erasure.row, ...drives])
    // The drive that names a visit may be anybody's, until the visit is here.
    const aside = () => laptop.db.connection.prepare('SELECT row FROM feed_aside').pluck().all().join()
    expect(aside()).toContain('weg')
    for (const row of rows.filter(({ entity }) => entity !== 'testDrive')) await laptop.pull([row])
    expect(aside()).not.toContain('weg')
    expect(laptop.db.erasures.rows.isErased(customerId)).toBe(true)
  })

  test('does not wait for its author: the words go at once', async () => {
    const [laptop] = laptops
    const story = storyOf('weg', laptop.owner)
    const { customerId, erasure } = story
    await laptop.pull(rowsOf(story))
    const { rowId } = erasure.row
    const stranger = v7()
    const row = fed('erasure', rowId, {
      customerId,
      reason: 'retention',
      authorId: stranger,
      occurredAt: storyNow,
    })
    expect(await laptop.pull([row])).toMatchObject({ applied: 0, waiting: 1 })
    expect(dump(laptop.db)).not.toContain('weg')
    await laptop.pull([fed('consultant', stranger, { name: 'Hira', role: 'manager', active: true })])
    expect(laptop.db.erasures.of(customerIdSchema.parse(customerId))?.reason).toBe('retention')
  })

  test('leaves no conflict that nobody could settle', async () => {
    const [laptop] = laptops
    const story = storyOf('weg', laptop.owner)
    const { erasure } = story
    const rows = rowsOf(story)
    const sides = () => laptop.db.connection.prepare('SELECT entity, field FROM field_beside').all()
    await laptop.pull(rows)
    expect(sides()).toEqual(expect.arrayContaining([{ entity: 'customer', field: 'name' }]))
    await laptop.pull([erasure.row])
    expect(sides()).toEqual([])
    await laptop.pull(rows)
    expect(sides()).toEqual([])
  })

  describe('of one of two customers that an opportunity is said to be of', () => {
    const openFor = (customerId: string | null, ownerId: string): Readonly<Record<string, Json>> => ({
      ownerId,
      customerId,
      state: 'lost',
      lostReason: 'price',
      lostNote: 'weg damit',
      lostVisitId: null,
      lostBusinessDay: testBusinessDay,
      openedAt: storyNow,
    })
    const attach = ({ db, owner }: StoryLaptop, rowId: string, customerId: string) =>
      db.changeSets.commit({
        authorId: owner,
        occurredAt: storyNow,
        businessDay: testBusinessDay,
        visitId: null,
        edits: [{ entity: 'opportunity', rowId, fields: { customerId: customerIdSchema.parse(customerId) } }],
      }).changeSetId
    const customer = (rowId: string) => fed('customer', rowId, { name: null, phone: null, language: 'ur' })

    test('strips what head office sends while this laptop shows it as theirs', async () => {
      const [laptop] = laptops
      const [erased, other, opportunityId] = [v7(), v7(), v7()]
      const { owner } = laptop
      await laptop.pull([customer(erased), customer(other)])
      await laptop.pull([fed('opportunity', opportunityId, openFor(null, owner))])
      attach(laptop, opportunityId, erased)
      const erasure = { customerId: erased, reason: 'requested', authorId: owner, occurredAt: storyNow }
      await laptop.pull([fed('erasure', v7(), erasure)])
      await laptop.pull([fed('opportunity', opportunityId, openFor(other, owner))])
      expect(laptop.db.tables.read('opportunity', opportunityId)).toMatchObject({
        customerId: erased,
        lostNote: null,
      })
      expect(dump(laptop.db)).not.toContain('weg')
    })

    test('keeps every side that head office sends with it once it is shown as somebody else’s', async () => {
      const [laptop] = laptops
      const [erased, other, opportunityId] = [v7(), v7(), v7()]
      const { owner, db } = laptop
      await laptop.pull([customer(erased), customer(other)])
      await laptop.pull([fed('opportunity', opportunityId, openFor(erased, owner))])
      const erasure = { customerId: erased, reason: 'requested', authorId: owner, occurredAt: storyNow }
      await laptop.pull([fed('erasure', v7(), erasure)])
      const row = fed('opportunity', opportunityId, { ...openFor(other, owner), lostNote: null })
      const { lostNote, ...fields } = row.fields
      if (!lostNote) throw new Error('The row says nothing of its note')
      const side = { value: null, changeId: changeIdSchema.parse(v7()) }
      await laptop.pull([{ ...row, fields: { ...fields, lostNote: { ...lostNote, others: [side] } } }])
      expect(db.connection.prepare('SELECT field, reason, value, change_id FROM field_beside').all()).toEqual(
        [{ field: 'lostNote', reason: 'conflict', value: 'null', change_id: side.changeId }],
      )
    })

    test('strips it once head office’s word is shown in place of this laptop’s', async () => {
      const [laptop] = laptops
      const [erased, other, opportunityId] = [v7(), v7(), v7()]
      const { owner, db, feed } = laptop
      await laptop.pull([customer(erased), customer(other)])
      await laptop.pull([fed('opportunity', opportunityId, openFor(null, owner))])
      const changeSetId = attach(laptop, opportunityId, other)
      await laptop.pull([fed('opportunity', opportunityId, { customerId: erased })])
      const erasure = { customerId: erased, reason: 'requested', authorId: owner, occurredAt: storyNow }
      await laptop.pull([fed('erasure', v7(), erasure)])
      // As far as this laptop shows, it is somebody else's.
      expect(db.tables.read('opportunity', opportunityId)?.lostNote).toBe('weg damit')
      const receipt = {
        outcome: 'refused',
        seq: null,
        mark: 'durable',
        receivedAt: storyNow,
        reason: 'not-readable',
      } as const
      createOutbox(db.connection).recordReceipts(
        [{ ...receipt, changeSetId: changeSetIdSchema.parse(changeSetId) }],
        'epoch',
      )
      feed.finishRound(storyNow)
      expect(db.tables.read('opportunity', opportunityId)).toMatchObject({
        customerId: erased,
        lostNote: null,
      })
      expect(dump(db)).not.toContain('weg')
    })
  })
})
