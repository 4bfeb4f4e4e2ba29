import { Refusal } from '../../contract/errors.ts'
import { type EntityName, entities, entityNames } from '../../core/sync/entities.ts'
import { readBackups } from '../../db/backups.ts'
import type { Connection } from '../../db/connect.ts'
import { tableOf } from '../../db/entity-tables.ts'
import { eraseCustomer } from '../../db/erase-customer.ts'
import { createFeed } from '../../db/feed.ts'
import { makeBackup } from '../../db/make-backup.ts'
import { createOutbox } from '../../db/outbox.ts'
import { createOutboxJournal } from '../../db/outbox-journal.ts'
import { restoreBackup } from '../../db/restore-backup.ts'
import { openShowroomDatabase, type ShowroomDatabase } from '../../db/showroom-database.ts'
import { HeadofficeFailure } from '../../electron/data/call-failure.ts'
import { openAnswer, takeAnswer } from '../../electron/data/carry/read-carried-answer.ts'
import { writeCarriedFile } from '../../electron/data/carry/write-carried-file.ts'
import { createHeadofficeLine } from '../../electron/data/headoffice-line.ts'
import { createHeadofficeWire } from '../../electron/data/headoffice-wire.ts'
import { NotLetIn } from '../../electron/data/identity/identity-calls.ts'
import { handOver } from '../../electron/data/revocation/hand-over.ts'
import { readAnswer } from '../../electron/data/wire-answer.ts'
import { travellingBody } from '../../electron/data/wire-request.ts'

/**
 * All of Northstar that a laptop of the fuzzer runs, by one name, so that laptops of several versions can be had in one
 * process: each version is this file over modules of its own (older-version.ts).
 */
export const laptopProgram = {
  createFeed: (db: ShowroomDatabase) =>
    createFeed(db.connection, {
      tables: db.tables,
      fieldVersions: db.fieldVersions,
      erasures: db.erasures,
      outbox: createOutbox(db.connection),
      monotonicMs: () => performance.now(),
    }),
  createHeadofficeLine,
  createHeadofficeWire,
  createOutboxJournal,
  /** Every row's id, by the entity. */
  idsOf: (connection: Connection, entity: EntityName) =>
    connection.prepare(`SELECT id FROM ${tableOf(entity)} ORDER BY id`).all(),
  entities,
  entityNames,
  eraseCustomer,
  HeadofficeFailure,
  handOver,
  makeBackup,
  NotLetIn,
  openAnswer,
  openShowroomDatabase,
  readAnswer,
  readBackups,
  Refusal,
  restoreBackup,
  takeAnswer,
  travellingBody,
  writeCarriedFile,
}
export type LaptopProgram = typeof laptopProgram
