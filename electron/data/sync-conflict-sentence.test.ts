import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { pakistan } from '../../core/market/test-market.ts'
import { createConflictSentence } from './sync-conflict-sentence.ts'

const [bilal, sana, gone] = [v7(), v7(), v7()] as const
const sentenceOf = createConflictSentence({
  nameOf: (id) => ({ [bilal]: 'Bilal', [sana]: 'Sana' })[id] ?? null,
  timeZone: 'Asia/Karachi',
  locales: pakistan.locales,
})
const at = (hour: number, minute: number) => Date.UTC(2026, 10, 22, hour - 5, minute)
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '')
const sides = [
  { text: '0300 1234567', saying: { by: bilal, at: at(14, 5) } },
  { text: '0321 7654321', saying: { by: sana, at: at(14, 20) } },
]

test('a conflict says who wrote what and when, the value shown first', () => {
  expect(plain(sentenceOf({ isDoublePromise: false, sides }, 'en'))).toBe(
    'Bilal wrote “0300 1234567” on 22 November at 14:05; Sana wrote “0321 7654321” on 22 November at 14:20. Everything said is kept. Tap the one that is right.',
  )
  expect(plain(sentenceOf({ isDoublePromise: false, sides }, 'ur'))).toContain(
    'Bilal نے 22 نومبر کو 14:05 پر ”0300 1234567“ لکھا',
  )
})

test('a double promise is said as one', () => {
  const promised = sides.map(({ saying }, index) => ({ saying, text: ['Ayesha Khan', 'Zain'][index] ?? '' }))
  expect(plain(sentenceOf({ isDoublePromise: true, sides: promised }, 'en'))).toMatch(
    /^Bilal promised it to “Ayesha Khan” on .*; Sana promised it to “Zain” on .* It can be had once\./,
  )
})

test('nobody is named who is not known here, and nothing is said that head office did not tell', () => {
  const unknown = [
    { text: 'Ayesha', saying: { by: gone, at: at(9, 0) } },
    { text: 'Aisha', saying: null },
  ]
  expect(plain(sentenceOf({ isDoublePromise: false, sides: unknown }, 'en'))).toMatch(
    /^Somebody wrote “Ayesha” on 22 November at 09:00; one laptop says “Aisha”\./,
  )
})
