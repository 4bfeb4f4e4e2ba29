import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { opportunityIdSchema, visitIdSchema } from '../core/ids.ts'
import type { Edit } from './change-sets.ts'
import { setUpStore } from './test-database.ts'
import { writeVisit } from './test-day.ts'
import { day, eachFeedLaptop, now } from './test-feed-laptop.ts'
import { createVisitsHere } from './visits-here.ts'

const laptop = eachFeedLaptop()
const hourMs = 3_600_000
const begun = (since = now - 4 * hourMs) => createVisitsHere(laptop.db.connection)(since)

function record(...edits: readonly Edit[]) {
  laptop.db.changeSets.commit({ authorId: null, occurredAt: now, businessDay: day, visitId: null, edits })
}

/** An open visit that head office says another laptop recorded, and whose it is. */
async function otherLaptopsVisit(startedAt: number) {
  const [ownerId, customerId, opportunityId, visitId] = [v7(), v7(), v7(), v7()]
  const { fed, pull } = laptop
  const none = { lostReason: null, lostNote: null, lostVisitId: null, lostBusinessDay: null }
  const visit = { arrival: 'first-time', businessDay: day, endedAt: null, leftBeforeContact: false }
  await pull(
    fed('consultant', ownerId, { name: 'Ayesha', role: 'consultant', active: true }),
    fed('customer', customerId, { name: 'Ali', phone: null, language: 'ur' }),
    fed('opportunity', opportunityId, { ownerId, customerId, state: 'open', openedAt: startedAt, ...none }),
    fed('visit', visitId, { opportunityId, ownerId, startedAt, ...visit }),
  )
  return { customerId, opportunityId, visitId }
}

test('a visit recorded here counts until it is ended, however long nothing is recorded of it', () => {
  const owner = setUpStore(laptop.db)
  writeVisit(laptop.db, owner, { ended: true })
  expect(begun()).toEqual([])
  const { visitId } = writeVisit(laptop.db, owner, { ended: false })
  expect(begun(now + 10 * hourMs)).toHaveLength(1)
  record({ entity: 'visit', rowId: visitId, fields: { endedAt: now } })
  expect(begun()).toEqual([])
})

test('another laptop’s visit counts once something of it was recorded here, for as long as that is recent', async () => {
  const startedAt = now - hourMs
  const { opportunityId } = await otherLaptopsVisit(startedAt)
  await otherLaptopsVisit(startedAt - 1)
  expect(begun()).toEqual([])
  record({ entity: 'opportunity', rowId: opportunityId, fields: { state: 'open' } })
  expect(begun(now)).toEqual([startedAt])
  expect(begun(now + 1)).toEqual([])
})

test('what is recorded of a visit, of its customer, or in it as an answer, is recorded of the visit', async () => {
  const authorId = setUpStore(laptop.db)
  const first = await otherLaptopsVisit(now - 3)
  record({ entity: 'visit', rowId: first.visitId, fields: { arrival: 'be-back' } })
  expect(begun()).toEqual([now - 3])
  const second = await otherLaptopsVisit(now - 2)
  record({ entity: 'customer', rowId: second.customerId, fields: { name: 'Ali Raza' } })
  expect(begun().toSorted()).toEqual([now - 3, now - 2])
  const { visitId, opportunityId } = await otherLaptopsVisit(now - 1)
  const answered = { questionId: 'people.many', state: 'unsure', value: null, ownWords: '' } as const
  record({
    entity: 'answer',
    rowId: v7(),
    fields: {
      opportunityId: opportunityIdSchema.parse(opportunityId),
      visitId: visitIdSchema.parse(visitId),
      authorId,
      occurredAt: now,
      businessDay: day,
      language: 'ur',
      bankVersion: 'test',
      supersedesIds: [],
      ...answered,
    },
  })
  expect(begun().toSorted()).toEqual([now - 3, now - 2, now - 1])
})
