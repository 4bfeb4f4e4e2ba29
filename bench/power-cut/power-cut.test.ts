import { describe, expect, test } from 'vitest'
import { monotonicMs, newId } from '../../electron/doors.ts'
import { type TortureOptions, torture } from '../torture/torture.ts'
import { whyNoLosingDisk } from './losing-disk.ts'

const whyNot = whyNoLosingDisk()

const cut = (options: Pick<TortureOptions, 'kills' | 'seed' | 'killsAFolder'> & Partial<TortureOptions>) =>
  torture({
    by: 'power-cut',
    lanes: 2,
    headoffice: null,
    nowMs: monotonicMs,
    newId,
    keepsFaulty: false,
    ...options,
  })

describe.skipIf(whyNot !== null)(`power cuts${whyNot === null ? '' : `, not run here: ${whyNot}`}`, () => {
  test('lose nothing that was acknowledged and leave nothing by half, from the first start on', async () => {
    const seed = 20_261_122
    const result = await cut({ kills: 12, seed, killsAFolder: 3 })
    expect(result, `seed ${seed}`).toMatchObject({ kills: 12, lost: 0, corrupt: 0 })
    expect(result.acknowledged).toBeGreaterThan(20)
  })

  test('are found out when the database does not sync', async () => {
    const { lost } = await cut({ kills: 20, seed: 7, killsAFolder: 5, synchronous: 'OFF' })
    expect(lost).toBeGreaterThan(0)
  })

  test('are found out when the disk says that it synced and did not', async () => {
    const { lost, corrupt } = await cut({ kills: 20, seed: 7, killsAFolder: 5, diskLies: true })
    expect(lost + corrupt).toBeGreaterThan(0)
  })
})
