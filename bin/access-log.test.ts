import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAccessLog } from '../db/access-log.ts'
import { connectWriter } from '../db/connect.ts'
import type { DatabaseKey } from '../db/database-key.ts'
import { openShowroomDatabase } from '../db/showroom-database.ts'
import { migrationsFolder, type TestFolder, testClock, testFolder } from '../db/test-database.ts'
import { demoKey } from '../electron/data/vault/demo-key.ts'
import { createKeyVault } from '../electron/data/vault/key-vault.ts'
import { newId, randomBytes } from '../electron/doors.ts'
import { run } from './access-log.ts'

const passphrase = 'four words nobody says'
const { clock } = testClock()
let place: TestFolder
beforeEach(() => {
  place = testFolder()
})
afterEach(() => place[Symbol.dispose]())

/** Makes a laptop's database with so many entries. */
function makeLog(key: DatabaseKey, entries: number): string {
  const { folder } = place
  const db = openShowroomDatabase({ folder, key, migrationsFolder, clock, newId, foldName: (name) => name })
  for (let entry = 0; entry < entries; entry += 1)
    db.accessLog.append({ at: clock(), personId: null, act: 'signed-out', customerId: null, detail: {} })
  const chain = db.accessLog.verify()
  db.close()
  return chain.type === 'whole' ? chain.head : ''
}

async function verify(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  typed: string | null = null,
) {
  const said: string[] = []
  const asked: string[] = []
  const code = await run(['verify', '--data', place.folder, ...args], {
    say: (line) => said.push(line),
    ask: async (question) => {
      asked.push(question)
      return typed
    },
    env,
  })
  return { code, said, asked }
}

test('a log that is whole is said with its entries and its head, and a head noted earlier with its place', async () => {
  const earlier = makeLog(demoKey, 2)
  const head = makeLog(demoKey, 1)
  const whole = `access-log: entries=3 head=${head} whole`
  expect(await verify(['--demo'])).toEqual({ code: 0, said: [whole], asked: [] })
  expect(await verify(['--demo', '--noted', earlier])).toMatchObject({
    code: 0,
    said: [whole, 'access-log: noted mark is that of entry 2'],
  })
  expect(await verify(['--demo', '--noted', `${earlier.slice(0, 4)} ${earlier.slice(4, 8)}`])).toMatchObject({
    code: 0,
  })
  expect(await verify(['--demo', '--noted', 'the last'])).toMatchObject({ code: 2 })
  expect(await verify(['--demo', '--noted', 'f'.repeat(64)])).toMatchObject({
    code: 1,
    said: [whole, 'access-log: noted mark is in no entry'],
  })
})

test('a log that was tampered with is said with each entry that does not follow, as far as they are listed', async () => {
  makeLog(demoKey, 50)
  const connection = connectWriter(place.folder, demoKey)
  connection.exec(
    "DROP TRIGGER access_log_never_changes; UPDATE access_log SET act = 'signed-in' WHERE position IN (3, 5)",
  )
  expect(createAccessLog(connection).verify()).toEqual({ type: 'broken', position: 3, breaks: [3, 5] })
  const brokenAt = (...positions: readonly number[]) =>
    positions.map((position) => `access-log: broken at entry ${position}`)
  expect(await verify(['--demo'])).toMatchObject({ code: 1, said: brokenAt(3, 5) })
  connection.exec("UPDATE access_log SET act = 'signed-in'")
  connection.close()
  const first20 = Array.from({ length: 20 }, (_, index) => index + 1)
  expect(await verify(['--demo'])).toMatchObject({
    code: 1,
    said: [...brokenAt(...first20), 'access-log: what comes after was not looked at'],
  })
})

test('the key is opened with the passphrase or the recovery code, from the environment or typed', async () => {
  const vault = createKeyVault({ folder: place.folder, clock, newId, randomBytes, sealer: null })
  const key = await vault.create({ type: 'passphrase', passphrase })
  const code = await vault.newRecoveryCode(key)
  makeLog(key, 1)
  expect(await verify([], { NORTHSTAR_PASSPHRASE: passphrase })).toMatchObject({ code: 0, asked: [] })
  expect(await verify([], {}, passphrase)).toMatchObject({ code: 0, asked: ['Passphrase: '] })
  expect(await verify(['--recovery-code'], {}, code)).toMatchObject({ code: 0, asked: ['Recovery code: '] })
  expect(await verify([])).toMatchObject({ code: 1, said: [expect.stringContaining('Nothing was typed')] })
  await expect(verify([], { NORTHSTAR_PASSPHRASE: 'five words nobody says' })).rejects.toMatchObject({
    code: 'PASSPHRASE_WRONG',
  })
})

test('a folder without data, data of before and a word that is not known are said', async () => {
  expect(await verify(['--demo'])).toMatchObject({
    code: 1,
    said: [expect.stringContaining('no laptop’s data')],
  })
  const connection = connectWriter(place.folder, demoKey)
  connection.pragma('user_version = 1')
  connection.close()
  expect(await verify(['--demo'])).toMatchObject({
    code: 1,
    said: [expect.stringContaining('no access log')],
  })
  expect(await verify(['--mend'])).toMatchObject({
    code: 2,
    said: [expect.stringContaining('npm run access-log')],
  })
})
