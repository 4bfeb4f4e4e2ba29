import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { opportunityIdSchema } from '../core/ids.ts'
import { openTestDatabase, testFolder } from './test-database.ts'

test('where a conversation is stays while the database is closed, and ends with the talk', () => {
  using place = testFolder()
  const opportunityId = opportunityIdSchema.parse(v7())
  const first = openTestDatabase(place.folder)
  first.connection.pragma('foreign_keys = OFF')
  first.answers.setOpenQuestion(opportunityId, 'people.seats')
  first.talkPlaces.pin(opportunityId, 'roads.kind')
  first.talkPlaces.speak(opportunityId, { language: 'ur', speaker: 'payer' })
  first.talkPlaces.skip(opportunityId, 'people.story', 2)
  first.talkPlaces.skip(opportunityId, 'people.story', 3)
  first.talkPlaces.skip(opportunityId, 'cars.pair?a/b/c+d/e/f', 1)
  first.close()
  const second = openTestDatabase(place.folder)
  expect(second.answers.openQuestion(opportunityId)).toBe('people.seats')
  expect(second.talkPlaces.of(opportunityId)).toEqual({
    pinnedQuestionId: 'roads.kind',
    language: 'ur',
    speaker: 'payer',
    skippedQuestionIds: ['cars.pair?a/b/c+d/e/f', 'people.story'],
  })
  second.talkPlaces.takeUp(opportunityId, 'people.story')
  expect(second.talkPlaces.of(opportunityId).skippedQuestionIds).toEqual(['cars.pair?a/b/c+d/e/f'])
  second.talkPlaces.end(opportunityId)
  expect(second.answers.openQuestion(opportunityId)).toBeNull()
  expect(second.talkPlaces.of(opportunityId)).toEqual({
    pinnedQuestionId: null,
    language: null,
    speaker: null,
    skippedQuestionIds: [],
  })
  second.close()
})
