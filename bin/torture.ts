import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { printFigures, printTable } from '../bench/table.ts'
import { torture } from '../bench/torture/torture.ts'
import { monotonicMs, newId, randomBytes, systemClock } from '../electron/doors.ts'
import { startHeadoffice } from '../headoffice/start.ts'
import { resources } from './resources.ts'

const usage = 'Say how often: npm run torture -- --kills 1000 --seed 42 (both may be left out)\n'

/**
 * Kills the data process at random moments while it works and syncs, and looks after each kill whether everything it
 * acknowledged is there. The last line counts.
 * @returns 1 when anything was lost or corrupt
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '1000' },
      seed: { type: 'string' },
      'power-cut': { type: 'boolean', default: false },
    },
  })
  const kills = Number(values.kills)
  const seed = values.seed === undefined ? randomSeed() : Number(values.seed)
  if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
    process.stderr.write(usage)
    return 2
  }
  process.stdout.write(`seed ${seed}\n`)
  const folder = mkdtempSync(join(tmpdir(), 'northstar-torture-office-'))
  const office = await startHeadoffice({
    folder,
    port: 0,
    resources,
    clock: systemClock,
    newId,
    randomBytes,
    log: pino({ level: 'silent' }),
  })
  try {
    const beganMs = monotonicMs()
    const result = await torture({
      kills,
      seed,
      by: values['power-cut'] ? 'power-cut' : 'kill',
      lanes: 3,
      killsAFolder: 25,
      headoffice: office,
      nowMs: monotonicMs,
      newId,
    })
    const seconds = (monotonicMs() - beganMs) / 1000
    printTable([
      ['killed at', 'times'],
      ...[...result.found].sort((a, b) => b[1] - a[1]).map(([doing, times]) => [doing, String(times)]),
    ])
    process.stdout.write(`${seconds.toFixed(0)} s, ${(seconds / result.kills).toFixed(2)} s a kill\n`)
    for (const { type, what, place } of result.faults)
      process.stdout.write(`${type}: ${what}\n  seed ${seed}, kept in ${place}\n`)
    const { acknowledged, lost, corrupt } = result
    printFigures('torture', { kills: result.kills, acknowledged, lost, corrupt })
    return lost + corrupt > 0 ? 1 : 0
  } finally {
    await office.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const randomSeed = (): number => Number.parseInt(newId().slice(-8), 16)
