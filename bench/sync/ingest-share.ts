import { createHash } from 'node:crypto'
import { pino } from 'pino'
import { resources } from '../../bin/resources.ts'
import { businessDaySchema } from '../../core/market/business-day.ts'
import { changeIdAt, createChangeSetIds } from '../../core/sync/change-ids.ts'
import { packChangeSets, unpackChangeSets } from '../../core/sync/packed-change-sets.ts'
import { packedPageSchema, pageHash } from '../../core/sync/packed-page.ts'
import type { ChangeSet } from '../../core/sync/protocol.ts'
import { packReceipts } from '../../core/sync/push-response.ts'
import { monotonicMs, newId, randomBytes, systemClock } from '../../electron/doors.ts'
import { openData } from '../../headoffice/open-data.ts'
import { receivePage } from '../../headoffice/receive-page.ts'
import type { SqlDoor } from '../../headoffice/sql.ts'
import { storeLaptop } from '../../headoffice/testing/store-laptop.ts'
import { percentile } from '../table.ts'
import type { Random } from '../torture/random.ts'
import type { Engine } from './engine.ts'
import { createProfile, type Profile } from './profiles.ts'

const pageRows = 1000
const rounds = 15
const warmUps = 3
const newChangeSetId = createChangeSetIds(newId)
const businessDay = businessDaySchema.parse('2026-11-22')

export interface IngestShare {
  /** Medians of rows a second. */
  readonly ingestPerS: number
  readonly insertPerS: number
}

/**
 * What head office makes of a page, from the unpacked JSON to the receipts, against one bare `INSERT` of the same rows
 * into a table of the same engine, in turn so that a noisy machine is noisy for both.
 */
export async function measureIngest(engine: Engine, random: Random): Promise<IngestShare> {
  const { door } = await openData({
    folder: engine.folder,
    ...(engine.databaseUrl !== null && { databaseUrl: engine.databaseUrl }),
    resources,
    clock: systemClock,
    newId,
    randomBytes,
    log: pino({ level: 'silent' }),
  })
  try {
    const { caller } = await storeLaptop(door)
    await door.run(
      'CREATE TABLE bare_row (id uuid PRIMARY KEY, name text NOT NULL, phone text NOT NULL, language text NOT NULL, note text NOT NULL)',
    )
    const ingestMs: number[] = []
    const insertMs: number[] = []
    for (let round = 0; round < warmUps + rounds; round += 1) {
      const profiles = Array.from({ length: pageRows }, () => createProfile(random))
      const page: unknown = JSON.parse(JSON.stringify(packChangeSets(profiles.map(changeSetOf))))
      const ingested = await timed(async () => {
        const received = packedPageSchema.parse(page)
        const receipts = await receivePage(
          door,
          caller,
          { changeSets: unpackChangeSets(received) },
          { mark: door.mark, now: systemClock() },
        )
        const response = packReceipts(receipts, pageHash(received, sha256))
        if (response.outcomes.some((outcome) => outcome !== 'accepted'))
          throw new Error('Not all were accepted')
      })
      const inserted = await timed(() => insertBare(door, profiles))
      if (round < warmUps) continue
      ingestMs.push(ingested)
      insertMs.push(inserted)
    }
    const perS = (sample: readonly number[]) => (pageRows * 1000) / percentile(sample, 0.5)
    return { ingestPerS: perS(ingestMs), insertPerS: perS(insertMs) }
  } finally {
    await door.close()
  }
}

async function insertBare(door: SqlDoor, profiles: readonly Profile[]): Promise<void> {
  const rows = profiles.map(({ name, phone, language, note }) => [newId(), name, phone, language, note])
  const places = rows.map(
    (row, index) => `(${row.map((_, column) => `$${index * row.length + column + 1}`).join()})`,
  )
  await door.run(
    `INSERT INTO bare_row (id, name, phone, language, note) VALUES ${places.join()}`,
    rows.flat(),
  )
}

function changeSetOf(profile: Profile): ChangeSet {
  const id = newChangeSetId()
  const at = systemClock()
  const fields = Object.fromEntries(
    Object.entries(profile).map(([field, value]) => [field, { value, parent: null }]),
  )
  return {
    id,
    authorId: null,
    occurredAt: at,
    businessDay,
    deviceClock: { at, offsetMs: 0, trusted: true },
    changes: [{ id: changeIdAt(id, 0), entity: 'customer', rowId: newId(), fields }],
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = monotonicMs()
  await work()
  return monotonicMs() - began
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
