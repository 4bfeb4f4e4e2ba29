import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorCatalogue, errorSentence } from '../contract/errors.ts'
import { keysOf } from '../core/keys-of.ts'
import { resources } from './resources.ts'

const codes = keysOf(errorCatalogue)

test('every code of the error catalogue is named by a test', () => {
  const tests = globSync(
    '{bench,bin,contract,core,db,electron,headoffice,renderer,e2e}/**/*.{test,spec}.{ts,tsx}',
    {
      cwd: resources,
    },
  )
  const text = tests.map((file) => readFileSync(join(resources, file), 'utf8')).join('\n')
  expect(codes.filter((code) => !new RegExp(`\\b${code}\\b`).test(text))).toEqual([])
})

test('every sentence says its words in both languages and leaves no blank', () => {
  for (const code of codes) {
    const { en, ur } = errorCatalogue[code]
    const words = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, word]) => word).sort()
    expect(words(ur), code).toEqual(words(en))
    expect(ur, code).toMatch(/[\u0600-\u06ff]/)
    expect(en, code).toMatch(/\.$/)
    const detail = Object.fromEntries(words(en).map((word) => [word, 'x']))
    expect(errorSentence(code, detail, 'en'), code).not.toContain('…')
  }
})

test('a code from a newer version is said as a bug, never shown alone', () => {
  expect(errorSentence('SOMETHING_NEW', {}, 'en')).toBe(errorCatalogue.BUG.en)
})
