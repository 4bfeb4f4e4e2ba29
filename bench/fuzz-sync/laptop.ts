import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { z } from 'zod'
import { deviceIdSchema, type StoreId } from '../../core/ids.ts'
import { readBackups } from '../../db/backups.ts'
import { databaseFile } from '../../db/connect.ts'
import { eraseCustomer } from '../../db/erase-customer.ts'
import { makeBackup } from '../../db/make-backup.ts'
import { createOutboxJournal } from '../../db/outbox-journal.ts'
import { restoreBackup } from '../../db/restore-backup.ts'
import { openShowroomDatabase } from '../../db/showroom-database.ts'
import { migrationsFolder, openTestFeed, testKey } from '../../db/test-database.ts'
import { createHeadofficeLine } from '../../electron/data/headoffice-line.ts'
import type { Chance } from './chance.ts'
import { createLine } from './line.ts'
import type { Office } from './office.ts'

/** On this machine, so that no network need be up. */
const url = 'http://127.0.0.1:4700'

export interface LaptopDeps {
  readonly number: number
  readonly chance: Chance
  readonly office: Office
  readonly storeId: StoreId
  readonly storeCode: string
  readonly turn: () => Promise<void>
  readonly trace: (words: string) => void
}

/** A laptop as it is: its own encrypted SQLite, the real identity and sync client; only network and clock are the seed's. */
export function createLaptop(
  deps: LaptopDeps,
  /** A database that was never set up, or a laptop that is shut at the moment. */
  from: { readonly template: string } | { readonly cloneOf: { readonly folder: string } },
) {
  const { number, chance, office, storeId, storeCode, trace } = deps
  const folder = mkdtempSync(join(tmpdir(), 'northstar-fuzz-laptop-'))
  if ('template' in from) copyFileSync(from.template, databaseFile(folder))
  else cpSync(from.cloneOf.folder, folder, { recursive: true })
  const backups: string[] = []
  let clockOffMs = 0
  let upMs = 0
  let stepsToEnd: number | null = null
  let hasEnded = false

  const clock = () => chance.now() + clockOffMs
  const newId = chance.newId
  const endNow = () => {
    hasEnded = true
    // As at a power cut, what is not committed is gone; what still runs of the process can write nothing more.
    running.db.connection.close()
  }
  const monotonicMs = () => {
    upMs += 1
    if (stepsToEnd !== null && !hasEnded) {
      stepsToEnd -= 1
      if (stepsToEnd <= 0) {
        stepsToEnd = null
        trace(`    laptop ${number} ends in the middle`)
        endNow()
      }
    }
    return upMs
  }
  const line = createLine({ chance, office, turn: deps.turn, endLaptop: endNow, trace })

  const open = () => {
    let offsetMs: number | null = null
    const db = openShowroomDatabase({
      folder,
      key: testKey,
      migrationsFolder,
      clock,
      newId,
      foldName,
      clockOffset: () => ({ offsetMs, trusted: offsetMs !== null }),
    })
    const journal = createOutboxJournal({ folder, key: testKey, randomBytes: chance.randomBytes })
    journal.catchUp(db.connection)
    const headofficeLine = createHeadofficeLine({
      db,
      folder,
      market: 'pk',
      clock,
      clockKeeper: {
        learned(headofficeNow) {
          offsetMs = headofficeNow - clock()
        },
        clockOffset: () => ({ offsetMs, trusted: offsetMs !== null }),
      },
      monotonicMs,
      newId,
      randomBytes: chance.randomBytes,
      log: pino({ level: 'silent' }),
      wire: () => line.wire,
    })
    return { db, journal, headofficeLine }
  }
  let running = open()
  if (running.db.device.get() === null)
    running.db.device.create({
      deviceId: deviceIdSchema.parse(newId()),
      storeId,
      storeName: 'Clifton Motors',
      storeCode,
      market: 'pk',
      timeZone: 'Asia/Karachi',
      language: 'en',
      colourScheme: 'auto',
      headofficeUrl: null,
      consultantId: null,
    })

  const laptop = {
    number,
    folder,
    line,
    clock,
    db: () => running.db,
    setClock(offMs: number) {
      clockOffMs = offMs
    },
    async enrol() {
      const code = await office.operator.newEnrolmentCode({ storeCode })
      await running.headofficeLine.identity.enrol({ code, url, isAnew: true })
    },
    /** One round; where the laptop ended in it, it is started again. */
    async round() {
      await running.headofficeLine.syncClient.round().catch((error: unknown) => {
        if (!hasEnded) throw error
      })
      if (hasEnded) await laptop.startAgain()
    },
    /** Ends the laptop after so many looks at its clock, which it takes between its transactions and within. */
    endAfter(steps: number | null) {
      stepsToEnd = steps
    },
    async startAgain(whileShut: () => void = () => {}) {
      stepsToEnd = null
      await running.headofficeLine.stop().catch((error: unknown) => {
        if (!hasEnded) throw error
      })
      if (!hasEnded) running.journal.catchUp(running.db.connection)
      running.journal.close()
      running.db.close()
      hasEnded = false
      whileShut()
      running = open()
    },
    backUp() {
      const { id } = makeBackup({ folder, key: testKey, kind: 'hourly', nowMs: clock(), newId }).backup
      backups.push(id)
      trace(`  ${number} made backup ${id}`)
    },
    /** Puts an earlier backup in use, the journal's changes on top. */
    async restore() {
      const kept = backups.filter((id) => readBackups(folder).some((backup) => backup.id === id))
      if (kept.length === 0) return
      const backupId = chance.pick(kept)
      trace(`  ${number} goes back to ${backupId}`)
      await laptop.startAgain(() => {
        const { randomBytes } = chance
        restoreBackup({
          folder,
          key: testKey,
          migrationsFolder,
          backupId,
          nowMs: clock(),
          newId,
          randomBytes,
          foldName,
        })
      })
    },
    /** Whether it stands there with nothing left to send. */
    isQuietAt(seq: number) {
      const { state, waitingChangeSets } = running.headofficeLine.syncClient.status('en')
      const { cursor } = openTestFeed(running.db).position()
      return ['up-to-date', 'clock-wrong'].includes(state) && waitingChangeSets === 0 && cursor === seq
    },
    /** What stands beside the values shown of a row. */
    sidesOf: (entity: string, rowId: string) =>
      sideRows.parse(
        running.db.connection
          .prepare(
            "SELECT field, value FROM field_beside WHERE reason = 'conflict' AND entity = ? AND row_id = ?",
          )
          .all(entity, rowId),
      ),
    digests: () => openTestFeed(running.db).bucketDigests(),
    failure: () => running.headofficeLine.syncClient.status('en'),
    allow() {
      running.headofficeLine.syncClient.allowEmpty()
      running.headofficeLine.syncClient.allowDeletes()
    },
    erase(
      customerId: Parameters<typeof eraseCustomer>[1]['customerId'],
      authorId: Parameters<typeof eraseCustomer>[1]['authorId'],
      write: Parameters<typeof eraseCustomer>[0]['write'],
    ) {
      const { connection, erasures } = running.db
      return eraseCustomer(
        { connection, erasures, newId, write },
        { customerId, reason: 'requested', authorId, occurredAt: clock() },
      )
    },
    async close() {
      await running.headofficeLine.stop().catch(() => {})
      running.journal.close()
      running.db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return laptop
}
const foldName = (name: string): string => name.toLowerCase()

const sideRows = z.array(
  z.object({ field: z.string(), value: z.string().transform((text): unknown => JSON.parse(text)) }),
)

export type FuzzLaptop = ReturnType<typeof createLaptop>
