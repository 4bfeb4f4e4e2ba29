import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type ConsultantId, consultantIdSchema } from '../ids.ts'
import { type BusinessDay, businessDaySchema } from '../market/business-day.ts'
import { changeIdAt, createChangeSetIds } from './change-ids.ts'
import { packChangeSets, unpackChangeSets, unpackEachChangeSet } from './packed-change-sets.ts'
import { PageNotReadable } from './packed-page.ts'
import type { ChangeSet } from './protocol.ts'

const newChangeSetId = createChangeSetIds(() => v7())
const authorId = consultantIdSchema.parse(v7())

function changeSet(name: string): ChangeSet {
  const id = newChangeSetId()
  const fields = { name: { value: name, parent: changeIdAt(id, 5) } }
  return {
    id,
    authorId,
    occurredAt: Date.UTC(2026, 10, 22),
    businessDay: businessDaySchema.parse('2026-11-22'),
    changes: [{ id: changeIdAt(id, 0), entity: 'customer', rowId: v7(), fields }],
  }
}

// What damage may leave in a table, where the types believe that it cannot be.
const day = 'yesterday' as BusinessDay
const nobody = 'Sana' as ConsultantId
const spoilt: Readonly<Record<string, (whole: ChangeSet) => ChangeSet>> = {
  'a day that is none': (whole) => ({ ...whole, businessDay: day }),
  'an author who is no id': (whole) => ({ ...whole, authorId: nobody }),
  'a time between two milliseconds': (whole) => ({ ...whole, occurredAt: 1.5 }),
  'no changes': (whole) => ({ ...whole, changes: [] }),
  'a clock that was never read': (whole) => ({
    ...whole,
    deviceClock: { at: 0.5, offsetMs: null, trusted: true },
  }),
  'more changes than an action writes': (whole) => ({
    ...whole,
    changes: Array.from({ length: 1001 }, (_, index) => ({
      ...changeSet('Sana').changes[0],
      id: changeIdAt(whole.id, index % 1000),
      entity: 'customer',
      rowId: v7(),
      fields: {},
    })),
  }),
  'a row that is no id': (whole) => ({
    ...whole,
    changes: whole.changes.map((change) => ({ ...change, rowId: 'the first' })),
  }),
  'an entity that is no name': (whole) => ({
    ...whole,
    changes: whole.changes.map((change) => ({ ...change, entity: 'A Customer' })),
  }),
}

describe('a page in which one change set cannot be read', () => {
  test.each(Object.entries(spoilt))('says so of it alone: %s', (_, spoil) => {
    const [before, bad, after] = [changeSet('Ayesha'), spoil(changeSet('Sana')), changeSet('Bilal')]
    const page = packChangeSets([before, bad, after])
    expect(unpackEachChangeSet(page)).toEqual([
      { type: 'change-set', changeSet: before },
      { type: 'not-readable', id: bad.id },
      { type: 'change-set', changeSet: after },
    ])
    expect(() => unpackChangeSets(page)).toThrow(PageNotReadable)
  })
})
