import { existsSync, linkSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { destroyFile } from './destroy-file.ts'
import { testFolder } from './test-database.ts'

it.each([0, 1, 1024 * 1024, 2_500_000])(
  'a file of %d bytes is overwritten to its end and then gone',
  (size) => {
    using place = testFolder()
    const file = join(place.folder, 'plain.db')
    const sameBytes = join(place.folder, 'another name of it')
    writeFileSync(file, Buffer.alloc(size, 'words'))
    linkSync(file, sameBytes)
    destroyFile(file)
    expect(existsSync(file)).toBe(false)
    expect(readFileSync(sameBytes).equals(Buffer.alloc(size))).toBe(true)
  },
)

it('a file that is not there is no reason to fail', () => {
  using place = testFolder()
  expect(() => destroyFile(join(place.folder, 'plain.db'))).not.toThrow()
})
