import { existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeLeftovers } from './leftovers.ts'
import { type TestFolder, testFolder } from './test-database.ts'

const left = [
  'northstar.salvaged.db',
  'northstar.salvaged.db-journal',
  'northstar.restored.db',
  'northstar.restored.db-wal',
  'northstar.restored.db-shm',
  'northstar.db.encrypting',
  'northstar.db.encrypting-journal',
]
/** The last is a whole encrypted copy that its plain database still stands beside: it is the truth. */
const used = ['northstar.db', 'northstar.db-wal', 'northstar.db.encrypted']

function aFolder(): TestFolder {
  const place = testFolder()
  for (const name of [...left, ...used]) writeFileSync(join(place.folder, name), 'Sana Tariq')
  return place
}
const mark = ({ folder }: TestFolder, text: string) => writeFileSync(join(folder, 'put-in-use.json'), text)

test('copies that nobody takes any more are overwritten and gone, and what is in use stays', () => {
  using place = aFolder()
  const sameBytes = join(place.folder, 'another name of it')
  linkSync(join(place.folder, 'northstar.salvaged.db'), sameBytes)
  removeLeftovers(place.folder)
  expect(readdirSync(place.folder).toSorted()).toEqual(['another name of it', ...used].toSorted())
  expect(readFileSync(sameBytes).equals(Buffer.alloc(10))).toBe(true)
  removeLeftovers(place.folder)
})

test('the one that is about to be put in use stays, with what stands beside it', () => {
  using place = aFolder()
  mark(place, '{"from":"northstar.restored.db","aside":"2026-11-22T07-00-00-000Z-000001-1"}')
  removeLeftovers(place.folder)
  expect(left.filter((name) => existsSync(join(place.folder, name)))).toEqual([
    'northstar.restored.db',
    'northstar.restored.db-wal',
    'northstar.restored.db-shm',
  ])
})

test('all stay while nobody can read which one is about to be put in use', () => {
  using place = aFolder()
  mark(place, '{"from":')
  removeLeftovers(place.folder)
  expect(left.filter((name) => !existsSync(join(place.folder, name)))).toEqual([])
})
