import fc from 'fast-check'
import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { changeIdSchema } from '../ids.ts'
import { changeIdAt, changeSetOf, changesInASet, createChangeSetIds, hasDerivedIds } from './change-ids.ts'
import { isNarrow, timeOf } from './id-digits.ts'
import { changeSetSchema } from './protocol.ts'

const uuids = fc.uuid({ version: 7 })

describe('the ids of changes', () => {
  test('tell their change set, and differ within it', () => {
    fc.assert(
      fc.property(uuids, fc.integer({ min: 0, max: changesInASet - 1 }), (uuid, ordinal) => {
        const id = createChangeSetIds(() => uuid)()
        const changeId = changeIdAt(id, ordinal)
        expect(changeSetOf(changeId)).toBe(id)
        expect(changeId).not.toBe(id)
        if (ordinal > 0) expect(changeIdAt(id, ordinal - 1)).not.toBe(changeId)
      }),
    )
  })

  test('of one change set are known by their form', () => {
    const id = createChangeSetIds(() => v7())()
    const changes = [0, 1, 2].map((ordinal) => ({ id: changeIdAt(id, ordinal) }))
    expect(hasDerivedIds({ id, changes })).toBe(true)
    expect(hasDerivedIds({ id, changes: changes.toReversed() })).toBe(false)
    expect(hasDerivedIds({ id, changes: [{ id: changeIdSchema.parse(v7()) }] })).toBe(false)
  })

  test('end where a change set is full', () => {
    const id = createChangeSetIds(() => v7())()
    expect(() => changeIdAt(id, changesInASet)).toThrow(RangeError)
  })

  test('are as many as head office takes in one change set', () => {
    const id = createChangeSetIds(() => v7())()
    const full = Array.from({ length: changesInASet }, (_, ordinal) => ({
      id: changeIdAt(id, ordinal),
      entity: 'visit',
      rowId: v7(),
      fields: {},
    }))
    const isTaken = (changes: typeof full) => changeSetSchema.shape.changes.safeParse(changes).success
    expect(isTaken(full)).toBe(true)
    const [first] = full
    expect(first && isTaken([...full, first])).toBe(false)
  })

  test('differ, whatever chance and the clock say', () => {
    fc.assert(
      fc.property(fc.array(uuids, { minLength: 1, maxLength: 5 }), (few) => {
        let asked = 0
        const newId = createChangeSetIds(() => few[asked++ % few.length] ?? '')
        const ids = Array.from({ length: 50 }, newId)
        expect(new Set(ids).size).toBe(ids.length)
        for (const id of ids) expect(isNarrow(id)).toBe(true)
      }),
    )
  })

  test('differ in a burst, whose change sets are more than a millisecond has chance for', () => {
    const random = new Uint8Array(16).fill(255)
    const newId = createChangeSetIds(() => v7({ msecs: 1_800_000_000_000, seq: 0xffff_ffff, random }))
    const ids = Array.from({ length: 20_000 }, newId)
    expect(new Set(ids).size).toBe(20_000)
    expect(new Set(ids.map((id) => changeIdAt(id, 0))).size).toBe(20_000)
    expect(ids.toSorted()).toEqual(ids)
  })

  test('tell when they were made', () => {
    const newId = createChangeSetIds(() => v7({ msecs: 1_800_000_000_000 }))
    expect(timeOf(newId())).toBe(1_800_000_000_000)
  })
})
