import { createRouterClient, ORPCError } from '@orpc/server'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { errorCatalogue, Refusal } from '../../contract/errors.ts'
import { connectReader, connectWriter } from '../../db/connect.ts'
import { testFolder, testKey } from '../../db/test-database.ts'
import { createImplementer } from './contract-implementer.ts'

async function said(act: () => unknown): Promise<{ readonly code: string; readonly message: string }> {
  const contract = createImplementer(pino({ level: 'silent' }))
  const choose = contract.consultants.choose.handler(() => {
    act()
    return {}
  })
  const call = createRouterClient({ choose }).choose({ consultantId: '01890000-0000-7000-8000-000000000000' })
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ORPCError)) throw new Error('nothing was refused')
  return { code: String(error.code), message: error.message }
}

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

test('a refusal keeps its code and its words', async () => {
  const { code, message } = await said(() => {
    throw new Refusal('PHONE_NOT_VALID', { phone: 'twelve' })
  })
  expect(code).toBe('PHONE_NOT_VALID')
  expect(message).toContain('twelve')
})

test('a bug is said without what was inside it', async () => {
  const { code, message } = await said(() => {
    throw new Error('Fatima Noor +923001234567')
  })
  expect(code).toBe('BUG')
  expect(message).toBe(errorCatalogue.BUG.en)
})
