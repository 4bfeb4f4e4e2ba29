import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { z } from 'zod'
import { carriedVersion } from '../../core/carry/carried-file.ts'
import { deviceIdSchema, type StoreId } from '../../core/ids.ts'
import type { EntityName } from '../../core/sync/entities.ts'
import { databaseFile } from '../../db/connect.ts'
import type { eraseCustomer } from '../../db/erase-customer.ts'
import { erasureListFile } from '../../db/erasure-list.ts'
import { journalFolder } from '../../db/outbox-journal-files.ts'
import { migrationsFolder, testKey } from '../../db/test-database.ts'
import type { Chance } from './chance.ts'
import { openDamagingLine } from './damaging-line.ts'
import type { LaptopProgram } from './laptop-program.ts'
import { createLine } from './line.ts'
import type { Office } from './office.ts'

/** On this machine, so that no network need be up. */
const nowhere = 'http://127.0.0.1:4700'

interface LaptopDeps {
  readonly number: number
  readonly chance: Chance
  readonly office: Office
  readonly storeId: StoreId
  readonly storeCode: string
  readonly turn: () => Promise<void>
  readonly trace: (words: string) => void
  readonly program: LaptopProgram
}

/** A database that was never set up, or a laptop that is shut at the moment. */
type LaptopFrom = { readonly template: string } | { readonly cloneOf: { readonly folder: string } }

