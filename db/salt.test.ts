import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { connectReader, databaseFile } from './connect.ts'
import { putSaltBack } from './salt.ts'
import { openTestDatabase, type TestFolder, testFolder, testKey } from './test-database.ts'

const put = ({ folder }: TestFolder) => putSaltBack({ file: databaseFile(folder), key: testKey })

function database(place: TestFolder): Buffer {
  openTestDatabase(place.folder).close()
  return readFileSync(databaseFile(place.folder))
}

test('any damage to the salt is mended, and the file opens again', () => {
  using place = testFolder()
  const whole = database(place)
  for (const salt of [
    Buffer.alloc(16),
    randomBytes(16),
    Buffer.concat([whole.subarray(0, 15), Buffer.of(0)]),
  ]) {
    writeFileSync(databaseFile(place.folder), Buffer.concat([salt, whole.subarray(16)]))
    expect(() => connectReader(place.folder, testKey)).toThrow()
    expect(put(place)).toBe(true)
    expect(readFileSync(databaseFile(place.folder)).equals(whole)).toBe(true)
    connectReader(place.folder, testKey).close()
  }
})

test('a salt that is right is not written', () => {
  using place = testFolder()
  database(place)
  expect(put(place)).toBe(false)
})

test('a file that the salt would not make readable is left as it is', () => {
  using place = testFolder()
  const whole = database(place)
  const file = databaseFile(place.folder)
  const damaged = Buffer.from(whole)
  damaged[0] = (damaged[0] ?? 0) ^ 1
  damaged[700] = (damaged[700] ?? 0) ^ 1
  for (const content of [randomBytes(4096), Buffer.alloc(8), Buffer.alloc(0), damaged]) {
    writeFileSync(file, content)
    expect(put(place)).toBe(false)
    expect(readFileSync(file).equals(content)).toBe(true)
  }
})

test('a plain database is not taken for one whose salt is damaged', () => {
  using place = testFolder()
  const plain = new Database(databaseFile(place.folder))
  plain.exec('CREATE TABLE person (name TEXT)')
  plain.close()
  const before = readFileSync(databaseFile(place.folder))
  expect(put(place)).toBe(false)
  expect(readFileSync(databaseFile(place.folder)).equals(before)).toBe(true)
})

test('where there is no file none is made', () => {
  using place = testFolder()
  expect(put(place)).toBe(false)
  expect(existsSync(databaseFile(place.folder))).toBe(false)
})
