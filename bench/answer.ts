import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { pino } from 'pino'
import { resources } from '../bin/resources.ts'
import { connectWriter } from '../db/connect.ts'
import { newDatabaseKey } from '../db/database-key.ts'
import { demoPin } from '../electron/data/demo-pin.ts'
import { createDataService } from '../electron/data/service.ts'
import { newId, randomBytes } from '../electron/doors.ts'
import { percentile, plainDecimal, printFigures, printTable } from './table.ts'

const warmUps = 200
const rounds = 2000

/**
 * What keeping one answer costs, from the call of its handler to its return, against one bare commit of the same
 * payload in a database opened the same way, in turn so that a noisy machine is noisy for both.
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'northstar-bench-answer-'))
  try {
    await measure(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(folder: string): Promise<void> {
  const key = newDatabaseKey(randomBytes)
  const service = createDataService({
    folder: join(folder, 'laptop'),
    key,
    resources,
    reportsWorker: join(resources, 'electron', 'data', 'reports', 'reports-worker.ts'),
    upkeepWorker: join(resources, 'electron', 'data', 'upkeep', 'upkeep-worker.ts'),
    importsWorker: join(resources, 'electron', 'data', 'imports', 'import-worker.ts'),
    adviceWorker: join(resources, 'electron', 'data', 'advice', 'advice-worker.ts'),
    host: { kind: 'none', printPage: async () => ({ type: 'no-browser' }) },
    demo: false,
    log: pino({ level: 'silent' }),
  })
  const client = createRouterClient(service.router)
  await client.setup.complete({
    storeName: 'Bench',
    storeCode: 'BENCH',
    language: 'en',
    consultants: [{ name: 'Bench', role: 'manager', pin: demoPin }],
  })
  const bank = await client.discovery.bank()
  const question = bank.topics.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'text')
  if (!question) throw new Error('The bank has no question answered in words')

  const bareFolder = join(folder, 'bare')
  const bare = connectWriter(bareFolder, key)
  bare.exec('CREATE TABLE kept (position INTEGER PRIMARY KEY, payload TEXT NOT NULL) STRICT')
  const insert = bare.prepare('INSERT INTO kept (payload) VALUES (?)')
  const syncFile = openSync(join(bareFolder, 'fsync.bin'), 'a')

  const answerMs: number[] = []
  const bareMs: number[] = []
  const fsyncMs: number[] = []
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const visit = await client.visits.start({
      visitId: newId(),
      arrival: 'unknown',
      customerId: null,
      opportunityId: null,
    })
    const input = {
      visitId: visit.id,
      questionId: question.id,
      state: 'answered' as const,
      value: { type: 'text' as const },
      ownWords: `We go to Lahore every second Friday, seven of us, with the grandparents. (${round})`,
      language: 'en' as const,
      supersedesIds: [],
    }
    const beforeAnswer = performance.now()
    const { answer } = await client.discovery.answer(input)
    const answered = performance.now()
    const payload = JSON.stringify(answer)
    const beforeBare = performance.now()
    insert.run(payload)
    const bareDone = performance.now()
    writeSync(syncFile, payload)
    const beforeSync = performance.now()
    fdatasyncSync(syncFile)
    const synced = performance.now()
    if (round < warmUps) continue
    answerMs.push(answered - beforeAnswer)
    bareMs.push(bareDone - beforeBare)
    fsyncMs.push(synced - beforeSync)
  }
  closeSync(syncFile)
  bare.close()
  await service.close()

  const p50Ms = percentile(answerMs, 0.5)
  const bareP50Ms = percentile(bareMs, 0.5)
  const overheadP50Ms = percentile(
    answerMs.map((ms, round) => ms - (bareMs[round] ?? 0)),
    0.5,
  )
  printTable([
    ['one answer', 'p50 ms', 'p99 ms'],
    ['handler, entry to return', plainDecimal(p50Ms), plainDecimal(percentile(answerMs, 0.99))],
    ['bare commit of the same payload', plainDecimal(bareP50Ms), plainDecimal(percentile(bareMs, 0.99))],
    ['fdatasync alone', plainDecimal(percentile(fsyncMs, 0.5)), plainDecimal(percentile(fsyncMs, 0.99))],
  ])
  printFigures('answer', {
    p50Ms,
    p99Ms: percentile(answerMs, 0.99),
    ratioP50: p50Ms / bareP50Ms,
    overheadP50Ms,
    fsyncP50Ms: percentile(fsyncMs, 0.5),
  })
}
