import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { pino } from 'pino'
import { resources } from '../../bin/resources.ts'
import { demoPin } from '../../electron/data/demo-pin.ts'
import { createDataService } from '../../electron/data/service.ts'
import { systemClock } from '../../electron/doors.ts'
import type { Random } from '../torture/random.ts'
import type { Office } from './engine.ts'
import { holdVisits } from './hold-visits.ts'
import { enrolLaptop, type LaptopData, newLaptopData } from './laptop.ts'
import { openLine, type Traffic } from './line.ts'
import { createShowroomClock } from './showroom-clock.ts'

const dayMs = 86_400_000
/** So long the visits take to hold, at most. */
const daysOfVisits = 60

export interface VisitBytes {
  /** Enrolment, token, handshake, pages and receipts: until head office has everything. */
  readonly push: Traffic
  /** The rest of the round: what the laptop is fed of its own, and the digest. */
  readonly rest: Traffic
}

/** Holds visits on a laptop without a line, then enrols it and syncs once. @returns bytes on the wire, of all visits */
export async function measureVisitBytes(
  office: Office,
  { random, visits }: { readonly random: Random; readonly visits: number },
): Promise<VisitBytes> {
  const data = newLaptopData()
  await recordVisits(data, { random, visits })
  await using line = await openLine(office.url)
  const atFirstPull: Promise<Traffic>[] = []
  await using laptop = await enrolLaptop({
    url: line.url,
    code: await office.newCode(storeCode),
    data,
    onCall(call) {
      if (call === 'pull') atFirstPull.push(line.read())
    },
  })
  await laptop.round()
  const problem = laptop.problem()
  const push = await atFirstPull[0]
  if (problem !== null || push === undefined) throw new Error(`The visits did not go through: ${problem}`)
  const { up, down } = await line.read()
  return { push, rest: { up: up - push.up, down: down - push.down } }
}

const storeCode = 'VISITS'

async function recordVisits(
  { folder, key }: LaptopData,
  { random, visits }: { readonly random: Random; readonly visits: number },
): Promise<void> {
  const clock = createShowroomClock(random, systemClock() - daysOfVisits * dayMs)
  const service = createDataService({
    folder,
    key,
    resources,
    reportsWorker: join(resources, 'electron', 'data', 'reports', 'reports-worker.ts'),
    upkeepWorker: join(resources, 'electron', 'data', 'upkeep', 'upkeep-worker.ts'),
    importsWorker: join(resources, 'electron', 'data', 'imports', 'import-worker.ts'),
    adviceWorker: join(resources, 'electron', 'data', 'advice', 'advice-worker.ts'),
    host: { kind: 'none', printPage: async () => ({ type: 'no-browser' }) },
    demo: false,
    log: pino({ level: 'silent' }),
    clock: clock.clock,
    newId: clock.newId,
    monotonicMs: clock.clock,
  })
  try {
    await createRouterClient(service.router).setup.complete({
      storeName: 'Clifton Motors',
      storeCode,
      language: 'en',
      consultants: [{ name: 'Ayesha Malik', role: 'manager', pin: demoPin }],
    })
    await holdVisits(service, { random, clock, visits })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  } finally {
    await service.close()
  }
}
