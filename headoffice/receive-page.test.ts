import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { changeIdSchema, changeSetIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import type { ChangeSet } from '../core/sync/protocol.ts'
import { changeIdIn, changeSetOf, saying, testAuthor } from './testing/changes.ts'
import { onEachDatabase } from './testing/on-each-database.ts'
import { fedFieldsOf, storeLaptop, wholeFeed } from './testing/store-laptop.ts'
import { testNow } from './testing/test-now.ts'

const visit = (arrival = 'first-time') => changeSetOf(saying('visit', v7(), { arrival }))
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const sayer = { by: testAuthor, at: testNow }

onEachDatabase('head office on $name, given a page of change sets', (door) => {
  test('gives a receipt for each, and the same ones word for word on a repeat, also within a page', async () => {
    const laptop = await storeLaptop(door)
    const page = [visit(), visit(), visit()]
    const receipts = await laptop.push(...page)
    expect(receipts).toEqual(
      page.map(({ id }, index) => ({
        changeSetId: id,
        outcome: 'accepted',
        seq: index + 1,
        mark: door.mark,
        receivedAt: testNow,
        reason: null,
      })),
    )
    const [again, new4th, new4thAgain, ...rest] = await laptop.push(
      page[0] ?? visit(),
      ...twice(visit()),
      ...page,
    )
    expect([again, ...rest]).toEqual([receipts[0], ...receipts])
    expect(new4th?.seq).toBe(4)
    expect(new4thAgain).toEqual(new4th)
    expect(await wholeFeed(laptop)).toHaveLength(4)
  })

  test('refuses other content under an id it knows, and keeps the first outcome', async () => {
    const laptop = await storeLaptop(door)
    const first = visit()
    const altered = { ...first, occurredAt: first.occurredAt + 1 }
    const [receipt, within] = await laptop.push(first, altered)
    const [later] = await laptop.push(altered)
    for (const refused of [within, later])
      expect(refused).toMatchObject({ outcome: 'refused', seq: null, reason: 'other-content' })
    expect(await laptop.push(first)).toEqual([receipt])
  })

  test('takes a change set whole or not at all, and goes on behind one that it refuses', async () => {
    const laptop = await storeLaptop(door)
    const answer = v7()
    const [, refused, next] = await laptop.push(
      changeSetOf(saying('answer', answer, { ownWords: 'seven of us' })),
      changeSetOf(
        saying('visit', v7(), { arrival: 'first-time' }),
        saying('answer', answer, { ownWords: 'nine of us' }),
      ),
      visit(),
    )
    expect(refused).toMatchObject({ outcome: 'refused', seq: null, reason: 'written-before' })
    expect(next).toMatchObject({ outcome: 'accepted', seq: 2 })
    expect((await wholeFeed(laptop)).map(({ entity }) => entity)).toEqual(['answer', 'visit'])
  })

  test('remembers what it refused, word for word', async () => {
    const laptop = await storeLaptop(door)
    const answer = v7()
    const other = changeSetOf(saying('answer', answer, { ownWords: 'nine of us' }))
    const [, refused] = await laptop.push(changeSetOf(saying('answer', answer, { ownWords: 'seven' })), other)
    expect(await laptop.push(other)).toEqual([refused])
  })

  test('keeps an event that two change sets write alike, and both of them', async () => {
    const laptop = await storeLaptop(door)
    const answer = saying('answer', v7(), { ownWords: 'seven of us' })
    const receipts = await laptop.push(changeSetOf(answer), changeSetOf(answer))
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted'])
    expect(await wholeFeed(laptop)).toHaveLength(1)
  })

  test('keeps what a newer laptop names, and every character that JSON can say', async () => {
    const laptop = await storeLaptop(door)
    const odd = 'nul \u0000, one \u0001, two \u0002, half \ud83d, اردو, "quotes", back\\slash'
    const [drive] = twice(changeSetOf(saying('testDrive', v7(), { note: odd, constructor: odd })))
    const [receipt] = await laptop.push(drive)
    expect(receipt?.outcome).toBe('accepted')
    const { rowId } = drive.changes[0] ?? { rowId: '' }
    expect((await fedFieldsOf(laptop, rowId)).note?.value).toBe(odd)
    await laptop.push(changeSetOf(saying('testDrive', rowId, { constructor: 'else' }, changeIdIn(drive))))
    expect(await fedFieldsOf(laptop, rowId)).toMatchObject({
      note: { value: odd },
      constructor: { value: 'else' },
    })
  })

  test('numbers and hashes change sets so that another client comes to the same', async () => {
    const laptop = await storeLaptop(door)
    const page = [visit(), visit(), visit()]
    await laptop.push(...page)
    const hash = page.reduce((before, changeSet) => sha256(`${before}\n${changeSet.id}`), '')
    expect(await laptop.pull()).toMatchObject({ cursor: 3, hash, end: true })
  })

  test('keeps both values of a conflict with who said them and when, and settles it by a change that saw both', async () => {
    const laptop = await storeLaptop(door)
    const customer = v7()
    const made = changeSetOf(saying('customer', customer, { name: 'Ayesha', language: 'ur' }))
    const one = changeSetOf(saying('customer', customer, { name: 'Ayesha Khan' }, changeIdIn(made)))
    const other = {
      ...changeSetOf(saying('customer', customer, { name: 'Ayesha Malik' }, changeIdIn(made))),
      occurredAt: 7,
    }
    const same = changeSetOf(saying('customer', customer, { name: 'Ayesha Malik' }, changeIdIn(made)))
    const receipts = await laptop.push(made, one, other, same)
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'conflict', 'conflict'])
    const fields = await fedFieldsOf(laptop, customer)
    expect(fields.name).toEqual({
      value: 'Ayesha Khan',
      changeId: changeIdIn(one),
      ...sayer,
      others: [
        { value: 'Ayesha Malik', changeId: changeIdIn(other), ...sayer, at: 7, same: [changeIdIn(same)] },
      ],
    })
    expect(fields.language).toEqual({ value: 'ur', changeId: changeIdIn(made) })
    const settled = changeSetOf(
      saying('customer', customer, { name: 'Ayesha Malik' }, changeIdIn(one), changeIdIn(other)),
    )
    expect((await laptop.push(settled))[0]?.outcome).toBe('accepted')
    expect((await fedFieldsOf(laptop, customer)).name).toEqual({
      value: 'Ayesha Malik',
      changeId: changeIdIn(settled),
    })
  })

  test('sees no conflict in the same value said twice, nor in edits of different fields', async () => {
    const laptop = await storeLaptop(door)
    const customer = v7()
    const made = changeSetOf(saying('customer', customer, { name: 'Ali', phone: null, language: 'ur' }))
    const edits = [{ name: 'Ali Raza' }, { name: 'Ali Raza' }, { phone: '+923001234567' }].map((values) =>
      changeSetOf(saying('customer', customer, values, changeIdIn(made))),
    )
    const receipts = await laptop.push(made, ...edits)
    expect(new Set(receipts.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']))
  })

  test('adds up what two laptops put into a set, and feeds every change that the next edit has to name', async () => {
    const laptop = await storeLaptop(door)
    const customer = v7()
    const phones = (...alsoPhones: string[]) => ({ alsoPhones })
    const made = changeSetOf(saying('customer', customer, phones('+921')))
    const edits = [phones('+921', '+923'), phones('+922', '+921'), phones('+921', '+923')].map((values) =>
      changeSetOf(saying('customer', customer, values, changeIdIn(made))),
    )
    const receipts = await laptop.push(made, ...edits)
    expect(new Set(receipts.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']))
    const { alsoPhones } = await fedFieldsOf(laptop, customer)
    expect(alsoPhones?.value).toEqual(['+921', '+922', '+923'])
    const named = [alsoPhones?.changeId, ...(alsoPhones?.others ?? []).map(({ changeId }) => changeId)]
    expect(named.toSorted()).toEqual(edits.map((edit) => changeIdIn(edit)).toSorted())
    const next = changeSetOf(
      saying('customer', customer, phones('+922'), ...named.filter((id) => id !== undefined)),
    )
    await laptop.push(next)
    expect((await fedFieldsOf(laptop, customer)).alsoPhones).toEqual({
      value: ['+922'],
      changeId: changeIdIn(next),
    })
  })

  test.each(['edit first', 'delete first'])(
    'holds a delete against an edit that it did not know, with both sides whole, %s',
    async (order) => {
      const laptop = await storeLaptop(door)
      const unit = v7()
      const made = changeSetOf(
        saying('stockUnit', unit, { number: 'A1', colour: 'white', place: 'yard', deleted: false }),
      )
      const edit = changeSetOf(saying('stockUnit', unit, { colour: 'red', deleted: false }, changeIdIn(made)))
      const gone = changeSetOf(saying('stockUnit', unit, { deleted: true }, changeIdIn(made)))
      await laptop.push(made)
      const [first, second] = await laptop.push(...(order === 'edit first' ? [edit, gone] : [gone, edit]))
      expect([first?.outcome, second?.outcome]).toEqual(['accepted', 'conflict'])
      const { deleted, colour } = await fedFieldsOf(laptop, unit)
      const sides = [deleted, ...(deleted?.others ?? [])].map((side) => side?.value)
      expect(sides).toEqual(order === 'edit first' ? [false, true] : [true, false])
      const red = order === 'edit first' ? colour?.value : colour?.others?.[0]?.value
      expect(red).toBe('red')
      expect(colour?.value).toBe(order === 'edit first' ? 'red' : 'white')
    },
  )

  test('holds a delete that names all it saw against an edit of another field that it did not see', async () => {
    const laptop = await storeLaptop(door)
    const unit = v7()
    const whole = { number: 'A1', colour: 'white', place: 'yard' }
    const made = changeSetOf(saying('stockUnit', unit, { ...whole, deleted: false }))
    const seen = changeSetOf(saying('stockUnit', unit, { colour: 'red', deleted: false }, changeIdIn(made)))
    const unseen = changeSetOf(saying('stockUnit', unit, { place: 'port', deleted: false }, changeIdIn(made)))
    const said = saying('stockUnit', unit, { ...whole, colour: 'red', deleted: true }, changeIdIn(made))
    const gone = changeSetOf({
      ...said,
      fields: Object.fromEntries(
        Object.entries(said.fields).map(([field, value]) => [
          field,
          field === 'colour' || field === 'deleted' ? { ...value, parent: changeIdIn(seen) } : value,
        ]),
      ),
    })
    const receipts = await laptop.push(made, seen, unseen, gone)
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted', 'conflict'])
    const { deleted, place } = await fedFieldsOf(laptop, unit)
    expect([deleted?.value, place?.value]).toEqual([false, 'port'])
    expect(deleted?.others).toMatchObject([{ value: true, changeId: changeIdIn(gone) }])
  })

  test('gives a claim to the first, and shows the second beside it as a double promise', async () => {
    const laptop = await storeLaptop(door)
    const [claim, stockUnitId, one, other] = [v7(), v7(), v7(), v7()]
    const claims = [one, other].map((opportunityId) =>
      changeSetOf(saying('claim', claim, { stockUnitId, hour: null, opportunityId })),
    )
    const receipts = await laptop.push(...claims)
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted', 'conflict'])
    const fields = await fedFieldsOf(laptop, claim)
    expect(fields.opportunityId).toMatchObject({ value: one, others: [{ value: other, ...sayer }] })
    expect(fields.stockUnitId?.others).toBeUndefined()
  })

  test.each(['in one page', 'in two pages'])(
    'takes a change that a known one already follows for history, %s',
    async (pages) => {
      const laptop = await storeLaptop(door)
      const customer = v7()
      const made = changeSetOf(saying('customer', customer, { name: 'Ali' }))
      const folded = changeSetOf(saying('customer', customer, { name: 'Ali R' }, changeIdIn(made)))
      const newest = changeSetOf(
        saying('customer', customer, { name: 'Ali Raza' }, changeIdIn(made), changeIdIn(folded)),
      )
      if (pages === 'in one page') await laptop.push(made, newest, folded)
      else for (const changeSet of [made, newest, folded]) await laptop.push(changeSet)
      expect((await fedFieldsOf(laptop, customer)).name).toEqual({
        value: 'Ali Raza',
        changeId: changeIdIn(newest),
      })
    },
  )

  test('takes what the first version wrote, and no change of it twice', async () => {
    const laptop = await storeLaptop(door)
    const customer = v7()
    const made = looseSet('customer', customer, { name: 'Ali' })
    const edit = changeSetOf(saying('customer', customer, { name: 'Ali Raza' }, changeIdIn(made)))
    const [first] = await laptop.push(made, edit)
    expect((await fedFieldsOf(laptop, customer)).name?.value).toBe('Ali Raza')
    const stolen = { ...looseSet('customer', v7(), { name: 'Bilal' }), changes: made.changes }
    const derived = looseSet('customer', v7(), { name: 'Bilal' }, changeIdIn(edit))
    const receipts = await laptop.push(stolen, derived, made)
    expect(receipts.map(({ reason }) => reason)).toEqual(['other-content', 'other-content', null])
    expect(receipts[2]).toEqual(first)
  })

  test('orders the pushes of laptops that arrive at once, one seq each', async () => {
    const first = await storeLaptop(door)
    const laptops = [first]
    for (let n = 0; n < 3; n++) laptops.push(await storeLaptop(door, first.caller.storeId))
    const receipts = await Promise.all(
      laptops.flatMap((laptop) => Array.from({ length: 5 }, () => laptop.push(visit(), visit()))),
    )
    const seqs = receipts.flat().map(({ seq }) => seq ?? 0)
    expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
  })

  test('keeps a row that one change set wrote in that change set alone', async () => {
    const laptop = await storeLaptop(door)
    await laptop.push(visit())
    const kept = await door.query(
      z.object({ state: z.string().nullable() }),
      'SELECT state FROM feed_row WHERE store_id = $1',
      [laptop.caller.storeId],
    )
    expect(kept).toEqual([{ state: null }])
  })
})

const twice = (changeSet: ChangeSet): [ChangeSet, ChangeSet] => [changeSet, changeSet]

/** A change set whose changes have ids of their own. */
function looseSet(
  entity: string,
  rowId: string,
  values: Record<string, string>,
  id = changeIdSchema.parse(v7()),
): ChangeSet {
  return {
    id: changeSetIdSchema.parse(v7()),
    authorId: null,
    occurredAt: testNow,
    businessDay: businessDaySchema.parse('2026-11-22'),
    changes: [{ ...saying(entity, rowId, values), id }],
  }
}
