import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  changeSetIdSchema,
  consultantIdSchema,
  stockUnitIdSchema,
  variantIdSchema,
  visitIdSchema,
} from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import type { ChangeSet } from '../core/sync/protocol.ts'
import type { Edit } from './change-sets.ts'
import { createFeedPosition } from './feed-position.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { createSyncCounts } from './sync-counts.ts'
import { openTestDatabase, type TestFolder, testFolder } from './test-database.ts'

const at = Date.UTC(2026, 10, 22, 9)
const day = businessDaySchema.parse('2026-11-22')
let folder: TestFolder
let db: ShowroomDatabase
let outbox: Outbox
beforeEach(() => {
  folder = testFolder()
  db = openTestDatabase(folder.folder)
  outbox = createOutbox(db.connection)
})
afterEach(() => {
  db.close()
  folder[Symbol.dispose]()
})

type Rest = Partial<Omit<Parameters<typeof db.changeSets.commit>[0], 'edits'>>
const act = (edits: readonly Edit[], rest: Rest = {}) =>
  db.changeSets.commit({ authorId: null, occurredAt: at, businessDay: day, visitId: null, ...rest, edits })
    .changeSetId
const edit = (rowId: string, fields: Extract<Edit, { entity: 'customer' }>['fields'], rest: Rest = {}) =>
  act([{ entity: 'customer', rowId, fields }], rest)
const newCustomer = () => {
  const rowId = v7()
  edit(rowId, { name: 'Ali', phone: null, language: 'ur' })
  return rowId
}
const waiting = (): readonly ChangeSet[] => outbox.nextPage(10_000_000).changeSets
const sendAll = () => outbox.markSent(outbox.nextPage(10_000_000))
const last = () => {
  const [change] = waiting().at(-1)?.changes ?? []
  if (!change) throw new Error('nothing waits')
  return change
}
const folded = () =>
  db.connection
    .prepare(
      `SELECT one.id AS one, other.id AS other FROM folded f
       JOIN change_set one ON one.position = f.change_set_position
       JOIN change_set other ON other.position = f.into_position ORDER BY one.position`,
    )
    .all()

describe('an edit of what was never sent', () => {
  test('says it all anew: the oldest parent, the folded change beside it, and one change set to send', () => {
    const rowId = newCustomer()
    sendAll()
    const made = last()
    const first = edit(rowId, { name: 'Ali R' })
    const { id: firstChange } = last()
    const second = edit(rowId, { name: 'Ali Raza' })
    expect(waiting().map(({ id }) => id)).toEqual([expect.anything(), second])
    expect(last().fields).toEqual({
      name: { value: 'Ali Raza', parent: made.id, alsoParents: [firstChange] },
    })
    expect(folded()).toEqual([{ one: first, other: second }])
    expect(db.connection.prepare('SELECT count(*) FROM change').pluck().get()).toBe(3)
  })

  test('folds what was folded along, so that one change set is left of many', () => {
    const rowId = newCustomer()
    sendAll()
    const names = ['A', 'Al', 'Ali', 'Ali K']
    const ids = names.map((name) => edit(rowId, { name }))
    expect(waiting()).toHaveLength(2)
    expect(last().fields.name?.alsoParents).toHaveLength(3)
    expect(folded()).toEqual(ids.slice(0, -1).map((one) => ({ one, other: ids.at(-1) })))
  })

  test('takes on what a folded one had settled or seen of a list', () => {
    const rowId = newCustomer()
    sendAll()
    const [side, head] = [v7(), v7()]
    const put = db.connection.prepare(
      'INSERT INTO field_beside (entity, row_id, field, reason, value, change_id) VALUES (?, ?, ?, ?, ?, ?)',
    )
    put.run('customer', rowId, 'name', 'conflict', '"Aly"', side)
    put.run('customer', rowId, 'alsoPhones', 'set', '["+923001234567"]', head)
    act([{ entity: 'customer', rowId, fields: { name: 'Ali', alsoPhones: [] }, settles: true }])
    const { id } = last()
    edit(rowId, { name: 'Ali Raza', alsoPhones: ['+923001112223'] })
    expect(last().fields).toMatchObject({
      name: { alsoParents: [side, id] },
      alsoPhones: { alsoParents: [head, id] },
    })
  })

  test.each<[string, Rest]>([
    ['another person’s', { authorId: consultantIdSchema.parse(v7()) }],
    ['of another business day', { businessDay: businessDaySchema.parse('2026-11-23') }],
    ['of another visit', { visitId: visitIdSchema.parse(v7()) }],
    ['entered late', { enteredLate: true }],
  ])('folds nothing when it is %s', (_, rest) => {
    const rowId = newCustomer()
    sendAll()
    edit(rowId, { name: 'Ali R' })
    edit(rowId, { name: 'Ali Raza' }, rest)
    expect(waiting()).toHaveLength(3)
    expect(folded()).toEqual([])
  })

  test('folds nothing that may be at head office, that says more, or that was written with other rows', () => {
    const [sent, more, together] = [newCustomer(), newCustomer(), newCustomer()]
    edit(sent, { name: 'Sent' })
    sendAll()
    edit(sent, { name: 'Later' })
    edit(more, { name: 'Ali R', language: 'en' })
    edit(more, { name: 'Ali Raza' })
    const fields = { name: 'Ali R' }
    act([
      { entity: 'customer', rowId: together, fields },
      { entity: 'customer', rowId: more, fields: { phone: '+923001234567' } },
    ])
    edit(together, { name: 'Ali Raza' })
    expect(folded()).toEqual([])
    expect(waiting()).toHaveLength(9)
  })

  test('folds nothing that is not all shown any more', () => {
    const rowId = newCustomer()
    sendAll()
    edit(rowId, { name: 'Ali R' })
    db.fieldVersions.set('customer', rowId, ['name'], v7())
    edit(rowId, { name: 'Ali Raza' })
    expect(folded()).toEqual([])
  })
})

