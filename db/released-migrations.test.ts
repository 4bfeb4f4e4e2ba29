import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { migrationsFolder } from './test-database.ts'

/** Each released migration and the SHA-256 of its file. A line is added with a release, and never changed. */
const released = {
  '0001-initial.sql': '226aa869f21ef9e969e4873e14ae6e70093c57bd0b6ce4bf1458a6a52d792fe9',
  '0002-people-access-erasure.sql': 'b926b7a4679d0ee799ff5e45bb5d74a389ad947d628d2b123bc6957fbdb20f5a',
  '0003-links-stock-pictures.sql': 'aa0e2fd159ef815ea3e030fcb10b9f6ec4b1b522eb399a56f52f9e3aba289463',
  '0004-feed-and-outbox.sql': 'c38faee3cab927143f6640e3eddf8068ddb814ae11c9d958a681ec61488e9726',
  '0005-identity.sql': '7b27a5a6273ef0f9149bea95f97c7ea77b22ac3050fce52d86df5815188e1636',
  '0006-blobs-documents.sql': 'a27317a60fa9eb4ea27e114cdf1d5dec4f3583aced013985ac10d5a04e66e238',
  '0007-waiting-pictures.sql': '5d55238bc9a055ea8e544127240e607f1799ea04ca92aa6184fd994d8386a394',
  '0008-catalogue-imports.sql': '8f801458ab478979622f35da5275c31aec3e2e916e0b2348d91a154d5a551ab5',
  '0009-discovery.sql': 'cbdb5083301ba0359469d239b924467ed9ceee5b2fe417861e0468a3c6b2bbce',
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
