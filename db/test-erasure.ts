import { v7 } from 'uuid'
import {
  answerIdSchema,
  type ConsultantId,
  type CustomerId,
  customerIdSchema,
  opportunityIdSchema,
  variantIdSchema,
  visitIdSchema,
} from '../core/ids.ts'
import type { BusinessDay } from '../core/market/business-day.ts'
import { type Shortlist, shortlistSchema } from '../core/shortlist/shortlist.ts'
import type { Edit } from './change-sets.ts'
import { eraseCustomer } from './erase-customer.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { testBusinessDay } from './test-day.ts'

/** What a customer said and is called, each to be found again wherever it is kept. */
export interface Told {
  readonly name: string
  readonly phone: string
  readonly ownWords: string
  readonly lostNote: string
}

/** Two customers of whom nothing is alike. */
export const sana: Told = {
  name: 'Sana Tariq',
  phone: '+923001234567',
  ownWords: 'the grandparents come on Fridays',
  lostNote: 'her brother bought one in Lahore',
}
export const bilal: Told = {
  name: 'بلال احمد',
  phone: '+923217654321',
  ownWords: 'ہم سات ہیں',
  lostNote: 'ماموں کی گاڑی لے لی',
}
/** Every word of theirs that could be left somewhere, as search folds it too. */
export const wordsOf = ({ name, phone, ownWords, lostNote }: Told) => [
  ...name.toLowerCase().split(' '),
  name,
  phone.slice(1),
  phone.slice(-7),
  ownWords,
  lostNote,
]

const at = Date.UTC(2026, 10, 22, 8)

/** A shortlist whose every sentence quotes the customer. */
export function quotingShortlist(ownWords: string): Shortlist {
  const answerId = answerIdSchema.parse(v7())
  const line = {
    answerId,
    questionId: 'people.seats',
    attribute: null,
    sentence: `because you said ${ownWords}`,
  }
  return shortlistSchema.parse({
    picks: [
      {
        variantId: 'honda/city/1-2l-cvt',
        brand: 'Honda',
        model: 'City',
        name: '1.2L CVT',
        body: 'sedan',
        price: null,
        utility: 0.7,
        reasons: [line],
        catch: line,
        unknown: [],
      },
    ],
    considered: 5,
    removed: [{ answerId, sentence: `not for ${ownWords}`, count: 1, examples: ['Suzuki Alto'] }],
    notKnownYet: [],
    catalogueVersion: 'small-1',
    bankVersion: '1',
  })
}

/** Writes a customer with one of everything, as one user action, and returns the ids. */
export function writeCustomer(
  db: ShowroomDatabase,
  ownerId: ConsultantId,
  told: Told,
  of: { readonly isOpen?: boolean; readonly isLost?: boolean; readonly businessDay?: BusinessDay } = {},
) {
  const businessDay = of.businessDay ?? testBusinessDay
  const ids = {
    customerId: customerIdSchema.parse(v7()),
    opportunityId: opportunityIdSchema.parse(v7()),
    visitId: visitIdSchema.parse(v7()),
    answerId: v7(),
    shortlistId: v7(),
  }
  const { customerId, opportunityId, visitId } = ids
  const happened = { opportunityId, visitId, authorId: ownerId, occurredAt: at, businessDay }
  const lost = of.isLost ?? true
  const edits: readonly Edit[] = [
    {
      entity: 'customer',
      rowId: customerId,
      fields: { name: told.name, phone: told.phone, language: 'ur' },
    },
    {
      entity: 'consent',
      rowId: v7(),
      fields: {
        customerId,
        purpose: 'follow-up',
        granted: true,
        wordingId: 'pk-follow-up-1',
        wording: 'This showroom may call me.',
        language: 'ur',
        withdrawsId: null,
        followsId: null,
        authorId: ownerId,
        occurredAt: at,
      },
    },
    {
      entity: 'opportunity',
      rowId: opportunityId,
      fields: {
        ownerId,
        customerId,
        state: lost ? 'lost' : 'open',
        lostReason: lost ? 'price' : null,
        lostNote: lost ? told.lostNote : null,
        lostVisitId: lost ? visitId : null,
        lostBusinessDay: lost ? businessDay : null,
        openedAt: at,
      },
    },
    {
      entity: 'visit',
      rowId: visitId,
      fields: {
        opportunityId,
        ownerId,
        arrival: 'first-time',
        startedAt: at,
        businessDay,
        endedAt: of.isOpen ? null : at + 1,
        leftBeforeContact: false,
      },
    },
    {
      entity: 'answer',
      rowId: ids.answerId,
      fields: {
        ...happened,
        questionId: 'people.seats',
        state: 'answered',
        value: { type: 'number', number: 7 },
        ownWords: told.ownWords,
        language: 'ur',
        bankVersion: '1',
        supersedesIds: [],
      },
    },
    {
      entity: 'shortlist',
      rowId: ids.shortlistId,
      fields: { ...happened, language: 'ur', content: quotingShortlist(told.ownWords) },
    },
    {
      entity: 'booking',
      rowId: v7(),
      fields: {
        ...happened,
        variantId: variantIdSchema.parse('honda/city/1-2l-cvt'),
        vehicleName: 'Honda City 1.2L CVT',
        amount: { amountMinor: 4_250_000, currency: 'PKR' },
        paymentMode: 'cash',
        promisedDay: null,
      },
    },
  ]
  db.changeSets.commit({ authorId: ownerId, occurredAt: at, businessDay, visitId, edits })
  return ids
}

/** Erases a customer as the handler does. */
export function erase(db: ShowroomDatabase, authorId: ConsultantId, customerId: CustomerId, occurredAt = at) {
  return eraseCustomer(
    {
      connection: db.connection,
      erasures: db.erasures,
      newId: v7,
      write: (action) => void db.changeSets.commit({ ...action, businessDay: testBusinessDay }),
    },
    { customerId, reason: 'requested', authorId, occurredAt },
  )
}

/** Everything that a database holds, table by table, as one text: the index's own tables too. */
export function dump(db: Pick<ShowroomDatabase, 'connection'>): string {
  const { connection } = db
  const tables = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
  return tables
    .map((name) => {
      const rows = connection
        .prepare(`SELECT * FROM "${String(name)}"`)
        .raw()
        .all()
      return `${String(name)} ${JSON.stringify(rows, (_, cell) => (cell?.type === 'Buffer' ? Buffer.from(cell.data).toString('utf8') : cell))}`
    })
    .join('\n')
}
