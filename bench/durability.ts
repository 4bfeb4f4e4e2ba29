import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { pino } from 'pino'
import { resources } from '../bin/resources.ts'
import {
  answerIdSchema,
  consultantIdSchema,
  opportunityIdSchema,
  type VisitId,
  visitIdSchema,
} from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { foldName } from '../core/market/fold-name.ts'
import type { EntityFields } from '../core/sync/entities.ts'
import { type ChangeSets, createChangeSets } from '../db/change-sets.ts'
import { type Connection, connectWriter } from '../db/connect.ts'
import { createCustomerSearch } from '../db/customer-search.ts'
import { type DatabaseKey, newDatabaseKey } from '../db/database-key.ts'
import { createEntityTables } from '../db/entity-tables.ts'
import { createErasures } from '../db/erasures.ts'
import { createFieldVersions } from '../db/field-versions.ts'
import { makeFolder } from '../db/make-folder.ts'
import { applyMigrations } from '../db/migrate.ts'
import { createRefuseAboutErased } from '../db/refuse-about-erased.ts'
import { openShowroomDatabase } from '../db/showroom-database.ts'
import { connectPlainWriter } from '../db/test-plain-database.ts'
import { createUpkeep } from '../electron/data/upkeep/run-upkeep.ts'
import { newId, randomBytes, systemClock } from '../electron/doors.ts'
import { fillStore } from './large-store.ts'
import { percentile, plainDecimal, printFigures, printTable } from './table.ts'

const migrationsFolder = join(resources, 'db', 'migrations')
const businessDay = businessDaySchema.parse('2026-11-22')
const warmUps = 300
const rounds = 3000
const customers = 100_000
const opens = 9
const windows = 5

/**
 * What durability and encryption cost: one answer kept (its change set, rows and outbox in one synced commit) against
 * one bare commit of the same payload in a database opened the same way, and against the same answer in a plain
 * database; opening a large store; and answers while a backup of it runs.
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'northstar-bench-durability-'))
  try {
    const key = newDatabaseKey(randomBytes)
    const kept = measureAnswers(folder, key)
    const large = join(folder, 'large')
    fillStore(large, key, customers)
    const openMs = measureOpen(large, key)
    const backup = await measureBackup(large, key)
    const [answer, plain, bare] = [kept.encryptedMs, kept.plainMs, kept.bareMs].map((ms) =>
      percentile(ms, 0.5),
    )
    if (answer === undefined || plain === undefined || bare === undefined)
      throw new Error('Nothing was measured')
    printTable([
      ['one answer', 'p50 ms', 'p99 ms'],
      ['kept, encrypted', ...row(kept.encryptedMs)],
      ['kept, plain', ...row(kept.plainMs)],
      ['bare commit of the same payload, encrypted', ...row(kept.bareMs)],
      ['kept in a store of 100,000, no backup', ...row(backup.withoutMs)],
      ['kept in a store of 100,000, backup running', ...row(backup.withMs)],
      [`opening a store of 100,000 to the first query`, ...row(openMs)],
    ])
    printFigures('durability', {
      ratioP50: answer / bare,
      overheadP50Ms: percentile(
        kept.encryptedMs.map((ms, round) => ms - (kept.bareMs[round] ?? 0)),
        0.5,
      ),
      encryptedRatioP50: answer / plain,
      open100kMs: percentile(openMs, 0.5),
      backupP99Ratio: percentile(backup.ratios, 0.5),
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const row = (sample: readonly number[]): readonly string[] => [
  plainDecimal(percentile(sample, 0.5)),
  plainDecimal(percentile(sample, 0.99)),
]

/** Times one piece of work in milliseconds. */
function timed(work: () => void): number {
  const before = performance.now()
  work()
  return performance.now() - before
}

/** Keeps answers as the handler does, in a visit that somebody else has begun. */
function createAnswering(changeSets: ChangeSets) {
  const authorId = consultantIdSchema.parse(newId())
  const authored = { authorId, occurredAt: systemClock(), businessDay }
  changeSets.commit({
    ...authored,
    authorId: null,
    visitId: null,
    edits: [
      { entity: 'consultant', rowId: authorId, fields: { name: 'Bench', role: 'manager', active: true } },
    ],
  })
  return {
    startVisit() {
      const opportunityId = opportunityIdSchema.parse(newId())
      const visitId = visitIdSchema.parse(newId())
      changeSets.commit({
        ...authored,
        visitId,
        edits: [
          {
            entity: 'opportunity',
            rowId: opportunityId,
            fields: {
              ownerId: authorId,
              customerId: null,
              state: 'open',
              lostReason: null,
              lostNote: null,
              lostVisitId: null,
              lostBusinessDay: null,
              openedAt: authored.occurredAt,
            },
          },
          {
            entity: 'visit',
            rowId: visitId,
            fields: {
              opportunityId,
              ownerId: authorId,
              arrival: 'unknown',
              startedAt: authored.occurredAt,
              businessDay,
              endedAt: null,
              leftBeforeContact: false,
            },
          },
        ],
      })
      return { opportunityId, visitId }
    },
    answer(visitId: VisitId, fields: EntityFields<'answer'>) {
      changeSets.commit({
        ...authored,
        visitId,
        edits: [{ entity: 'answer', rowId: answerIdSchema.parse(newId()), fields }],
      })
    },
    fields: (
      place: { opportunityId: EntityFields<'answer'>['opportunityId']; visitId: VisitId },
      round: number,
    ) =>
      ({
        ...place,
        questionId: 'who-drives',
        state: 'answered',
        value: { type: 'text' },
        ownWords: `We go to Lahore every second Friday, seven of us, with the grandparents. (${round})`,
        language: 'en',
        bankVersion: 'pk-1',
        supersedesIds: [],
        authorId,
        occurredAt: authored.occurredAt,
        businessDay,
        speaker: null,
        confirmsRemarkId: null,
        restoresId: null,
      }) satisfies EntityFields<'answer'>,
  }
}

