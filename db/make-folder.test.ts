import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Refusal } from '../contract/errors.ts'
import { makeFolder } from './make-folder.ts'
import { testFolder } from './test-database.ts'

test('makes a folder with the folders above it, and leaves one that is there', () => {
  using place = testFolder()
  const deep = join(place.folder, 'a', 'b')
  makeFolder(deep)
  makeFolder(deep)
  expect(existsSync(deep)).toBe(true)
})

test('at a file or below one, it says that it may not write there', () => {
  using place = testFolder()
  writeFileSync(join(place.folder, 'letter'), '')
  expect(() => makeFolder(join(place.folder, 'letter'))).toThrow(Refusal)
  expect(() => makeFolder(join(place.folder, 'letter', 'laptop'))).toThrow(Refusal)
})

test.runIf(process.platform === 'linux')(
  'in a file system that makes no folders, it comes back (Linux)',
  () => {
    expect(() => makeFolder('/proc/northstar/laptop')).toThrow(Refusal)
  },
)
