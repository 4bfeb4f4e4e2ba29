import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { customerIdSchema, opportunityIdSchema, visitIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { type EntityName, entityNameSchema, entityNames } from '../core/sync/entities.ts'
import type { Edit } from './change-sets.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, setUpStore, testFolder } from './test-database.ts'

const businessDay = businessDaySchema.parse('2026-11-22')
const occurredAt = Date.UTC(2026, 10, 22, 7)

function act(db: ShowroomDatabase, edits: readonly Edit[]) {
  return db.changeSets.commit({ authorId: null, occurredAt, businessDay, visitId: null, edits })
}

function newVisit(db: ShowroomDatabase) {
  const ownerId = setUpStore(db)
  const opportunityId = opportunityIdSchema.parse(v7())
  const visitId = visitIdSchema.parse(v7())
  const edits: readonly Edit[] = [
    {
      entity: 'opportunity',
      rowId: opportunityId,
      fields: {
        ownerId,
        customerId: null,
        state: 'open',
        lostReason: null,
        lostNote: null,
        lostVisitId: null,
        lostBusinessDay: null,
        openedAt: occurredAt,
      },
    },
    {
      entity: 'visit',
      rowId: visitId,
      fields: {
        opportunityId,
        ownerId,
        arrival: 'first-time',
        startedAt: occurredAt,
        businessDay,
        endedAt: null,
        leftBeforeContact: false,
      },
    },
  ]
  act(db, edits)
  return { ownerId, opportunityId, visitId }
}

describe('a change set', () => {
  test('stands in the outbox with the rows it wrote', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    const { visitId } = newVisit(db)
    expect(db.tables.read('visit', visitId)).toMatchObject({
      arrival: 'first-time',
      leftBeforeContact: false,
    })
    expect(db.connection.prepare('SELECT count(*) AS waiting FROM outbox').get()).toEqual({ waiting: 2 })
    db.close()
  })

  test('is written whole or not at all', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    setUpStore(db)
    const customerId = customerIdSchema.parse(v7())
    const counts = () =>
      ['change_set', 'change', 'outbox', 'customer', 'row_state'].map((table) =>
        db.connection.prepare(`SELECT count(*) AS n FROM ${table}`).get(),
      )
    const before = counts()
    expect(() =>
      act(db, [
        { entity: 'customer', rowId: customerId, fields: { name: 'Bilal', phone: null, language: 'en' } },
        { entity: 'visit', rowId: v7(), fields: { arrival: 'first-time' } },
      ]),
    ).toThrow(/NOT NULL/)
    expect(() =>
      db.changeSets.commit({
        authorId: null,
        occurredAt,
        businessDay,
        visitId: null,
        edits: [
          { entity: 'customer', rowId: customerId, fields: { name: 'B', phone: null, language: 'en' } },
        ],
        alongside: () => {
          throw new Error('the draft could not be dropped')
        },
      }),
    ).toThrow('draft')
    expect(counts()).toEqual(before)
    expect(db.customerSearch.find('bilal', 5).ids).toEqual([])
    db.close()
  })

  test('names as parent the change whose value the field showed', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    setUpStore(db)
    const customerId = customerIdSchema.parse(v7())
    act(db, [
      { entity: 'customer', rowId: customerId, fields: { name: 'Bilal', phone: null, language: 'en' } },
    ])
    act(db, [{ entity: 'customer', rowId: customerId, fields: { name: 'Bilal Khan' } }])
    act(db, [{ entity: 'customer', rowId: customerId, fields: { phone: '+923001234567' } }])
    const changes = changesOf(db).filter(({ rowId }) => rowId === customerId)
    const [made, renamed, phoned] = changes
    expect(made?.fields.name).toEqual({ value: 'Bilal', parent: null })
    expect(renamed?.fields).toEqual({ name: { value: 'Bilal Khan', parent: made?.id } })
    expect(phoned?.fields).toEqual({ phone: { value: '+923001234567', parent: made?.id } })
    db.close()
  })
})

test('every row can be rebuilt from the changes alone', () => {
  using place = testFolder()
  using again = testFolder()
  const db = openTestDatabase(place.folder)
  const { visitId, opportunityId, ownerId } = newVisit(db)
  act(db, [{ entity: 'visit', rowId: visitId, fields: { arrival: 'be-back' } }])
  act(db, [
    {
      entity: 'answer',
      rowId: v7(),
      fields: {
        opportunityId,
        visitId,
        questionId: 'people.seats',
        state: 'answered',
        value: { type: 'number', number: 7 },
        ownWords: 'دادا دادی جمعے کو آتے ہیں',
        language: 'ur',
        bankVersion: '1',
        supersedesIds: [],
        authorId: ownerId,
        occurredAt,
        businessDay,
      },
    },
  ])
  act(db, [
    {
      entity: 'opportunity',
      rowId: opportunityId,
      fields: { state: 'lost', lostReason: 'price', lostVisitId: visitId, lostBusinessDay: businessDay },
    },
  ])
  const rebuilt = openTestDatabase(again.folder)
  for (const { entity, rowId, fields } of changesOf(db))
    rebuilt.tables.write(
      entity,
      rowId,
      Object.fromEntries(Object.entries(fields).map(([field, { value }]) => [field, value])),
    )
  for (const entity of entityNames) expect(rowsOf(rebuilt, entity), entity).toEqual(rowsOf(db, entity))
  expect(rowsOf(db, 'answer')).toHaveLength(1)
  db.close()
  rebuilt.close()
})

const changeRowSchema = z
  .object({ id: z.string(), entity: entityNameSchema, row_id: z.string(), fields: z.string() })
  .transform(({ id, entity, row_id, fields }) => ({
    id,
    entity,
    rowId: row_id,
    fields: z
      .record(z.string(), z.object({ value: z.json(), parent: z.string().nullable() }))
      .parse(JSON.parse(fields)),
  }))

function changesOf(db: ShowroomDatabase) {
  return z
    .array(changeRowSchema)
    .parse(db.connection.prepare('SELECT * FROM change ORDER BY change_set_position, ordinal').all())
}

function rowsOf(db: ShowroomDatabase, entity: EntityName) {
  const table = entity.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const ids = z
    .array(z.object({ id: z.string() }))
    .parse(db.connection.prepare(`SELECT id FROM ${table}`).all())
  return ids.map(({ id }) => ({ id, fields: db.tables.read(entity, id) }))
}
