import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { opportunityIdSchema, visitIdSchema } from '../core/ids.ts'
import { shortlistSchema } from '../core/shortlist/shortlist.ts'
import { openTestDatabase, testFolder } from './test-database.ts'
import { testBusinessDay } from './test-day.ts'

test('choices are read oldest first with what they follow, and the shortlist kept last at an earlier visit', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  db.connection.pragma('foreign_keys = OFF')
  const opportunityId = opportunityIdSchema.parse(v7())
  const [earlier, latest] = [visitIdSchema.parse(v7()), visitIdSchema.parse(v7())]
  const authorId = v7()
  const written = { opportunityId, authorId, businessDay: testBusinessDay }
  for (const [visitId, startedAt] of [
    [latest, 200],
    [earlier, 100],
  ] as const)
    db.tables.write('visit', visitId, {
      opportunityId,
      ownerId: authorId,
      arrival: 'unknown',
      startedAt,
      businessDay: testBusinessDay,
      endedAt: null,
      leftBeforeContact: false,
      enteredLate: false,
    })
  expect(db.shortlists.choices(opportunityId)).toEqual([])
  expect(db.shortlists.keptEarlier(opportunityId)).toBeNull()

  const [first, second] = [v7(), v7()]
  const overruled = { order: ['honda/city/a'], reason: 'she sat in it' }
  const choice = { ...written, visitId: earlier, followsIds: [], relaxed: ['a|seats|{}'], overruled: null }
  db.tables.write('shortlistChoice', second, { ...choice, followsIds: [first], overruled, occurredAt: 20 })
  db.tables.write('shortlistChoice', first, { ...choice, occurredAt: 10 })
  expect(
    db.shortlists.choices(opportunityId).map(({ id, followsIds, relaxed, overruled: order }) => ({
      id,
      followsIds,
      relaxed,
      order,
    })),
  ).toEqual([
    { id: first, followsIds: [], relaxed: ['a|seats|{}'], order: null },
    { id: second, followsIds: [first], relaxed: ['a|seats|{}'], order: overruled },
  ])

  const content = (considered: number) =>
    shortlistSchema.parse({
      picks: [],
      considered,
      removed: [],
      notKnownYet: [],
      catalogueVersion: '1',
      bankVersion: '1',
    })
  const kept = [
    [earlier, 30, 1],
    [earlier, 40, 2],
    [latest, 250, 3],
  ] as const
  for (const [visitId, occurredAt, considered] of kept)
    db.tables.write('shortlist', v7(), {
      ...written,
      visitId,
      occurredAt,
      language: 'en',
      content: content(considered),
    })
  expect(db.shortlists.keptEarlier(opportunityId)?.content.considered).toBe(2)
  db.close()
})
