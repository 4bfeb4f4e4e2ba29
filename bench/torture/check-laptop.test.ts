import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resources } from '../../bin/resources.ts'
import { connectWriter } from '../../db/connect.ts'
import { newId } from '../../electron/doors.ts'
import { checkLaptop } from './check-laptop.ts'
import { createLedger, type Fault, type Ledger } from './ledger.ts'
import { keyOf, openLaptop } from './open-laptop.ts'
import { perform } from './perform.ts'
import { createRandom } from './random.ts'
import { createScript } from './script.ts'

const place = mkdtempSync(join(tmpdir(), 'northstar-check-'))
const worked = join(place, 'worked')
const lines: ((ledger: Ledger) => void)[] = []

/** A laptop that did some things, and what its ledger was told of them. */
beforeAll(async () => {
  const laptop = await openLaptop({
    folder: worked,
    resources,
    reportsWorker: join(resources, 'electron', 'data', 'reports', 'reports-worker.ts'),
    upkeepWorker: join(resources, 'electron', 'data', 'upkeep', 'upkeep-worker.ts'),
    importsWorker: join(resources, 'electron', 'data', 'imports', 'import-worker.ts'),
    adviceWorker: join(resources, 'electron', 'data', 'advice', 'advice-worker.ts'),
  })
  const make = async (call: Parameters<typeof perform>[1]) => {
    const made = await perform(laptop.client, call)
    lines.push((ledger) => ledger.begin(call))
    lines.push((ledger) => ledger.acknowledge(made))
  }
  await make({ type: 'set-up', managerName: 'Imran Sheikh' })
  const script = await createScript(() => laptop.client, createRandom(3), newId)
  for (const type of [
    'start-visit',
    'save-customer',
    'answer',
    'answer',
    'keep-draft',
    'save-customer',
    'consent',
  ] as const)
    for (let times = 0; times < 3; times += 1) {
      const call = await script.next(type)
      if (call.type !== 'restart') await make(call)
    }
  await laptop.close()
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** What the check says of the laptop after something was done to its database. */
async function said(sql: string, told = lines): Promise<readonly Fault[]> {
  const folder = mkdtempSync(join(place, 'copy-'))
  cpSync(worked, folder, { recursive: true })
  const key = await keyOf(folder)
  if (!key) throw new Error('The laptop has no key')
  const connection = connectWriter(folder, key)
  connection.pragma('foreign_keys = OFF')
  connection.exec(sql)
  connection.close()
  const ledger = createLedger()
  for (const tell of told) tell(ledger)
  return checkLaptop(folder, ledger)
}
const kinds = (faults: readonly Fault[]) => new Set(faults.map(({ type }) => type))

test('a laptop that has all it acknowledged is well', async () => {
  expect(await said('')).toEqual([])
})

test('one that did the last call without an answer is well, and must then keep it', async () => {
  expect(await said('', lines.slice(0, -1))).toEqual([])
})

test('one that did more than it was told is not', async () => {
  expect(kinds(await said('', lines.slice(0, -2)))).toEqual(new Set(['corrupt']))
})

const newest = '(SELECT max(change_set_position) FROM change)'
test.each([
  [
    'an acknowledged change set that is gone with its rows',
    `DELETE FROM outbox WHERE change_set_position = ${newest}; DELETE FROM change WHERE change_set_position = ${newest}; DELETE FROM change_set WHERE position = (SELECT max(position) FROM change_set); DELETE FROM consent WHERE id = (SELECT id FROM consent ORDER BY occurred_at DESC LIMIT 1)`,
    'lost',
  ],
  [
    'another value than was acknowledged',
    `UPDATE change SET fields = replace(fields, '"unsure"', '"declined"')`,
    'lost',
  ],
  ['a text being typed that is gone', 'DELETE FROM answer_draft', 'lost'],
  [
    'a row without its change set',
    'DELETE FROM answer WHERE rowid = (SELECT min(rowid) FROM answer)',
    'corrupt',
  ],
  [
    'a change set without its rows',
    "UPDATE customer SET language = iif(language = 'en', 'ur', 'en')",
    'corrupt',
  ],
  [
    'a change set that neither waits nor was received',
    'DELETE FROM outbox WHERE change_set_position = 2',
    'corrupt',
  ],
  [
    'a change set that waits although it was received',
    "INSERT INTO receipt SELECT id, 'accepted', 1, 'trial', 'e', 1, NULL, NULL FROM change_set WHERE position = 2",
    'corrupt',
  ],
  ['a customer who is not found by name', 'DELETE FROM customer_search', 'corrupt'],
  ['a row that refers to none', "UPDATE visit SET owner_id = 'nobody'", 'corrupt'],
  [
    'an access log that was cut',
    'DROP TRIGGER access_log_never_shrinks; DELETE FROM access_log WHERE position = 1',
    'corrupt',
  ],
])('%s is found out', async (_what, sql, kind) => {
  expect(kinds(await said(sql))).toContain(kind)
})

test('a call that was done without an answer adds nothing when it is made again, and nobody may say it did', async () => {
  const [begin, acknowledge] = lines.slice(-2)
  if (!begin || !acknowledge) throw new Error('Nothing was done')
  const folder = mkdtempSync(join(place, 'copy-'))
  cpSync(worked, folder, { recursive: true })
  const ledger = createLedger()
  for (const tell of lines.slice(0, -1)) tell(ledger)
  // The kill came before the answer; what stands counts as kept, and making it again must add nothing.
  expect(await checkLaptop(folder, ledger)).toEqual([])
  begin(ledger)
  acknowledge(ledger)
  expect(await checkLaptop(folder, ledger)).toEqual([])
  for (const tell of lines.slice(-2)) tell(ledger)
  expect(kinds(await checkLaptop(folder, ledger))).toEqual(new Set(['lost']))
})