describe('what is said of sync', () => {
  test('counts nothing folded as waiting or refused, and reaches no further for it', () => {
    const rowId = v7()
    const made = edit(rowId, { name: 'Ali', phone: null, language: 'ur' }, { occurredAt: at - 20 })
    const receipt = (id: string, outcome: 'accepted' | 'refused') => ({
      changeSetId: changeSetIdSchema.parse(id),
      outcome,
      seq: outcome === 'accepted' ? 1 : null,
      mark: 'durable' as const,
      receivedAt: at,
      reason: outcome === 'accepted' ? null : ('not-readable' as const),
    })
    sendAll()
    outbox.recordReceipts([receipt(made, 'accepted')], 'e')
    createFeedPosition(db.connection).start('e', 'durable')
    const counts = createSyncCounts(db.connection)
    edit(rowId, { name: 'Ali R' }, { occurredAt: at - 10 })
    edit(v7(), { name: 'Sana', phone: null, language: 'ur' }, { occurredAt: at - 5 })
    const later = edit(rowId, { name: 'Ali Raza' })
    expect(counts.read(at)).toMatchObject({
      waitingChangeSets: 2,
      refusedChangeSets: 0,
      everythingUpTo: at - 20,
    })
    const [sana] = waiting()
    outbox.recordReceipts([receipt(sana?.id ?? '', 'accepted'), receipt(later, 'refused')], 'e')
    expect(counts.read(at)).toMatchObject({
      waitingChangeSets: 0,
      refusedChangeSets: 1,
      everythingUpTo: at - 20,
    })
  })
})

describe('a change set', () => {
  test('says what the clock was worth and whether it was entered late, the same every time it is read', () => {
    act([{ entity: 'customer', rowId: v7(), fields: { name: 'Ali', phone: null, language: 'ur' } }], {
      enteredLate: true,
    })
    const [first] = waiting()
    expect(first).toMatchObject({
      enteredLate: true,
      deviceClock: { at: Date.UTC(2026, 10, 22, 7), offsetMs: null, trusted: false },
    })
    expect(JSON.stringify(waiting()[0])).toBe(JSON.stringify(first))
    newCustomer()
    expect(waiting()[1]).not.toHaveProperty('enteredLate')
  })

  test('of the first version says nothing of a clock', () => {
    newCustomer()
    db.connection.exec('UPDATE change_set SET clock_at = NULL, clock_offset_ms = NULL, clock_trusted = NULL')
    expect(waiting()[0]).not.toHaveProperty('deviceClock')
  })

  test('that edits what can be deleted says that it is there', () => {
    const rowId = stockUnitIdSchema.parse(v7())
    const variantId = variantIdSchema.parse('honda/city/1-2l-cvt')
    const unit = { variantId, number: 'NLH1', colour: 'white', place: 'yard', state: 'in-stock' } as const
    act([{ entity: 'stockUnit', rowId, fields: unit }])
    sendAll()
    act([{ entity: 'stockUnit', rowId, fields: { deleted: true } }])
    // A delete says what it deletes, so that it is in conflict with any edit that it did not know.
    expect(last().fields).toMatchObject({ deleted: { value: true }, colour: { value: 'white' } })
    expect(Object.keys(last().fields)).toHaveLength(8)
    sendAll()
    act([{ entity: 'stockUnit', rowId, fields: { colour: 'red' } }])
    expect(last().fields).toMatchObject({ colour: { value: 'red' }, deleted: { value: false } })
    expect(db.tables.read('stockUnit', rowId)).toMatchObject({ deleted: false, colour: 'red' })
  })
})
