import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { answerIdSchema, consultantIdSchema, unmetNeedIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import type { EntityFields } from '../core/sync/entities.ts'
import type { Edit } from './change-sets.ts'
import { connectReader } from './connect.ts'
import { readDayRows } from './day-rows.ts'
import { openTestDatabase, setUpStore, testFolder, testKey } from './test-database.ts'
import { addConsultant, testBusinessDay, writeVisit } from './test-day.ts'

test('a read-only connection reads what the writer has committed, and only of that day', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const ayesha = setUpStore(db)
  const bilal = consultantIdSchema.parse(v7())
  addConsultant(db, bilal, 'Bilal')
  const reader = connectReader(place.folder, testKey)
  const full = writeVisit(db, ayesha, {
    phone: '+923001234567',
    answers: 3,
    shortlists: 2,
    bookedVehicle: 'Honda BR-V',
  })
  const bare = writeVisit(db, bilal, { arrival: 'be-back', ended: false, phone: null, lostReason: 'price' })
  writeVisit(db, ayesha, {
    businessDay: businessDaySchema.parse('2026-11-21'),
    bookedVehicle: 'Suzuki Alto',
    lostReason: 'waiting-time',
  })

  const rows = readDayRows(reader, testBusinessDay)
  const byId = new Map(rows.visits.map((visit) => [visit.id, visit]))
  expect(rows.visits).toHaveLength(2)
  expect(byId.get(full.visitId)).toEqual({
    id: full.visitId,
    opportunityId: full.opportunityId,
    ownerId: ayesha,
    arrival: 'first-time',
    ended: true,
    leftBeforeContact: false,
    enteredLate: false,
    hasPhone: true,
    answers: 3,
    questionIds: ['people.question-0', 'people.question-1', 'people.question-2'],
    readBackAgreed: false,
    feltHeard: null,
    unmetNeeds: [],
    shortlists: 2,
  })
  expect(byId.get(bare.visitId)).toMatchObject({
    ownerId: bilal,
    arrival: 'be-back',
    ended: false,
    hasPhone: false,
    answers: 0,
  })
  expect(rows.bookings).toEqual([{ ownerId: ayesha, vehicleName: 'Honda BR-V' }])
  expect(rows.lost).toMatchObject([{ ownerId: bilal, reason: 'price' }])
  expect(rows.consultants.map(({ name }) => name).sort()).toEqual(['Ayesha Malik', 'Bilal'])
  reader.close()
  db.close()
})

test('a day tells how a conversation was heard last, and what it left unmet at its end', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const ayesha = setUpStore(db)
  const visit = writeVisit(db, ayesha, { answers: 2 })
  const said = (occurredAt: number, businessDay = testBusinessDay) => ({
    ...visit,
    authorId: ayesha,
    occurredAt,
    businessDay,
  })
  const seats = {
    attribute: 'seats',
    test: { type: 'number' as const, atLeast: 9, atMost: null },
    together: [],
  }
  const fuel = {
    attribute: 'fuel',
    test: { type: 'one-of' as const, codes: ['diesel'] },
    together: [{ attribute: seats.attribute, test: seats.test }],
  }
  const need = (of: typeof seats | typeof fuel, stands: boolean, followsIds: readonly string[]) => ({
    ...of,
    ownWords: '',
    answerId: null,
    stands,
    followsIds: followsIds.map((id) => unmetNeedIdSchema.parse(id)),
  })
  const line = { answerIds: [], text: 'You are nine.', state: 'as-read' as const, said: '' }
  const nextDay = businessDaySchema.parse('2026-11-23')
  const [first, second, third] = [v7(), v7(), v7()]
  const edits: readonly Edit[] = [
    { entity: 'readBack', rowId: v7(), fields: { ...said(1), language: 'en', lines: [line], agreed: false } },
    { entity: 'readBack', rowId: v7(), fields: { ...said(2), language: 'en', lines: [line], agreed: true } },
    { entity: 'feltHeard', rowId: v7(), fields: { ...said(1), level: 2, inCustomerView: true } },
    { entity: 'feltHeard', rowId: v7(), fields: { ...said(2), level: 5, inCustomerView: true } },
    { entity: 'unmetNeed', rowId: first, fields: { ...said(1), ...need(seats, true, []) } },
    { entity: 'unmetNeed', rowId: second, fields: { ...said(1), ...need(fuel, true, []) } },
    { entity: 'unmetNeed', rowId: third, fields: { ...said(2), ...need(seats, false, [first]) } },
    // What something gives since the next day was still missing on this one.
    { entity: 'unmetNeed', rowId: v7(), fields: { ...said(3, nextDay), ...need(fuel, false, [second]) } },
  ]
  db.changeSets.commit({
    authorId: ayesha,
    occurredAt: 3,
    businessDay: testBusinessDay,
    visitId: visit.visitId,
    edits,
  })
  expect(readDayRows(db.connection, testBusinessDay).visits).toMatchObject([
    { answers: 2, readBackAgreed: true, feltHeard: 5, unmetNeeds: [fuel] },
  ])
  db.close()
})

test('an answer that was taken back was never given, and one that stands again was given once', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const ayesha = setUpStore(db)
  const { visitId, opportunityId } = writeVisit(db, ayesha)
  const [first, second] = [v7(), v7()].map((id) => answerIdSchema.parse(id))
  if (!first || !second) throw new Error('two ids were made')
  const answer = (fields: Partial<EntityFields<'answer'>>, rowId: string = v7()): Edit => ({
    entity: 'answer',
    rowId,
    fields: {
      opportunityId,
      visitId,
      authorId: ayesha,
      occurredAt: 1,
      businessDay: testBusinessDay,
      questionId: 'a',
      state: 'unsure',
      value: null,
      ownWords: '',
      language: 'en',
      bankVersion: 'test',
      supersedesIds: [],
      ...fields,
    },
  })
  db.changeSets.commit({
    authorId: ayesha,
    occurredAt: 1,
    businessDay: testBusinessDay,
    visitId,
    edits: [
      answer({}, first),
      answer({ questionId: 'b' }, second),
      answer({ questionId: 'b', state: 'withdrawn', supersedesIds: [second] }),
      answer({ supersedesIds: [first], restoresId: first }),
    ],
  })
  expect(readDayRows(db.connection, testBusinessDay).visits).toMatchObject([
    { answers: 1, questionIds: ['a'] },
  ])
  db.close()
})

test('an answer of an earlier visit does not begin a discovery in a later visit of the same opportunity', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const ayesha = setUpStore(db)
  const { opportunityId } = writeVisit(db, ayesha, {
    businessDay: businessDaySchema.parse('2026-11-21'),
    answers: 4,
    shortlists: 1,
  })
  const later = writeVisit(db, ayesha)
  db.changeSets.commit({
    authorId: ayesha,
    occurredAt: 0,
    businessDay: testBusinessDay,
    visitId: later.visitId,
    edits: [{ entity: 'visit', rowId: later.visitId, fields: { opportunityId } }],
  })
  expect(readDayRows(db.connection, testBusinessDay).visits).toMatchObject([
    { id: later.visitId, opportunityId, answers: 0, shortlists: 0 },
  ])
  db.close()
})
