import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { migrationsFolder } from './test-database.ts'

/** Each released migration and the SHA-256 of its file. A line is added with a release, and never changed. */
const released = {
  '0001-initial.sql': '226aa869f21ef9e969e4873e14ae6e70093c57bd0b6ce4bf1458a6a52d792fe9',
  '0002-people-access-erasure.sql': 'b926b7a4679d0ee799ff5e45bb5d74a389ad947d628d2b123bc6957fbdb20f5a',
}

it('a released migration is never changed: laptops have run it as it was', () => {
  const hashes = Object.fromEntries(
    readdirSync(migrationsFolder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(migrationsFolder, name)))
        .digest('hex'),
    ]),
  )
  expect(hashes).toMatchObject(released)
})
