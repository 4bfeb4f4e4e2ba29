import fc from 'fast-check'
import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { changeIdSchema } from '../ids.ts'
import { changeIdAt, changeSetOf, changesInASet, hasDerivedIds, newChangeSetId } from './change-ids.ts'

const uuids = fc.uuid({ version: 7 })

describe('the ids of changes', () => {
  test('tell their change set, and differ within it', () => {
    fc.assert(
      fc.property(uuids, fc.integer({ min: 0, max: changesInASet - 1 }), (uuid, ordinal) => {
        const id = newChangeSetId(() => uuid)
        const changeId = changeIdAt(id, ordinal)
        expect(changeSetOf(changeId)).toBe(id)
        expect(changeId).not.toBe(id)
        if (ordinal > 0) expect(changeIdAt(id, ordinal - 1)).not.toBe(changeId)
      }),
    )
  })

  test('of one change set are known by their form', () => {
    const id = newChangeSetId(() => v7())
    const changes = [0, 1, 2].map((ordinal) => ({ id: changeIdAt(id, ordinal) }))
    expect(hasDerivedIds({ id, changes })).toBe(true)
    expect(hasDerivedIds({ id, changes: changes.toReversed() })).toBe(false)
    expect(hasDerivedIds({ id, changes: [{ id: changeIdSchema.parse(v7()) }] })).toBe(false)
  })

  test('end where a change set is full', () => {
    const id = newChangeSetId(() => v7())
    expect(() => changeIdAt(id, changesInASet)).toThrow(RangeError)
  })
})
