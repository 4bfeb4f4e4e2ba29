import { expect, test } from 'vitest'
import { changeSetSchema } from './protocol.ts'
import { receiptWords } from './receipt-words.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const change = (n: number, entity: string, row: number) => ({
  id: id(n),
  entity,
  rowId: id(row),
  fields: { name: { value: 'Ayesha Malik', parent: null } },
})
const changeSet = changeSetSchema.parse({
  id: id(1),
  authorId: null,
  occurredAt: 0,
  businessDay: '2026-11-22',
  changes: [
    change(2, 'visit', 50),
    change(3, 'answer', 51),
    change(4, 'answer', 52),
    change(5, 'visit', 50),
    change(6, 'testDrive', 53),
  ],
})
const receipt = { changeSet, storeName: 'Gulberg Motors', mark: 'durable', outcome: 'accepted' } as const

test('a receipt names what it is for, each row once and no person', () => {
  expect(receiptWords(receipt)).toBe(
    'Head office has this from Gulberg Motors: 1 visit, 2 answers, 1 other record.',
  )
})

test('a trial head office says that it is one', () => {
  expect(receiptWords({ ...receipt, mark: 'trial' })).toMatch(/^A trial head office has this/)
})

test('a conflict says that both are kept, a refusal why and that nothing is lost', () => {
  expect(receiptWords({ ...receipt, outcome: 'conflict' })).toContain('both are kept')
  expect(receiptWords({ ...receipt, outcome: 'refused', refusal: 'its id was used before' })).toMatch(
    /refused this .* because its id was used before\. It is safe on the laptop\.$/,
  )
})
