import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { resources } from '../../bin/resources.ts'
import { customerIdSchema } from '../../core/ids.ts'
import { businessDaySchema } from '../../core/market/business-day.ts'
import { foldName } from '../../core/market/fold-name.ts'
import { type DatabaseKey, newDatabaseKey } from '../../db/database-key.ts'
import { openShowroomDatabase } from '../../db/showroom-database.ts'
import type { HeadofficeClient } from '../../electron/data/headoffice-client.ts'
import { createHeadofficeLine } from '../../electron/data/headoffice-line.ts'
import { monotonicMs, newId, randomBytes, systemClock } from '../../electron/doors.ts'
import type { Profile } from './profiles.ts'

const businessDay = businessDaySchema.parse('2026-11-22')

/** A laptop's data, the folder's own; gone with the laptop. */
export interface LaptopData {
  readonly folder: string
  readonly key: DatabaseKey
}

export const newLaptopData = (): LaptopData => ({
  folder: mkdtempSync(join(tmpdir(), 'northstar-bench-laptop-')),
  key: newDatabaseKey(randomBytes),
})

/**
 * A laptop as it is, and let in: its own encrypted SQLite in a folder, the real identity, sync client and HTTP.
 * @param data what it recorded before; without it the laptop is new
 * @param url the head office, or the line to it
 * @param onCall told of each push and pull when it begins
 */
export async function enrolLaptop(of: {
  readonly url: string
  readonly code: string
  readonly data?: LaptopData
  readonly onCall?: (call: 'push' | 'pull') => void
}) {
  const { onCall = () => {}, data = newLaptopData() } = of
  const { folder, key } = data
  const db = openShowroomDatabase({
    folder,
    key,
    migrationsFolder: join(resources, 'db', 'migrations'),
    clock: systemClock,
    newId,
    foldName,
  })
  const line = createHeadofficeLine({
    db,
    folder,
    market: 'pk',
    clock: systemClock,
    clockKeeper: { learned: () => {}, clockOffset: () => ({ offsetMs: 0, trusted: true }) },
    monotonicMs,
    newId,
    randomBytes,
    log: pino({ level: 'silent' }),
    through: (client): HeadofficeClient => ({
      ...client,
      push(...call) {
        onCall('push')
        return client.push(...call)
      },
      pull(...call) {
        onCall('pull')
        return client.pull(...call)
      },
    }),
  })
  await line.identity.enrol({ code: of.code, url: of.url }, (store, deviceId, headofficeUrl) =>
    db.device.create({
      deviceId,
      storeId: store.id,
      storeName: store.name,
      storeCode: store.code,
      market: store.market,
      timeZone: store.timeZone,
      language: store.language,
      colourScheme: 'auto',
      headofficeUrl,
      consultantId: null,
    }),
  )
  return {
    round: line.syncClient.round,
    callOff: line.syncClient.stop,
    /** Why it is not up to date, `null` where it is. */
    problem(): string | null {
      const { state, sentence } = line.syncClient.status('en')
      return state === 'up-to-date' ? null : sentence
    },
    customers: () => db.connection.prepare('SELECT count(*) FROM customer').pluck().get(),
    /** Each profile as one action of its own, all on disk together. */
    write(profiles: readonly Profile[]): void {
      db.connection.transaction(() => {
        for (const fields of profiles) {
          // The screen makes a customer's id, before there is a change set.
          const edits = [{ entity: 'customer' as const, rowId: customerIdSchema.parse(newId()), fields }]
          const occurredAt = systemClock()
          db.changeSets.commit({ authorId: null, occurredAt, businessDay, visitId: null, edits })
        }
      })()
    },
    async [Symbol.asyncDispose]() {
      await line.stop()
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
