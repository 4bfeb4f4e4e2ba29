import { pino } from 'pino'
import { v7 } from 'uuid'
import {
  type ConsultantId,
  consultantIdSchema,
  deviceIdSchema,
  opportunityIdSchema,
  type StoreId,
  storeIdSchema,
  type VisitId,
  visitIdSchema,
} from '../../core/ids.ts'
import { businessDaySchema } from '../../core/market/business-day.ts'
import type { Edit } from '../../db/change-sets.ts'
import { openTestDatabase, testClock, testFolder } from '../../db/test-database.ts'
import { createHeadofficeClient, type HeadofficeClient } from '../../electron/data/headoffice-client.ts'
import { createSyncClient } from '../../electron/data/sync-client.ts'

export const day = businessDaySchema.parse('2026-11-22')

export interface LaptopOptions {
  readonly url: string | null
  readonly storeId?: StoreId
  /** Stands between the laptop and head office, e.g. a network that breaks. */
  readonly through?: (client: HeadofficeClient) => HeadofficeClient
  /** A data folder that is there already, and stays. */
  readonly folder?: string
}

/** A laptop as it is: its own SQLite in a folder, the real sync client, the real HTTP. */
export function openLaptop({ url, storeId = storeIdSchema.parse(v7()), through, ...known }: LaptopOptions) {
  const own = known.folder === undefined ? testFolder() : null
  const folder = own?.folder ?? known.folder ?? ''
  const { clock, advance } = testClock()
  const db = openTestDatabase(folder, clock)
  const client = createSyncClient({
    db,
    clock,
    log: pino({ level: 'silent' }),
    headoffice: (address) => {
      const direct = createHeadofficeClient(address)
      return through ? through(direct) : direct
    },
  })
  const write = (edits: readonly Edit[], visitId: VisitId | null = null): void => {
    db.changeSets.commit({ authorId: null, occurredAt: clock(), businessDay: day, visitId, edits })
  }
  if (db.device.get() === null)
    db.device.create({
      deviceId: deviceIdSchema.parse(v7()),
      storeId,
      storeName: 'Clifton Motors',
      storeCode: 'KHI-01',
      market: 'pk',
      timeZone: 'Asia/Karachi',
      language: 'en',
      colourScheme: 'auto',
      headofficeUrl: url,
      consultantId: null,
    })
  else db.device.update({ headofficeUrl: url })

  return {
    db,
    folder,
    storeId,
    write,
    advance,
    clock,
    round: client.round,
    status: () => client.status('en'),
    receipts: () => client.receipts(200),
    position: () => db.connection.prepare('SELECT epoch, cursor, hash, stopped FROM feed_position').get(),
    all: (sql: string, ...values: readonly unknown[]) => db.connection.prepare(sql).all(...values),
    /** Everything that travels, as this laptop has it now. */
    rows: () =>
      Object.fromEntries(
        travelling.map((table) => [
          table,
          db.connection.prepare(`SELECT * FROM ${table} ORDER BY id`).all().map(withoutPosition),
        ]),
      ),
    setUrl: (headofficeUrl: string | null) => db.device.update({ headofficeUrl }),
    addConsultant(name: string): ConsultantId {
      const id = consultantIdSchema.parse(v7())
      write([{ entity: 'consultant', rowId: id, fields: { name, role: 'consultant', active: true } }])
      return id
    },
    startVisit(ownerId: ConsultantId) {
      const opportunityId = opportunityIdSchema.parse(v7())
      const visitId = visitIdSchema.parse(v7())
      write(
        [
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
              openedAt: clock(),
            },
          },
          {
            entity: 'visit',
            rowId: visitId,
            fields: {
              opportunityId,
              ownerId,
              arrival: 'unknown',
              startedAt: clock(),
              businessDay: day,
              endedAt: null,
              leftBeforeContact: false,
            },
          },
        ],
        visitId,
      )
      return { opportunityId, visitId }
    },
    answer(
      visit: { readonly opportunityId: string; readonly visitId: VisitId },
      by: ConsultantId,
      ownWords: string,
    ) {
      write(
        [
          {
            entity: 'answer',
            rowId: v7(),
            fields: {
              opportunityId: opportunityIdSchema.parse(visit.opportunityId),
              visitId: visit.visitId,
              questionId: 'people-driver',
              state: 'unsure',
              value: null,
              ownWords,
              language: 'ur',
              bankVersion: '1',
              supersedesIds: [],
              authorId: by,
              occurredAt: clock(),
              businessDay: day,
            },
          },
        ],
        visit.visitId,
      )
    },
    addCustomer(name: string) {
      const id = v7()
      write([{ entity: 'customer', rowId: id, fields: { name, phone: null, language: 'ur' } }])
      return id
    },
    rename(customerId: string, name: string, settles = false) {
      write([{ entity: 'customer', rowId: customerId, fields: { name }, settles }])
    },
    nameOf: (customerId: string) => db.tables.read('customer', customerId)?.name,
    /** Closes the data and leaves its folder. */
    shut: () => db.close(),
    close() {
      db.close()
      own?.[Symbol.dispose]()
    },
  }
}
export type Laptop = ReturnType<typeof openLaptop>

const travelling = ['consultant', 'customer', 'opportunity', 'visit', 'answer'] as const

/** `position` is each laptop's own order of writing. */
function withoutPosition(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row
  return Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'position'))
}
