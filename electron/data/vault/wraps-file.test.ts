import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testFolder } from '../../../db/test-database.ts'
import { type KeyWraps, readWraps, wrapsCopy, wrapsFile, wrapsText, writeWraps } from './wraps-file.ts'

const wraps: KeyWraps = {
  format: 'northstar-key-wraps',
  version: 1,
  databaseId: '0193532f-5f3a-7000-8000-000000000000',
  broughtWith: null,
  later: { than: 'this version' },
  wraps: [
    {
      type: 'os',
      id: 'first',
      salt: 'c3'.repeat(16),
      madeAt: 1_795_330_800_000,
      backend: 'keychain',
      isWeak: false,
      was: null,
      sealed: Buffer.from('sealed').toString('base64'),
      alsoLater: 7,
    },
    { type: 'other', raw: { type: 'passphrase', kdf: { name: 'argon2id' }, id: 'second' } },
  ],
}

describe('the file of wraps', () => {
  it('is read as it was written, with fields and wraps of a later version', () => {
    using place = testFolder()
    expect(readWraps(place.folder)).toBe(null)
    writeWraps(place.folder, wraps)
    expect(readWraps(place.folder)).toEqual({ wraps, isWhole: true })
  })

  it('cut or changed anywhere is not believed, and the other copy is', () => {
    using place = testFolder()
    const text = wrapsText(wraps)
    const changed = fc.oneof(
      fc.nat(text.length - 2).map((length) => text.slice(0, length)),
      fc.record({ at: fc.nat(text.length - 2), by: fc.integer({ min: 1, max: 127 }) }).map(({ at, by }) => {
        const code = text.charCodeAt(at) ^ by
        return `${text.slice(0, at)}${String.fromCharCode(code)}${text.slice(at + 1)}`
      }),
    )
    fc.assert(
      fc.property(changed, fc.boolean(), (torn, isFirst) => {
        writeFileSync(isFirst ? wrapsFile(place.folder) : wrapsCopy(place.folder), torn)
        writeFileSync(isFirst ? wrapsCopy(place.folder) : wrapsFile(place.folder), text)
        expect(readWraps(place.folder)).toEqual({ wraps, isWhole: false })
        writeFileSync(wrapsCopy(place.folder), torn)
        writeFileSync(wrapsFile(place.folder), torn)
        expect(() => readWraps(place.folder)).toThrow(expect.objectContaining({ code: 'KEY_FILE_DAMAGED' }))
      }),
      { numRuns: 300 },
    )
  })

  it('of a later version is refused as newer, not as damaged', () => {
    using place = testFolder()
    const later = wrapsText(Object.assign({ ...wraps }, { version: 2 }))
    writeFileSync(wrapsFile(place.folder), later)
    expect(() => readWraps(place.folder)).toThrow(
      expect.objectContaining({
        code: 'DATABASE_NEWER',
        detail: { folder: place.folder, found: '2', known: '1' },
      }),
    )
  })
})
