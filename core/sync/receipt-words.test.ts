import { expect, test } from 'vitest'
import { entityNames } from './entities.ts'
import { countedWords } from './entity-words.ts'
import { refusalReasonSchema } from './protocol.ts'
import { receiptWords } from './receipt-words.ts'

const receipt = {
  contents: [
    { entity: 'visit', count: 1 },
    { entity: 'testDrive', count: 2 },
    { entity: 'answer', count: 1200 },
    { entity: 'weather', count: 1 },
  ],
  mark: 'durable',
  outcome: 'accepted',
  reason: null,
} as const

test('a receipt names what it is for and no person, in the language of who reads it', () => {
  expect(receiptWords(receipt, 'en')).toBe('Head office has this: 1 visit, 1,200 answers, 3 other records.')
  expect(receiptWords(receipt, 'ur')).toBe('ہیڈ آفس کو یہ مل گیا: 1 ملاقات، 1,200 جوابات، 3 دوسرے اندراجات۔')
})

test('a trial head office says that it is one', () => {
  expect(receiptWords({ ...receipt, mark: 'trial' }, 'en')).toMatch(/^A trial head office has this/)
  expect(receiptWords({ ...receipt, mark: 'trial' }, 'ur')).toMatch(/^آزمائشی/)
})

test('a conflict says that both are kept', () => {
  expect(receiptWords({ ...receipt, outcome: 'conflict' }, 'en')).toContain('both are kept')
  expect(receiptWords({ ...receipt, outcome: 'conflict' }, 'ur')).toContain('دونوں محفوظ')
})

test.each(refusalReasonSchema.options)('a refusal for %s says why and that nothing is lost', (reason) => {
  const refused = { ...receipt, outcome: 'refused', reason } as const
  expect(receiptWords(refused, 'en')).toMatch(
    / refused this: .*, because it .*|a record .*\. It is safe on this laptop\.$/,
  )
  expect(receiptWords(refused, 'ur')).toContain('محفوظ')
})

test.each(entityNames)('%s has its own words in both languages, for one and for many', (entity) => {
  for (const language of ['en', 'ur'] as const)
    for (const count of [1, 3]) {
      const words = countedWords(entity, count, language)
      expect(words).toMatch(language === 'en' ? /^\d [a-z -]+$/ : /^\d [\u0600-\u06ff ]+$/)
      expect(words).not.toBe(countedWords('unknown', count, language))
    }
})
