import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { MarketPack } from '../core/market/market-pack.ts'
import { timeZonesOf } from '../core/market/time-zones.ts'
import { listMarkets, readMarketPack } from './read-packs.ts'
import { sourceFiles } from './test-source-files.ts'

const packsFolder = fileURLToPath(new URL('.', import.meta.url))
const markets = listMarkets(packsFolder).map((id) => readMarketPack(packsFolder, id))

/** Where a market's own word may stand, and why; anything more fails. */
const allowed: readonly { readonly file: string; readonly word: string; readonly why: string }[] = [
  { file: 'core/import/unit-words.ts', word: 'pk', why: 'horsepower, as the Dutch write it' },
  { file: 'core/import/unit-words.ts', word: 'us', why: 'which gallon, a unit wherever a file comes from' },
  { file: 'db/salvage-relations.ts', word: 'pk', why: 'SQLite’s own word for a primary key' },
]

test('no source says a word that only one market has: its id, money, number words, places and names', () => {
  const found = sourceFiles().flatMap(({ file, text }) =>
    ownWords.filter(({ pattern }) => pattern.test(text)).map(({ word }) => ({ file, word })),
  )
  expect(found).toEqual(allowed.map(({ file, word }) => ({ file, word })))
})

test('the words that are looked for are those of the packs', () => {
  const words = ownWords.map(({ word }) => word)
  expect(words).toEqual(expect.arrayContaining(['pk', 'PKR', 'Rs', 'lakh', 'لاکھ', 'Asia/Karachi', 'KHI-01']))
  expect(words).toEqual(expect.arrayContaining(['us', 'USD', 'dollars', 'America/Chicago', 'United States']))
  const says = (line: string) => ownWords.filter(({ pattern }) => pattern.test(line)).map(({ word }) => word)
  expect(says("open({ market: 'pk' })")).toEqual(['pk'])
  expect(says('"hint": "As they say it: 60 Lakh"')).toEqual(['lakh'])
  expect(says('const rsync = [us, pk]')).toEqual([])
})

const ownWords = markets.flatMap((market) => [
  { word: market.id, pattern: new RegExp(`(['"\`])${market.id}\\1`) },
  ...plainWords(market).map((word) => ({ word, pattern: asWord(word) })),
])

function plainWords({ currency, numberWords, examples, ...market }: MarketPack): readonly string[] {
  const { said, storeCode, storeName } = examples
  const both = ({ en, ur }: MarketPack['name']) => [en, ur]
  const words = [
    currency.code,
    ...both(currency.symbol),
    ...currency.spellings,
    ...numberWords.filter(({ shown }) => shown).flatMap(({ name }) => both(name)),
    ...both(market.name),
    ...timeZonesOf(market),
    ...both(said),
    ...both(storeName),
    storeCode,
  ]
  // A sign alone, such as a dollar's, stands in any program.
  return [...new Set(words)].filter((word) => /\p{L}{2}|\d/u.test(word))
}

/** The word by itself, not as a part of a longer one, whatever its script. */
function asWord(word: string): RegExp {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  // A short one is a sign, which means something else in small letters.
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, word.length > 3 ? 'iu' : 'u')
}
