import { pino } from 'pino'
import { expect, test } from 'vitest'
import { resources } from '../../bin/resources.ts'
import { testFolder } from '../../db/test-database.ts'
import { monotonicMs, newId, randomBytes, systemClock } from '../../electron/doors.ts'
import { startHeadoffice } from '../../headoffice/start.ts'
import { freshTrialFolder } from '../../headoffice/testing/fresh-trial.ts'
import { torture } from './torture.ts'

test('a laptop killed at random moments, while it syncs too, loses nothing that it acknowledged', async () => {
  using place = testFolder()
  const log = pino({ level: 'silent' })
  const office = await startHeadoffice({
    folder: await freshTrialFolder(place.folder),
    port: 0,
    resources,
    clock: systemClock,
    newId,
    randomBytes,
    log,
  })
  const seed = 20_261_122
  try {
    const result = await torture({
      kills: 12,
      seed,
      by: 'kill',
      lanes: 2,
      killsAFolder: 6,
      headoffice: office,
      nowMs: monotonicMs,
      newId,
    })
    expect(result, `seed ${seed}`).toMatchObject({ kills: 12, lost: 0, corrupt: 0, faults: [] })
    expect(result.acknowledged).toBeGreaterThan(20)
  } finally {
    await office.close()
  }
}, 180_000)
