import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { ChangeId } from '../core/ids.ts'
import { feedRowSchema } from '../core/sync/protocol.ts'
import { createFieldBeside } from './field-beside.ts'
import { ali, changeId, day, eachFeedLaptop, now } from './test-feed-laptop.ts'

const laptop = eachFeedLaptop()
const { fed, pull, receive, beside } = laptop

describe('a list that each may add to', () => {
  const phones = (rowId: string) => laptop.db.tables.read('customer', rowId)?.alsoPhones
  const both = (rowId: string, ids: readonly [ChangeId, ChangeId], by = changeId()) => {
    const row = fed('customer', rowId, ali, { by })
    const alsoPhones = {
      value: ['+923001112223', '+923004445556'],
      changeId: ids[0],
      others: [{ value: ['+923004445556'], changeId: ids[1] }],
    }
    return feedRowSchema.parse({ ...row, fields: { ...row.fields, alsoPhones } })
  }
  const add = (rowId: string, alsoPhones: string[]) =>
    laptop.db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'customer', rowId, fields: { alsoPhones } }],
    }).changeSetId
  const lastSaid = () => laptop.outbox.nextPage(1_000_000).changeSets.at(-1)?.changes[0]?.fields.alsoPhones

  test('is no conflict, and the next edit names everyone who said some of it', async () => {
    const customer = v7()
    const [one, other] = [changeId(), changeId()]
    await pull(both(customer, [one, other]))
    expect(beside()).toEqual([{ reason: 'set', value: '["+923004445556"]' }])
    add(customer, ['+923001112223'])
    expect(lastSaid()).toMatchObject({ parent: one, alsoParents: [other] })
    expect(beside()).toEqual([])
  })

  test('never loses what nobody here has seen: a list behind an unsent edit is not named', async () => {
    const customer = v7()
    await pull(fed('customer', customer, { ...ali, alsoPhones: [] }))
    const mine = add(customer, ['+923007778889'])
    await pull(both(customer, [changeId(), changeId()]))
    expect(phones(customer)).toEqual(['+923007778889'])
    expect(beside()).toMatchObject([{ reason: 'masked' }])
    laptop.outbox.markSent(laptop.outbox.nextPage(1_000_000))
    const own = laptop.db.fieldVersions.of('customer', customer).get('alsoPhones')
    add(customer, [])
    expect(lastSaid()).toEqual({ value: [], parent: own })
    receive(mine, 'accepted')
  })
})

describe('who said the sides of a conflict', () => {
  test('and when, is kept of each, and of the value shown', async () => {
    const [customer, hira, bilal] = [v7(), v7(), v7()]
    const row = fed('customer', customer, ali)
    const [shown, side] = [changeId(), changeId()]
    const name = {
      value: 'Ali',
      changeId: shown,
      by: hira,
      at: 5,
      others: [{ value: 'Aly', changeId: side, by: bilal, at: 7 }],
    }
    await pull(feedRowSchema.parse({ ...row, fields: { ...row.fields, name } }))
    expect(createFieldBeside(laptop.db.connection).sides()).toMatchObject([
      { changeId: side, by: bilal, at: 7, shown: { changeId: shown, by: hira, at: 5 } },
    ])
  })
})