/** A laptop as it is: its own encrypted SQLite, the real identity and sync client; only network and clock are the seed's. */
export async function openLaptop(deps: LaptopDeps, from: LaptopFrom) {
  const { number, chance, office, storeId, storeCode, trace } = deps
  const { newId, randomBytes } = chance
  const folder = mkdtempSync(join(tmpdir(), 'northstar-fuzz-laptop-'))
  if ('template' in from) copyFileSync(from.template, databaseFile(folder))
  else cpSync(from.cloneOf.folder, folder, { recursive: true })
  const connection = office.url === null ? null : await openDamagingLine(office.url)
  const backups: string[] = []
  const log = pino({ level: 'silent' })
  let program = deps.program
  let clockOffMs = 0
  let upMs = 0
  let stepsToEnd: number | null = null
  let hasEnded = false
  let isGone = false

  const clock = () => chance.now() + clockOffMs
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
  const line = createLine({
    chance,
    office,
    program: () => program,
    turn: deps.turn,
    endLaptop: endNow,
    connection,
    trace,
  })

  const open = () => {
    let offsetMs: number | null = null
    const clockOffset = () => ({ offsetMs, trusted: offsetMs !== null })
    const place = { folder, key: testKey, migrationsFolder, clock, newId, foldName }
    const db = program.openShowroomDatabase({ ...place, clockOffset })
    const journal = program.createOutboxJournal({ folder, key: testKey, randomBytes })
    journal.catchUp(db.connection)
    const headofficeLine = program.createHeadofficeLine({
      db,
      folder,
      market: 'pk',
      clock,
      clockKeeper: {
        learned(headofficeNow) {
          offsetMs = headofficeNow - clock()
        },
        clockOffset,
      },
      monotonicMs,
      newId,
      randomBytes,
      log,
      wire: line.wire,
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
  const stopped = () =>
    running.headofficeLine.stop().catch((error: unknown) => {
      if (!hasEnded) throw error
    })
  const rowsOf = <S extends z.ZodType>(row: S, sql: string, ...values: readonly string[]) =>
    z.array(row).parse(running.db.connection.prepare<unknown[]>(sql).all(...values))

  const laptop = {
    number,
    folder,
    line,
    clock,
    db: () => running.db,
    program: () => program,
    ids: (entity: EntityName): readonly string[] =>
      z
        .array(idRow)
        .parse(program.idsOf(running.db.connection, entity))
        .map(({ id }) => id),
    setClock(offMs: number) {
      clockOffMs = offMs
    },
    async enrol() {
      const code = await office.operator.newEnrolmentCode({ storeCode })
      const url = connection?.url ?? nowhere
      await running.headofficeLine.identity.enrol({ code, url, isAnew: true })
    },
    /** One round; where the laptop ended in it, it is started again. */
    async round() {
      await running.headofficeLine.syncClient.round().catch((error: unknown) => {
        if (!hasEnded) throw error
      })
      // A page that went before its forerunner was answered may end the laptop too.
      await line.settled()
      if (hasEnded) await laptop.startAgain()
    },
    /** Ends the laptop after so many looks at its clock, which it takes between its transactions and within. */
    endAfter(steps: number | null) {
      stepsToEnd = steps
    },
    async startAgain(whileShut: () => void = () => {}) {
      stepsToEnd = null
      await stopped()
      if (!hasEnded) running.journal.catchUp(running.db.connection)
      running.journal.close()
      running.db.close()
      hasEnded = false
      whileShut()
      running = open()
    },
    /** Goes on with another version of the program. */
    install: (other: LaptopProgram) =>
      laptop.startAgain(() => {
        program = other
      }),
    backUp() {
      const { id } = program.makeBackup({
        folder,
        key: testKey,
        kind: 'hourly',
        nowMs: clock(),
        newId,
      }).backup
      backups.push(id)
      trace(`  ${number} made backup ${id}`)
    },
    hasBackup: () => backups.length > 0,
    /**
     * Puts an earlier backup in use, the journal's changes on top, or without a journal: then what was written since and
     * never sent is gone, as after a disk that died.
     * @returns whether there was one
     */
    async restore({ withJournal }: { readonly withJournal: boolean }) {
      const kept = backups.filter((id) => program.readBackups(folder).some((backup) => backup.id === id))
      if (kept.length === 0) return false
      const backupId = chance.pick(kept)
      trace(`  ${number} goes back to ${backupId}${withJournal ? '' : ', without its journal'}`)
      await laptop.startAgain(() => {
        if (!withJournal) loseAllButBackups(folder)
        const at = { folder, key: testKey, migrationsFolder, nowMs: clock() }
        program.restoreBackup({ ...at, backupId, newId, randomBytes, foldName })
      })
      return true
    },
    changeSetIds: () => rowsOf(idRow, 'SELECT id FROM change_set').map(({ id }) => id),
    /** Writes what waits into a file to be carried; `null` while it is not enrolled. */
    async writeCarried(): Promise<Uint8Array<ArrayBuffer> | null> {
      const { identity, syncClient } = running.headofficeLine
      const keys = identity.state() === 'enrolled' ? identity.carryKeys() : null
      if (keys === null) return null
      const head = { format: 'northstar-carry', version: carriedVersion, from: 'laptop' } as const
      const about = { carryId: newId(), storeId, deviceId: keys.deviceId, writtenAt: clock() }
      const { content } = await syncClient.alone((parts) =>
        program.writeCarriedFile(parts, keys, { ...head, ...about }),
      )
      return new Uint8Array(await content.arrayBuffer())
    },
    /** Reads a carried answer; what is none for this laptop changes nothing. @returns what it came to */
    async readCarried(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
      const { identity, syncClient } = running.headofficeLine
      const keys = identity.state() === 'enrolled' ? identity.carryKeys() : null
      if (keys === null) return 'not enrolled'
      try {
        const answer = await program.openAnswer(new Blob([bytes]), keys, storeId)
        return await syncClient.alone(async (parts) => {
          const { outcome, receipts, rows } = await program.takeAnswer(parts, answer, { log })
          return `${outcome}, ${receipts} receipts, ${rows} rows`
        })
      } catch (error) {
        if (error instanceof program.Refusal) return error.code
        throw error
      }
    },
    /**
     * What follows once a laptop knows that it is revoked: its data is opened for this alone, what it had not sent is sealed
     * to escrow and given to head office, and then it is destroyed. Broken off, it is for another time.
     */
    async handOver() {
      const { identity } = running.headofficeLine
      if (isGone || identity.state() !== 'revoked') return
      const escrowKey = identity.escrowKey()
      const deviceId = deviceIdSchema.parse(running.db.identity.get()?.deviceId)
      try {
        const { changeSets } = await program.handOver({
          folder,
          key: testKey,
          connection: running.db.connection,
          deviceId,
          escrowKey: escrowKey === null ? null : new Uint8Array(Buffer.from(escrowKey, 'base64url')),
          randomBytes,
          say: identity.farewell,
          onCount: () => {},
          signal: AbortSignal.timeout(60_000),
          log,
        })
        trace(`  ${number} handed ${changeSets} over and is gone`)
      } catch (error) {
        if (hasEnded) return laptop.startAgain()
        if (error instanceof program.HeadofficeFailure || error instanceof program.NotLetIn) return
        throw error
      }
      isGone = true
      await laptop.close()
    },
    isGone: () => isGone,
    isRevoked: () => running.headofficeLine.identity.state() === 'revoked',
    /** Whether it stands there with nothing left to send. */
    isQuietAt(seq: number) {
      const { state, waitingChangeSets } = running.headofficeLine.syncClient.status('en')
      const { cursor } = program.createFeed(running.db).position()
      return ['up-to-date', 'clock-wrong'].includes(state) && waitingChangeSets === 0 && cursor === seq
    },
    waiting: () =>
      rowsOf(z.object({ count: z.int() }), 'SELECT count(*) AS count FROM outbox')[0]?.count ?? 0,
    cursor: () => program.createFeed(running.db).position().cursor,
    /** What stands beside the values shown of a row. */
    sidesOf: (entity: string, rowId: string) =>
      rowsOf(
        sideRow,
        "SELECT field, value FROM field_beside WHERE reason = 'conflict' AND entity = ? AND row_id = ?",
        entity,
        rowId,
      ),
    digests: () => program.createFeed(running.db).bucketDigests(),
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
      const { connection: open, erasures } = running.db
      return program.eraseCustomer(
        { connection: open, erasures, newId, write },
        { customerId, reason: 'requested', authorId, occurredAt: clock() },
      )
    },
    async close() {
      await running.headofficeLine.stop().catch(() => {})
      await connection?.close()
      running.journal.close()
      running.db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return laptop
}
const foldName = (name: string): string => name.toLowerCase()

/** What a disk that died leaves behind of a data folder whose backups lie on another. */
function loseAllButBackups(folder: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(`${databaseFile(folder)}${ending}`, { force: true })
  rmSync(journalFolder(folder), { recursive: true, force: true })
  rmSync(erasureListFile(folder), { force: true })
}

const idRow = z.object({ id: z.string() })
const sideRow = z.object({
  field: z.string(),
  value: z.string().transform((text): unknown => JSON.parse(text)),
})

export type FuzzLaptop = Awaited<ReturnType<typeof openLaptop>>
