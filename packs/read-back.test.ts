import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AnswerValue } from '../core/discovery/answer.ts'
import { readBack } from '../core/discovery/read-back.ts'
import { answersOf, anyAnswers, choices, number, upTo } from '../core/discovery/test-answers.ts'
import { listMarkets, readMarketPack, readQuestionBank } from './read-packs.ts'

const packsFolder = fileURLToPath(new URL('.', import.meta.url))

const talk = answersOf(
  { questionId: 'welcome.purpose', value: choices('replace') },
  { questionId: 'people.seats', value: number(7), ownWords: 'ami abu bhi saath hote hain' },
  { questionId: 'week.where', value: choices('city', 'school') },
  { questionId: 'roads.kind', value: choices('broken'), ownWords: 'ہماری گلی ٹوٹی ہوئی ہے' },
  { questionId: 'must-never.never', value: choices('diesel'), ownWords: 'no diesel, the smell' },
  { questionId: 'budget.range', value: upTo(8_000_000), speaker: 'driver' },
  { questionId: 'budget.range', value: upTo(6_500_000), speaker: 'payer' },
  { questionId: 'timing.when', value: choices('this-month') },
  { questionId: 'trust.uneasy', value: choices('premium'), ownWords: 'own mangte hain sab' },
)

function readTalk(language: 'en' | 'ur') {
  const pack = readMarketPack(packsFolder, 'pk')
  const bank = readQuestionBank(packsFolder, pack)
  const priorities = [
    { attribute: 'consumptionKmPerLitre', meanRank: 1.2, sure: true },
    { attribute: 'seats', meanRank: 2, sure: true },
    { attribute: 'groundClearanceMm', meanRank: 4, sure: false },
  ] as const
  return readBack({ bank, answers: talk, priorities, pack, language, nameOf: (subject) => subject }).map(
    ({ text }) => text.replace(/[\u2066-\u2069]/g, ''),
  )
}

test('a talk in Pakistan is read back in English as a consultant would say it', () => {
  expect(readTalk('en')).toMatchInlineSnapshot(`
    [
      "To begin with the people, you said “ami abu bhi saath hote hain”, so everyone together makes 7, and “To replace the present car” when I asked “What brings you in today?”.",
      "As for how you will use it, you said “ہماری گلی ٹوٹی ہوئی ہے”, and that it will mostly crawl in city traffic, and it does the school run.",
      "What is fixed for you: you said “no diesel, the smell”, so a diesel is out.",
      "What matters most to you, as I hear it: a small fuel bill, then a seat for everyone who comes along. How much this matters I am not sure yet: a car that speed-breakers do not scrape.",
      "You do not agree yet on budget: whoever drives it says that up to Rs 8,000,000 (80 lakh) is comfortable, and whoever pays says that up to Rs 6,500,000 (65 lakh) is comfortable.",
      "On timing, you said “This month”.",
      "And what could make you uneasy: you said “own mangte hain sab”.",
    ]
  `)
})

test('the same talk in Urdu', () => {
  expect(readTalk('ur')).toMatchInlineSnapshot(`
    [
      "پہلے لوگوں کی بات: آپ نے بتایا ”ami abu bhi saath hote hain“، یعنی سب ملا کر آپ 7 ہیں، اور ”آج کیسے آنا ہوا؟“ پر ”پرانی گاڑی بدلنی ہے“۔",
      "گاڑی کے استعمال کے بارے میں آپ نے بتایا ”ہماری گلی ٹوٹی ہوئی ہے“، اور یہ کہ گاڑی زیادہ تر شہر کے رش میں چلے گی، اور گاڑی بچوں کو اسکول لاتی لے جاتی ہے۔",
      "جو باتیں آپ کے لیے طے ہیں: آپ نے بتایا ”no diesel, the smell“، یعنی ڈیزل گاڑی نہیں چاہیے۔",
      "میری سمجھ میں آپ کے لیے سب سے اہم یہ ہے: پیٹرول کا کم خرچ، پھر سب کے بیٹھنے کی جگہ۔ یہ کتنا اہم ہے، ابھی یقین نہیں: گاڑی جو اسپیڈ بریکر پر نیچے نہ لگے۔",
      "بجٹ کے بارے میں ابھی آپ سب کی ایک رائے نہیں: چلانے والے کہتے ہیں کہ 8,000,000 روپے (80 لاکھ) تک آسانی رہے گی، اور پیسے دینے والے کہتے ہیں کہ 6,500,000 روپے (65 لاکھ) تک آسانی رہے گی۔",
      "وقت کے بارے میں آپ نے بتایا ”اسی مہینے“۔",
      "اور جس بات کا کھٹکا ہے: آپ نے بتایا ”own mangte hain sab“۔",
    ]
  `)
})

test.each(listMarkets(packsFolder))(
  'any talk that the bank of %s allows is read back in whole sentences',
  (id) => {
    const pack = readMarketPack(packsFolder, id)
    const bank = readQuestionBank(packsFolder, pack)
    fc.assert(
      fc.property(anyAnswers(bank), fc.constantFrom(...pack.languages), (answers, language) => {
        const worded = answers.map((answer) => ({
          ...answer,
          value: inCurrency(answer.value, pack.currency.code),
          ownWords: answer.ownWords === '' ? '' : 'so be it',
        }))
        const lines = readBack({
          bank,
          answers: worded,
          priorities: [],
          pack,
          language,
          nameOf: () => 'Honda City',
        })
        const stop = language === 'ur' ? '۔' : '.'
        const broken = lines.filter(
          ({ text }) =>
            !text.endsWith(stop) || /[{}]|undefined|null|NaN|\s\s|,,|،،/.test(text) || text.length > 1000,
        )
        expect(broken).toEqual([])
      }),
      { numRuns: 60 },
    )
  },
)

/** The amounts of the fixture are in one currency, whatever the market. */
function inCurrency(value: AnswerValue | null, currency: string): AnswerValue | null {
  return value?.type === 'money-range' ? { ...value, atMost: { ...value.atMost, currency } } : value
}
