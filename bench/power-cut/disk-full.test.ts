import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resources } from '../../bin/resources.ts'
import { checkLaptop } from '../torture/check-laptop.ts'
import { startProcess } from '../torture/laptop-process.ts'
import { createLedger } from '../torture/ledger.ts'
import type { Line } from '../torture/messages.ts'
import type { Filling } from './filling.ts'
import { buildLosingDisk, layOutDisk, whyNoLosingDisk } from './losing-disk.ts'

const whyNot = whyNoLosingDisk()
const programs = {
  resources,
  reportsWorker: join(resources, 'electron', 'data', 'reports', 'reports-worker.ts'),
  upkeepWorker: join(resources, 'electron', 'data', 'upkeep', 'upkeep-worker.ts'),
  importsWorker: join(resources, 'electron', 'data', 'imports', 'import-worker.ts'),
  adviceWorker: join(resources, 'electron', 'data', 'advice', 'advice-worker.ts'),
}

describe.skipIf(whyNot !== null)(`a full disk${whyNot === null ? '' : `, not run here: ${whyNot}`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'northstar-disk-full-'))
  let library = ''
  beforeAll(() => {
    library = buildLosingDisk(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Runs a program on a disk of its own. */
  async function runOn(program: string, input: object, hear: (line: Line) => void) {
    const { root, environment, controlFile } = layOutDisk(mkdtempSync(join(folder, 'disk-')), library)
    const laptop = { folder: join(root, 'laptop'), ...programs, controlFile }
    const file = join(import.meta.dirname, program)
    const { code, complaints } = await startProcess(file, { ...laptop, ...input }, { hear, environment })
      .ended
    return { folder: laptop.folder, code, complaints }
  }

  test('refuses what it has no room for with DISK_FULL at any write, loses nothing, reads on, and takes it once there is room', async () => {
    const ledger = createLedger()
    const faults: string[] = []
    const codes: Set<string>[] = []
    const whole = { error: 'ENOSPC', what: 'room', shortWrite: false } as const
    const ways: Filling['ways'] = [
      { ...whole, step: 5, rounds: 25 },
      { ...whole, shortWrite: true, step: 11, rounds: 8 },
      // The bytes were taken and only the sync finds no room, as on a disk that finds its room late.
      { ...whole, what: 'syncs', step: 1, rounds: 3 },
      { ...whole, error: 'EDQUOT', step: 20, rounds: 3 },
      { ...whole, error: 'EFBIG', step: 20, rounds: 3 },
      { ...whole, error: 'EIO', step: 20, rounds: 3 },
    ]
    const ended = await runOn('disk-full.fixture.ts', { seed: 20_261_122, ways }, (line) => {
      switch (line.type) {
        case 'ready':
          return codes.push(new Set())
        case 'begun':
          return ledger.begin(line.call)
        case 'acknowledged':
          return ledger.acknowledge(line.made)
        case 'refused':
          ledger.refuse()
          return codes.at(-1)?.add(line.code)
        case 'fault':
          return faults.push(line.what)
        case 'opening':
          return
      }
    })
    expect({ faults, code: ended.code }).toEqual({ faults: [], code: 0 })
    expect(codes.map((each) => [...each])).toEqual([
      ['DISK_FULL'],
      ['DISK_FULL'],
      // SQLite says of these only that writing failed, not for want of what.
      ['DISK_FAILED'],
      ['DISK_FAILED'],
      ['DISK_FAILED'],
      ['DISK_FAILED'],
    ])
    expect(await checkLaptop(ended.folder, ledger)).toEqual([])
    expect(ledger.acknowledged()).toBeGreaterThan(45)
  })

  test('says at the start that there is no room, and opens the data once there is', async () => {
    const codes: Set<string>[] = [new Set()]
    const faults: string[] = []
    const starts = { known: 20, fresh: 12, step: 2 }
    const ended = await runOn('full-at-start.fixture.ts', { starts }, (line) => {
      if (line.type === 'ready') codes.push(new Set())
      if (line.type === 'refused') codes.at(-1)?.add(line.code)
      if (line.type === 'fault') faults.push(line.what)
    })
    expect({ faults, code: ended.code }).toEqual({ faults: [], code: 0 })
    // A new laptop makes its key first.
    expect(codes.map((each) => [...each].sort())).toEqual([
      ['NO_ROOM_TO_OPEN'],
      ['DISK_FULL', 'NO_ROOM_TO_OPEN'],
    ])
  })
})
