import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { run } from './check-bank.ts'
import { resources } from './resources.ts'

let folder = ''
let told = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'northstar-check-bank-'))
  told = ''
  const tell = (text: string | Uint8Array) => {
    told += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(tell)
  vi.spyOn(process.stderr, 'write').mockImplementation(tell)
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const ofPakistan = join(resources, 'packs', 'pk', 'question-bank.json')
function checked(text: string): number {
  const file = join(folder, 'bank.json')
  writeFileSync(file, text)
  return run(['--file', file])
}

test('the bank that comes with the application can be used, and its size and languages are said', () => {
  expect(run(['--file', ofPakistan])).toBe(0)
  expect(told).toMatch(
    /^The question bank pk-\d+ can be used: \d+ topics, \d+ questions, worded in en and ur\.\n$/,
  )
})

test('all that is wrong with a bank is said, a line a fault', () => {
  const bank = readFileSync(ofPakistan, 'utf8')
  const broken = bank
    .replace('"worth": 100', '"worth": "100"')
    .replace('"code": "one-more"', '"code": "replace"')
  expect(checked(broken)).toBe(1)
  expect(told.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/bank\.json cannot be used by a laptop:$/),
    'topic welcome, question welcome.purpose, worth: "100" is not a number; write a number.',
    'topic welcome, question welcome.purpose, option replace, code: replace stands twice; give this option its own code.',
  ])
})

test('a file that is not there, one that is no JSON and no file at all are told apart', () => {
  expect(run(['--file', join(folder, 'none.json')])).toBe(1)
  expect(told).toMatch(/none\.json is not there\.\n$/)
  expect(checked('{')).toBe(1)
  expect(told).toMatch(/bank\.json is not JSON\.\n$/)
  expect(run([])).toBe(2)
  expect(run(['--bank', 'x'])).toBe(2)
  expect(told).toContain('Say which file')
})
