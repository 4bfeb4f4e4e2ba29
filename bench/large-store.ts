import { join } from 'node:path'
import { resources } from '../bin/resources.ts'
import { customerIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { foldName } from '../core/market/fold-name.ts'
import type { DatabaseKey } from '../db/database-key.ts'
import { openShowroomDatabase } from '../db/showroom-database.ts'
import { newId, systemClock } from '../electron/doors.ts'

/** Fills a store in one transaction: names and phones as the search must index them, each with its change set. */
export function fillStore(folder: string, key: DatabaseKey, customers: number): void {
  const db = openShowroomDatabase({
    folder,
    key,
    migrationsFolder: join(resources, 'db', 'migrations'),
    clock: systemClock,
    newId,
    foldName,
  })
  const businessDay = businessDaySchema.parse('2026-11-22')
  db.connection.transaction(() => {
    for (let number = 0; number < customers; number += 1)
      db.changeSets.commit({
        authorId: null,
        occurredAt: systemClock(),
        businessDay,
        visitId: null,
        edits: [
          {
            entity: 'customer',
            rowId: customerIdSchema.parse(newId()),
            fields: {
              name: `Customer ${number.toString(36)} Khan`,
              phone: `+92300${String(number).padStart(7, '0')}`,
              language: 'en',
            },
          },
        ],
      })
  })()
  db.close()
}
