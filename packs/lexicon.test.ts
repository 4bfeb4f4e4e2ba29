import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indexLexicon } from '../core/discovery/lexicon-index.ts'
import { suggestTags, type TagSuggestion } from '../core/discovery/suggest-tags.ts'
import { heldOutRemarks, type RemarkCase } from './held-out-remarks.fixture.ts'
import { listMarkets, readMarketLexicon, readMarketPack, readQuestionBank } from './read-packs.ts'

const packsFolder = fileURLToPath(new URL('.', import.meta.url))

function ofMarket(id: 'pk' | 'us') {
  const market = readMarketPack(packsFolder, id)
  const bank = readQuestionBank(packsFolder, market)
  const lexicon = readMarketLexicon(packsFolder, market, bank)
  const index = indexLexicon(lexicon, bank, market)
  return { bank, lexicon, suggest: (text: string) => suggestTags(index, text) }
}

test.each(listMarkets(packsFolder))('the market %s has a lexicon that its question bank fits', (id) => {
  const market = readMarketPack(packsFolder, id)
  expect(readMarketLexicon(packsFolder, market, readQuestionBank(packsFolder, market)).entries).not.toEqual(
    [],
  )
})

const markets = { pk: ofMarket('pk'), us: ofMarket('us') }

function tagOf({ questionId, code, value }: TagSuggestion): string {
  if (value.type === 'number') return `${questionId} =${value.number}`
  if (value.type !== 'money-range') return `${questionId} ${code}`
  const { atLeast, atMost } = value
  return `${questionId} ${atLeast === null ? '' : `>=${atLeast.amountMinor} `}<=${atMost.amountMinor}`
}

const pakistani: readonly RemarkCase[] = [
  ['bachay school', 'week.where school'],
  ['mileage achi ho', 'love.keep economy'],
  ['petrol kam piye', 'love.keep economy'],
  ['Petrol bohat peeti hai', 'love.again thirsty'],
  ['ground clearance achi ho', 'love.keep high'],
  ['speed breaker pe lagti hai', 'love.again scrapes'],
  ['neeche se lagti hai', 'love.again scrapes'],
  ['lagti hai neeche', 'love.again scrapes'],
  ['ami abu', 'safety.who elders'],
  ['ami abu ko dikhana hai', 'deciders.who parents'],
  ['installment', 'payment.mode bank'],
  ['instalmant pe leni hai', 'payment.mode bank'],
  ['7 seater', 'people.seats =7'],
  ['saat log', 'people.seats =7'],
  ['hum 7 log hain', 'people.seats =7'],
  ['۷ لوگ ہیں', 'people.seats =7'],
  ['non filer', 'tax.filer non-filer'],
  ['filer nahi', 'tax.filer non-filer'],
  ['main filer abhi nahi hun', 'tax.filer non-filer'],
  ['filer hoon', 'tax.filer filer'],
  ['diesel nahi', 'must-never.never diesel'],
  ['no diesel', 'must-never.never diesel'],
  ['nahi chahiye diesel', 'must-never.never diesel'],
  ['ڈیزل نہیں', 'must-never.never diesel'],
  ['ڈيزل نهیں', 'must-never.never diesel'],
  ['diesel aur electric nahi', 'must-never.never diesel', 'must-never.never electric'],
  ['petrol theek hai diesel nahi', 'energy.open petrol', 'must-never.never diesel'],
  ['automatic ho warna nahi', 'must-never.must automatic'],
  ['manual nahi', 'must-never.never manual'],
  ['automatic nahi'],
  ['25 lakh tak', 'budget.range <=2500000'],
  ['پچیس لاکھ تک', 'budget.range <=2500000'],
  ['20 se 25 lakh', 'budget.range >=2000000 <=2500000'],
  ['20 25 lakh', 'budget.range >=2000000 <=2500000'],
  ['1.2 crore se zyada nahi', 'budget.range <=12000000'],
  ['40 lakh tak, 10 lakh advance', 'budget.range <=4000000'],
  ['monthly 1 lakh tak'],
  ['yeh 30 lakh ki hai'],
  ['bijli nahi jati', 'energy.charging steady'],
  ['bijli bohat jati hai', 'energy.charging cuts'],
  ['own nahi dena', 'trust.uneasy premium'],
  ['diggi choti hai', 'love.again small-boot'],
  ['clutch daba daba ke thak gaye', 'love.again gears'],
  ['گاڑی نیچے لگتی ہے', 'love.again scrapes'],
  ['گھر پر سولر لگا ہے', 'energy.charging solar'],
  ['اسکول', 'week.where school'],
  ['سکول', 'week.where school'],
  ['pehle bhi aye the'],
  ['us ne kaha petrol theek hai', 'energy.open petrol'],
  ['salam, kya haal hai'],
]

