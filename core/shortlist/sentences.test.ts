import fc from 'fast-check'
import { expect, test } from 'vitest'
import { preferencesOf } from '../discovery/preferences.ts'
import { answersOf, number } from '../discovery/test-answers.ts'
import { smallBank } from '../discovery/test-bank.ts'
import { pakistan } from '../market/test-market.ts'
import { sayAnswer } from './say-answer.ts'
import { embed, say } from './sentences.ts'

function quote(ownWords: string, language: 'en' | 'ur' = 'en'): string {
  const answers = answersOf({ questionId: 'people.seats', value: number(7), ownWords })
  const [rule] = preferencesOf(smallBank, answers).rules
  if (!rule) throw new Error('No rule')
  return sayAnswer(rule, { pack: pakistan, language })
}

test('own words are quoted on one line without their own quotes and closing stop', () => {
  expect(quote('  "the grandparents\n come  on Fridays." ')).toBe(
    'you said “the grandparents come on Fridays”',
  )
  expect(quote('he said "no way" to it')).toBe('you said “he said ’no way’ to it”')
  expect(quote(' \n ')).toBe('you said there are 7 of you')
})

test('long words are cut at a word and marked', () => {
  const quoted = quote('seven of us and the dog '.repeat(20))
  expect(quoted).toMatch(/^you said “seven of us.*(seven|of|us|and|the|dog)…”$/)
  expect(quoted.length).toBeLessThan(110)
  expect(quote('a'.repeat(300))).toBe(`you said “${'a'.repeat(90)}…”`)
})

test('own words cannot turn the direction of the sentence around them', () => {
  expect(quote('seven\u202e seats\u2069')).toBe('you said “seven seats”')
})

test('the marks are those of the sentence, around words of the other direction set off between them', () => {
  expect(quote('ہم سات لوگ ہیں')).toBe('you said “\u2068ہم سات لوگ ہیں\u2069”')
  expect(quote('ہم سات لوگ ہیں', 'ur')).toBe('آپ نے کہا: ”ہم سات لوگ ہیں“')
  expect(quote('we are seven', 'ur')).toBe('آپ نے کہا: ”\u2068we are seven\u2069“')
  expect(quote('ہم 7 ہیں', 'ur')).toBe('آپ نے کہا: ”\u2068ہم 7 ہیں\u2069“')
})

test('what is said is the same in any script: between two marks, and its own marks are none of them', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('a', 'ب', '7', ' ', '“', '”', '"', '\u2067', '\u2069'),
        minLength: 1,
      }),
      fc.constantFrom('en' as const, 'ur' as const),
      (words, language) => {
        const said = quote(words, language)
        if (!/[ab7ب]/.test(words)) return
        const [open, close] = language === 'ur' ? ['”', '“'] : ['“', '”']
        const [before = '', ...after] = said.split(open)
        expect(after.join(open).endsWith(close)).toBe(true)
        expect(before).not.toMatch(/[“”\u2066-\u2069]/)
        const inside = after.join(open).slice(0, -1)
        expect(inside).not.toMatch(/[“”]/)
        expect(inside.match(/[\u2066-\u2069]/g) ?? []).toEqual(
          inside.startsWith('\u2068') ? ['\u2068', '\u2069'] : [],
        )
      },
    ),
  )
})

test('words of the other direction are isolated, one’s own are not', () => {
  expect(embed('Honda City', 'ur')).toBe('\u2068Honda City\u2069')
  expect(embed('Honda City', 'en')).toBe('Honda City')
  expect(embed('\u2067قیمت 5\u2069', 'ur')).toBe('\u2067قیمت 5\u2069')
})

test('braces and dollars in words given stay as they are, and a missing word is a bug', () => {
  expect(say('reason', 'en', { fact: '{said}', said: '$&' })).toBe('{said}: because $&')
  expect(() => say('reason', 'en', { fact: 'x' })).toThrow('needs said')
})
