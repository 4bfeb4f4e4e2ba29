import { v7 } from 'uuid'
import {
  type ConsultantId,
  customerIdSchema,
  opportunityIdSchema,
  variantIdSchema,
  visitIdSchema,
} from '../core/ids.ts'
import { type BusinessDay, businessDaySchema } from '../core/market/business-day.ts'
import { shortlistSchema } from '../core/shortlist/shortlist.ts'
import type { Edit } from './change-sets.ts'
import type { ShowroomDatabase } from './showroom-database.ts'

export const testBusinessDay = businessDaySchema.parse('2026-11-22')
const occurredAt = Date.UTC(2026, 10, 22, 8)

/** Writes one visit with everything that hangs on it, as one user action, and returns its ids. */
export function writeVisit(
  db: ShowroomDatabase,
  ownerId: ConsultantId,
  of: {
    readonly businessDay?: BusinessDay
    readonly arrival?: 'first-time' | 'be-back' | 'unknown'
    readonly ended?: boolean
    readonly phone?: string | null
    readonly answers?: number
    readonly shortlists?: number
    readonly bookedVehicle?: string
    readonly lostReason?: string
  } = {},
) {
  const businessDay = of.businessDay ?? testBusinessDay
  const visitId = visitIdSchema.parse(v7())
  const opportunityId = opportunityIdSchema.parse(v7())
  const customerId = of.phone === undefined ? null : customerIdSchema.parse(v7())
  const happened = { opportunityId, visitId, authorId: ownerId, occurredAt, businessDay }
  const edits: Edit[] = []
  if (customerId !== null)
    edits.push({
      entity: 'customer',
      rowId: customerId,
      fields: { name: 'سلمیٰ بی بی', phone: of.phone ?? null, language: 'ur' },
    })
  edits.push(
    {
      entity: 'opportunity',
      rowId: opportunityId,
      fields: {
        ownerId,
        customerId,
        state: of.lostReason === undefined ? 'open' : 'lost',
        lostReason: of.lostReason ?? null,
        lostNote: null,
        lostVisitId: of.lostReason === undefined ? null : visitId,
        lostBusinessDay: of.lostReason === undefined ? null : businessDay,
        openedAt: occurredAt,
      },
    },
    {
      entity: 'visit',
      rowId: visitId,
      fields: {
        opportunityId,
        ownerId,
        arrival: of.arrival ?? 'first-time',
        startedAt: occurredAt,
        businessDay,
        endedAt: of.ended === false ? null : occurredAt,
        leftBeforeContact: false,
      },
    },
  )
  for (let number = 0; number < (of.answers ?? 0); number += 1)
    edits.push({
      entity: 'answer',
      rowId: v7(),
      fields: {
        ...happened,
        questionId: `people.question-${number}`,
        state: 'unsure',
        value: null,
        ownWords: '',
        language: 'ur',
        bankVersion: 'test',
        supersedesIds: [],
      },
    })
  for (let number = 0; number < (of.shortlists ?? 0); number += 1)
    edits.push({
      entity: 'shortlist',
      rowId: v7(),
      fields: {
        ...happened,
        language: 'ur',
        content: shortlistSchema.parse({
          picks: [],
          considered: 0,
          removed: [],
          notKnownYet: [],
          catalogueVersion: 'test',
          bankVersion: 'test',
        }),
      },
    })
  if (of.bookedVehicle !== undefined)
    edits.push({
      entity: 'booking',
      rowId: v7(),
      fields: {
        ...happened,
        variantId: variantIdSchema.parse('honda/br-v/i-vtec-s'),
        vehicleName: of.bookedVehicle,
        amount: { amountMinor: 6_299_000, currency: 'PKR' },
        paymentMode: 'cash',
        promisedDay: null,
      },
    })
  db.changeSets.commit({ authorId: ownerId, occurredAt, businessDay, visitId, edits })
  return { visitId, opportunityId }
}

/** A second person of the store. */
export function addConsultant(db: ShowroomDatabase, rowId: ConsultantId, name: string): void {
  db.changeSets.commit({
    authorId: null,
    occurredAt,
    businessDay: testBusinessDay,
    visitId: null,
    edits: [{ entity: 'consultant', rowId, fields: { name, role: 'consultant', active: true } }],
  })
}
