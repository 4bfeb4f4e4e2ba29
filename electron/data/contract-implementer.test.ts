import { readFileSync, writeFileSync } from 'node:fs'
import { createRouterClient, implement, ORPCError } from '@orpc/server'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { errorCatalogue, Refusal } from '../../contract/errors.ts'
import { laptopContract } from '../../contract/laptop-contract.ts'
import { connectReader, connectWriter, databaseFile, pageBytes } from '../../db/connect.ts'
import { testFolder, testKey } from '../../db/test-database.ts'
import { translateFailures } from './contract-implementer.ts'

/** A call that does what it is given, as often as it is made. */
function callThat(act: () => unknown) {
  const lines: string[] = []
  const damages: unknown[] = []
  const log = pino({}, { write: (line: string) => lines.push(line) })
  const contract = implement({ laptop: laptopContract }).use(
    translateFailures({ log, onDamage: (error) => damages.push(error) }),
  )
  const tryAgain = contract.laptop.tryAgain.handler(() => {
    act()
    return {}
  })
  const client = createRouterClient({ tryAgain })
  return {
    damages,
    log: () => lines.join(''),
    async said(): Promise<{ readonly code: string; readonly message: string }> {
      const error = await client.tryAgain().then(
        () => null,
        (reason: unknown) => reason,
      )
      if (!(error instanceof ORPCError)) throw new Error('nothing was refused')
      return { code: String(error.code), message: error.message }
    },
  }
}
const said = (act: () => unknown) => callThat(act).said()

test('a full disk is said as a full disk', async () => {
  using place = testFolder()
  const connection = connectWriter(place.folder, testKey)
  connection.exec('CREATE TABLE words (text TEXT)')
  connection.pragma('max_page_count = 2')
  const fill = connection.prepare('INSERT INTO words VALUES (?)')
  expect((await said(() => fill.run('x'.repeat(100_000)))).code).toBe('DISK_FULL')
  connection.close()
})

test('a database that another program is writing to is said as busy', async () => {
  using place = testFolder()
  const first = connectWriter(place.folder, testKey)
  const second = connectWriter(place.folder, testKey)
  first.exec('CREATE TABLE words (text TEXT)')
  first.exec('BEGIN IMMEDIATE')
  second.pragma('busy_timeout = 0')
  expect((await said(() => second.exec("INSERT INTO words VALUES ('x')"))).code).toBe('DATABASE_BUSY')
  first.close()
  second.close()
})

test('a disk that does not take the write is not said to be full', async () => {
  using place = testFolder()
  connectWriter(place.folder, testKey).close()
  const reader = connectReader(place.folder, testKey)
  reader.pragma('query_only = OFF')
  expect((await said(() => reader.exec('CREATE TABLE words (text TEXT)'))).code).toBe('DISK_FAILED')
  reader.close()
})

test('damage is said as damage, every time, and told once to whoever mends it', async () => {
  using place = testFolder()
  const before = connectWriter(place.folder, testKey)
  before.exec('CREATE TABLE words (text TEXT)')
  for (let row = 0; row < 50; row += 1)
    before.prepare('INSERT INTO words VALUES (?)').run('x'.repeat(pageBytes / 2))
  before.close()
  const file = databaseFile(place.folder)
  const bytes = readFileSync(file)
  bytes[bytes.length - pageBytes / 2] = (bytes[bytes.length - pageBytes / 2] ?? 0) ^ 1
  writeFileSync(file, bytes)
  const connection = connectWriter(place.folder, testKey)
  const call = callThat(() => connection.prepare('SELECT sum(length(text)) FROM words').get())
  expect((await call.said()).code).toBe('DATABASE_DAMAGED')
  expect((await call.said()).code).toBe('DATABASE_DAMAGED')
  expect(call.damages).toHaveLength(1)
  connection.close()
})

test('a refusal keeps its code and its words, and damages nothing', async () => {
  const call = callThat(() => {
    throw new Refusal('PHONE_NOT_VALID', { phone: 'twelve' })
  })
  const { code, message } = await call.said()
  expect(code).toBe('PHONE_NOT_VALID')
  expect(message).toContain('twelve')
  expect(call.damages).toEqual([])
  expect(call.log()).not.toContain('twelve')
})

test('a bug is said without what was inside it', async () => {
  const { code, message } = await said(() => {
    throw new Error('Fatima Noor +923001234567')
  })
  expect(code).toBe('BUG')
  expect(message).toBe(errorCatalogue.BUG.en)
})