function changeSetsOn(connection: Connection, folder: string): ChangeSets {
  const tables = createEntityTables(connection, createCustomerSearch(connection, foldName))
  return createChangeSets(connection, {
    newId,
    clock: systemClock,
    clockOffset: () => ({ offsetMs: null, trusted: true }),
    tables,
    fieldVersions: createFieldVersions(connection),
    refuseAboutErased: createRefuseAboutErased(createErasures(connection, folder).rows, tables),
  })
}

/** Encrypted, plain and bare take turns, so that a noisy machine is noisy for all three. */
function measureAnswers(folder: string, key: DatabaseKey) {
  const connectionIn = (place: string, connect: (folder: string) => Connection) => {
    const placed = join(folder, place)
    makeFolder(placed)
    const connection = connect(placed)
    applyMigrations(connection, { migrationsFolder })
    return { connection, placed }
  }
  const encrypted = connectionIn('encrypted', (placed) => connectWriter(placed, key))
  const plain = connectionIn('plain', connectPlainWriter)
  const lanes = [encrypted, plain].map(({ connection, placed }) => ({
    answering: createAnswering(changeSetsOn(connection, placed)),
    sample: [] as number[],
  }))
  const bare = connectWriter(join(folder, 'bare'), key)
  bare.exec('CREATE TABLE kept (position INTEGER PRIMARY KEY, payload TEXT NOT NULL) STRICT')
  const insert = bare.prepare('INSERT INTO kept (payload) VALUES (?)')
  const bareMs: number[] = []
  for (let round = 0; round < warmUps + rounds; round += 1) {
    let payload = ''
    for (const { answering, sample } of lanes) {
      const place = answering.startVisit()
      const fields = answering.fields(place, round)
      payload = JSON.stringify(fields)
      const ms = timed(() => answering.answer(place.visitId, fields))
      if (round >= warmUps) sample.push(ms)
    }
    const ms = timed(() => insert.run(payload))
    if (round >= warmUps) bareMs.push(ms)
  }
  for (const connection of [encrypted.connection, plain.connection, bare]) connection.close()
  return { encryptedMs: lanes[0]?.sample ?? [], plainMs: lanes[1]?.sample ?? [], bareMs }
}

const openStore = (folder: string, key: DatabaseKey) =>
  openShowroomDatabase({ folder, key, migrationsFolder, clock: systemClock, newId, foldName })

/** The first query is the search for one customer by what a consultant would type. */
function measureOpen(folder: string, key: DatabaseKey): readonly number[] {
  const sample: number[] = []
  for (let open = 0; open <= opens; open += 1) {
    const name = `Customer ${((open * 9973) % customers).toString(36)} Khan`
    const before = performance.now()
    const db = openStore(folder, key)
    const found = db.customerSearch.find(name, 10)
    const ms = performance.now() - before
    if (open > 0) sample.push(ms)
    if (found.ids.length === 0) throw new Error('The customer was not found')
    db.close()
  }
  return sample
}

/** Windows without and with a backup in turn, each as long as a backup of the store takes. */
async function measureBackup(folder: string, key: DatabaseKey) {
  const db = openStore(folder, key)
  const answering = createAnswering(db.changeSets)
  const upkeep = createUpkeep({
    workerFile: join(resources, 'electron', 'data', 'upkeep', 'upkeep-worker.ts'),
    folder,
    key,
    migrationsFolder,
    log: pino({ level: 'silent' }),
  })
  const place = answering.startVisit()
  const answerUntil = async (isOver: () => boolean) => {
    const sample: number[] = []
    while (!isOver()) {
      const fields = answering.fields(place, sample.length)
      sample.push(timed(() => answering.answer(place.visitId, fields)))
      await setImmediate()
    }
    return sample
  }
  const withMs: number[] = []
  const withoutMs: number[] = []
  const ratios: number[] = []
  for (let window = 0; window < windows; window += 1) {
    let isDone = false
    const startedAt = performance.now()
    const backup = upkeep
      .run({ type: 'backup', kind: 'hourly', nowMs: systemClock() }, () => {})
      .finally(() => {
        isDone = true
      })
    const during = await answerUntil(() => isDone)
    await backup
    const lasted = performance.now() - startedAt
    const until = performance.now() + lasted
    const quiet = await answerUntil(() => performance.now() >= until)
    withMs.push(...during)
    withoutMs.push(...quiet)
    ratios.push(percentile(during, 0.99) / percentile(quiet, 0.99))
  }
  await upkeep.close()
  db.close()
  return { withMs, withoutMs, ratios }
}
