import { randomBytes } from 'node:crypto'
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
import { receiptWords } from '../../core/sync/receipt-words.ts'
import type { Edit } from '../../db/change-sets.ts'
import { createReceiptRecords } from '../../db/receipt-records.ts'
import { openTestDatabase, testClock, testFolder } from '../../db/test-database.ts'
import type { HeadofficeClient } from '../../electron/data/headoffice-client.ts'
import { createHeadofficeLine } from '../../electron/data/headoffice-line.ts'
import type { Headoffice } from '../../headoffice/start.ts'

export const day = businessDaySchema.parse('2026-11-22')

export interface LaptopOptions {
  readonly url: string | null
  readonly storeId?: StoreId
  /** One of its own for each laptop unless said. */
  readonly storeCode?: string
  /** Stands between the laptop and head office, e.g. a network that breaks. */
  readonly through?: (client: HeadofficeClient) => HeadofficeClient
  /** A data folder that is there already, and stays. */
  readonly folder?: string
}

/** A laptop as it is: its own SQLite in a folder, the real identity and sync client, the real HTTP. */
export function openLaptop({
  url,
  storeId = storeIdSchema.parse(v7()),
  storeCode = v7().slice(-8).toUpperCase(),
  through,
  ...known
}: LaptopOptions) {
  const own = known.folder === undefined ? testFolder() : null
  const folder = own?.folder ?? known.folder ?? ''
  const { clock, advance } = testClock()
  const db = openTestDatabase(folder, clock)
  const line = createHeadofficeLine({
    db,
    folder,
    market: 'pk',
    clock,
    // What head office's clock says plays no part: a test's clock stands where the test put it.
    clockKeeper: { learned: () => {}, clockOffset: () => ({ offsetMs: null, trusted: true }) },
    monotonicMs: () => performance.now(),
    newId: v7,
    randomBytes: (count) => randomBytes(count),
    log: pino({ level: 'silent' }),
    ...(through && { through }),
  })
  const { syncClient, identity } = line
  const receiptRecords = createReceiptRecords(db.connection)
  const write = (edits: readonly Edit[], visitId: VisitId | null = null): void => {
    db.changeSets.commit({ authorId: null, occurredAt: clock(), businessDay: day, visitId, edits })
  }
  if (db.device.get() === null)
    db.device.create({
      deviceId: deviceIdSchema.parse(v7()),
      storeId,
      storeName: 'Clifton Motors',
      storeCode,
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
    storeCode,
    identity,
    /** Enrols it with a head office, as the store it was set up with unless another of that code is there already. */
    async enrol(office: Pick<Headoffice, 'url' | 'operator'>) {
      const code = await office.operator.newEnrolmentCode({ storeCode })
      await identity.enrol({ code, url: office.url })
    },
    write,
    advance,
    clock,
    round: syncClient.round,
    syncClient,
    status: () => syncClient.status('en'),
    receipts: () =>
      receiptRecords.newest(200).map((receipt) => ({ ...receipt, words: receiptWords(receipt, 'en') })),
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
    async shut() {
      await line.stop()
      db.close()
    },
    async close() {
      await line.stop()
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
