import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import { codeOfFailure, failureOf, isDamage } from './damage.ts'

const sqlite = (code: string) => new Database.SqliteError('words of SQLite', code)
const system = (code: string) => Object.assign(new Error('words of the system'), { code })

test.each([
  ['SQLITE_CORRUPT', 'damaged', 'DATABASE_DAMAGED'],
  ['SQLITE_CORRUPT_VTAB', 'damaged', 'DATABASE_DAMAGED'],
  ['SQLITE_CORRUPT_INDEX', 'damaged', 'DATABASE_DAMAGED'],
  ['SQLITE_NOTADB', 'damaged', 'DATABASE_DAMAGED'],
  ['SQLITE_IOERR_SHORT_READ', 'damaged', 'DATABASE_DAMAGED'],
  ['SQLITE_IOERR_READ', 'damaged', 'DATABASE_DAMAGED'],
  ['SQLITE_FULL', 'disk-full', 'DISK_FULL'],
  ['SQLITE_IOERR_WRITE', 'disk-failed', 'DISK_FAILED'],
  ['SQLITE_IOERR_FSYNC', 'disk-failed', 'DISK_FAILED'],
  ['SQLITE_READONLY_DBMOVED', 'disk-failed', 'DISK_FAILED'],
  ['SQLITE_BUSY', 'busy', 'DATABASE_BUSY'],
  ['SQLITE_LOCKED_SHAREDCACHE', 'busy', 'DATABASE_BUSY'],
  ['SQLITE_CONSTRAINT_UNIQUE', null, 'BUG'],
  ['SQLITE_ERROR', null, 'BUG'],
])('%s of SQLite is %s', (code, failure, said) => {
  expect(failureOf(sqlite(code))).toBe(failure)
  expect(isDamage(sqlite(code))).toBe(failure === 'damaged')
  expect(codeOfFailure(sqlite(code))).toEqual({ code: said, detail: {} })
})

test.each([
  ['ENOSPC', 'disk-full'],
  ['EFBIG', 'disk-full'],
  ['EIO', 'disk-failed'],
  ['EROFS', 'disk-failed'],
  ['ENOENT', null],
])('%s of the operating system is %s', (code, failure) => {
  expect(failureOf(system(code))).toBe(failure)
})

test('a row that no longer fits its schema, and any other error, says nothing about the disk', () => {
  const parsed = z.object({ name: z.string() }).safeParse({})
  for (const error of [parsed.error, new TypeError('x'), new Error('SQLITE_CORRUPT'), 'SQLITE_CORRUPT', null])
    expect(failureOf(error)).toBe(null)
})

test('a refusal keeps its code and words; that of an unreadable database is damage', () => {
  const refusal = new Refusal('DATABASE_NOT_READABLE', { file: 'northstar.db' })
  expect(isDamage(refusal)).toBe(true)
  expect(codeOfFailure(refusal)).toMatchObject({
    code: 'DATABASE_NOT_READABLE',
    detail: { file: 'northstar.db' },
  })
  expect(isDamage(new Refusal('DATABASE_DAMAGED'))).toBe(true)
  expect(isDamage(new Refusal('NOT_NOW'))).toBe(false)
})
