import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type ChangeSet, type Receipt, receiptSchema } from '../core/sync/protocol.ts'
import { migrate } from './migrate.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'
import type { SqlDoor } from './sql.ts'
import { changeSetOf, saying } from './testing/changes.ts'
import { digestOf } from './testing/digest-of.ts'
import { freshTrialFolder } from './testing/fresh-trial.ts'
import { startPostgresCluster, whyNoPostgres } from './testing/postgres-cluster.ts'
import { type StoreLaptop, storeLaptop, wholeFeed } from './testing/store-laptop.ts'
import { testNow } from './testing/test-now.ts'

const migrationsFolder = resolve(import.meta.dirname, 'migrations')
const [pages, changeSetsAPage, kills] = [40, 25, 3]

const somePages = (): ChangeSet[][] =>
  Array.from({ length: pages }, () =>
    Array.from({ length: changeSetsAPage }, () =>
      changeSetOf(
        saying('visit', v7(), { arrival: 'first-time' }),
        saying('answer', v7(), { ownWords: 'said before the end' }),
      ),
    ),
  )

async function prepare(door: SqlDoor): Promise<StoreLaptop> {
  await migrate(door, { migrationsFolder, where: 'a test' })
  await door.run('INSERT INTO epoch VALUES (1, $1, $2) ON CONFLICT DO NOTHING', [v7(), testNow])
  return storeLaptop(door)
}

/** Sends pages to a head office of its own process and kills it in the middle. @returns the receipts it gave */
async function pushUntilKilled(
  { caller }: StoreLaptop,
  where: readonly string[],
  work: readonly ChangeSet[][],
  afterMs: number,
): Promise<readonly Receipt[]> {
  const script = resolve(import.meta.dirname, 'testing', 'ingest.fixture.ts')
  const child = spawn(
    process.execPath,
    [script, '--store', caller.storeId, '--device', caller.deviceId, ...where],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const ended = new Promise((done) => child.once('close', done))
  // The pipe breaks where the kill falls into a page.
  child.stdin.on('error', () => {})
  let text = ''
  const begun = new Promise<void>((done) =>
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      done()
    }),
  )
  child.stdin.write(work.map((page) => `${JSON.stringify(page)}\n`).join(''))
  await Promise.race([begun, ended])
  await pause(afterMs)
  child.kill('SIGKILL')
  await ended
  const whole = text.split('\n').slice(0, -1)
  return whole.flatMap((line) => z.array(receiptSchema).parse(JSON.parse(line)))
}

/** Pushes everything again, as a laptop does, and checks that it is there once and that all hashes fit. */
async function checkAfterPushAgain(
  laptop: StoreLaptop,
  work: readonly ChangeSet[][],
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = []
  for (const page of work) receipts.push(...(await laptop.push(...page)))
  const total = pages * changeSetsAPage
  expect(receipts.map(({ seq }) => seq ?? 0).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: total }, (_, n) => n + 1),
  )
  const rows = await wholeFeed(laptop)
  expect(new Set(rows.map(({ rowId }) => rowId)).size).toBe(2 * total)
  expect(rows).toHaveLength(2 * total)
  const { cursor, hash, digest } = await laptop.pull(total)
  expect(digest).toBe(digestOf(rows))
  expect((await laptop.shakeHands({ epoch: await laptop.epoch(), cursor, hash })).type).toBe('welcome')
  return receipts
}

const whyNot = whyNoPostgres()
test.skipIf(whyNot !== null)(
  `killed in the middle of taking pages in, head office on PostgreSQL has every page whole or not at all, and every one it gave receipts for${whyNot === null ? '' : ` (not run here: ${whyNot})`}`,
  async () => {
    const cluster = await startPostgresCluster()
    const door = await openPostgres(cluster.databaseUrl, () => {})
    try {
      const laptop = await prepare(door)
      const work = somePages()
      const given = new Map<string, Receipt>()
      for (let kill = 0; kill < kills; kill++) {
        const rest = work.filter((page) => !page.every(({ id }) => given.has(id)))
        for (const receipt of await pushUntilKilled(laptop, ['--url', cluster.databaseUrl], rest, 20 * kill))
          given.set(receipt.changeSetId, receipt)
      }
      expect(given.size).toBeGreaterThan(0)
      const { seq } = await laptop.digest()
      expect(seq % changeSetsAPage).toBe(0)
      expect(seq).toBeGreaterThanOrEqual(given.size)
      for (const receipt of await checkAfterPushAgain(laptop, work))
        expect(given.get(receipt.changeSetId) ?? receipt).toEqual(receipt)
    } finally {
      await door.close()
      await cluster.stop()
    }
  },
  120_000,
)

test('killed in the middle of taking pages in, a trial head office is whole again once they are pushed again', async () => {
  const folder = await freshTrialFolder()
  try {
    const before = await openPglite(folder)
    const laptop = await prepare(before)
    await before.close()
    const work = somePages()
    for (let kill = 0; kill < kills; kill++)
      await pushUntilKilled(laptop, ['--folder', folder], work, 30 * kill)
    const door = await openPglite(folder)
    expect(door.endedWell).toBe(false)
    await checkAfterPushAgain(await storeLaptop(door, laptop.caller.storeId), work)
    await door.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)