const american: readonly RemarkCase[] = [
  ['under 35k', 'budget.range <=3500000'],
  ['$30,000 to $35,000', 'budget.range >=3000000 <=3500000'],
  ['30 to 35 grand', 'budget.range >=3000000 <=3500000'],
  ['no diesel', 'must-never.never diesel'],
  ["I don't want diesel or electric", 'must-never.never diesel', 'must-never.never electric'],
  ['family of five', 'people.seats =5'],
  ['there are 7 of us', 'people.seats =7'],
  ['stick shift, no automatic', 'must-never.must manual'],
  ['it is a gas guzzler', 'love.again thirsty'],
  ['good gas mileage', 'love.keep economy'],
  ['400 a month, tops'],
  ['third row', 'must-never.must seven-seats'],
  ['we ski, so lots of snow', 'roads.kind snow'],
  ['credit union loan', 'payment.mode own-bank'],
]

describe('the lexicon of Pakistan', () => {
  const { lexicon, suggest } = markets.pk

  test.each(pakistani)('hears “%s”', (remark, ...tags) => {
    expect(suggest(remark).map(tagOf).sort()).toEqual([...tags].sort())
  })

  test('spells what people say in more than 250 ways, in English, Urdu and Roman Urdu', () => {
    const spellings = new Set(lexicon.entries.flatMap(({ words }) => words))
    expect(spellings.size).toBeGreaterThan(250)
    expect([...spellings].filter((spelling) => /\p{Script=Arabic}/u.test(spelling)).length).toBeGreaterThan(
      80,
    )
  })
})

describe('the lexicon of the United States', () => {
  const { lexicon, suggest } = markets.us

  test.each(american)('hears “%s”', (remark, ...tags) => {
    expect(suggest(remark).map(tagOf).sort()).toEqual([...tags].sort())
  })

  test('spells what people say in more than 150 ways', () => {
    expect(new Set(lexicon.entries.flatMap(({ words }) => words)).size).toBeGreaterThan(150)
  })
})

/** As measured; less of a hit, or more that was not said, is a loss. */
const measured = { pk: { whole: 88, found: 98, extra: 9 }, us: { whole: 37, found: 38, extra: 7 } }

test.each(['pk', 'us'] as const)('remarks that the lexicon of %s was not written for', (id) => {
  let whole = 0
  let found = 0
  let extra = 0
  for (const [remark, ...tags] of heldOutRemarks[id]) {
    const suggested = markets[id].suggest(remark).map((tag) => tagOf(tag).replace(/>=\d+ /, ''))
    const hits = tags.filter((tag) => suggested.includes(tag)).length
    whole += hits === tags.length ? 1 : 0
    found += hits
    extra += suggested.filter((tag) => !tags.includes(tag)).length
  }
  expect(whole).toBeGreaterThanOrEqual(measured[id].whole)
  expect(found).toBeGreaterThanOrEqual(measured[id].found)
  expect(extra).toBeLessThanOrEqual(measured[id].extra)
})

test.each(['pk', 'us'] as const)('every topic of %s that a tag can speak of has words', (id) => {
  const { bank, lexicon } = markets[id]
  const spoken = new Set([
    ...lexicon.entries.map(({ suggests }) => suggests.questionId),
    ...[...lexicon.counts, ...lexicon.amounts].map(({ questionId }) => questionId),
  ])
  const canBeTagged = bank.topics.filter(({ questions }) =>
    questions.some((question) => 'options' in question),
  )
  const silent = canBeTagged.filter(
    ({ questions }) => !questions.some(({ id: questionId }) => spoken.has(questionId)),
  )
  expect(silent.map(({ id: topicId }) => topicId)).toEqual([])
})

/** Remarks put together of what the lexicon knows, numbers, amounts and words that mean nothing to it. */
const { lexicon: spoken } = markets.pk
const anyRemark = fc
  .array(
    fc.oneof(
      fc.constantFrom(...spoken.entries.flatMap(({ words }) => words)),
      fc.constantFrom(
        ...spoken.negations.before,
        ...spoken.negations.after,
        ...spoken.joins,
        ...spoken.breaks,
      ),
      fc.constantFrom('7 log', '25 lakh tak', '۲۰ سے ۲۵ لاکھ', '1.2 crore budget', 'hai', 'کہ', ',', '.'),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(' '))

/** Of any letters there are, halves of letters among them, with Urdu and Latin ones more often. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x10ffff }),
      fc.integer({ min: 0x600, max: 0x6ff }),
      fc.integer({ min: 0x20, max: 0x7e }),
    ),
    { maxLength: 30 },
  )
  .map((codes) => String.fromCodePoint(...codes))

test('any text at all is heard without a fault, and every suggestion quotes a piece of it', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, anyRemark), (text) => {
      const astray = markets.pk
        .suggest(text)
        .filter(
          ({ span: { start, end }, words }) => start < 0 || start >= end || words !== text.slice(start, end),
        )
      expect(astray).toEqual([])
    }),
    { numRuns: 100 },
  )
})
