import { describe, expect, test } from 'vitest'
import { carryWords } from './carry-words.ts'

const read = { outcome: 'read', receipts: 3, rows: 4 } as const

describe('what reading head office’s answer did', () => {
  test('is that nothing waits only where no picture does either', () => {
    expect(carryWords(read, { records: 0, pictures: 0 }, 'en')).toContain('Nothing waits any more.')
    const said = carryWords(read, { records: 0, pictures: 5 }, 'en')
    expect(said).not.toContain('Nothing waits')
    expect(said).toContain('No record waits any more.')
    expect(said).toContain('5 pictures wait for a line: a file carries records only.')
  })

  test('names records and pictures apart, in both languages', () => {
    const waiting = { records: 2, pictures: 1 }
    expect(carryWords(read, waiting, 'en')).toContain('still waiting: 2 records.')
    expect(carryWords(read, waiting, 'en')).toContain('1 picture waits for a line')
    expect(carryWords(read, waiting, 'ur')).toContain('1 تصویر')
    const again = carryWords({ ...read, outcome: 'carry-again' }, waiting, 'en')
    expect(again).toContain('1 picture waits for a line')
  })
})
