import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { consultantIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
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
