import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { CatalogueSource } from '../core/catalogue/catalogue.ts'
import { readSourcesCsv } from '../core/catalogue/read-sources-csv.ts'
import { readBank } from '../core/discovery/bank-report.ts'
import type { Lexicon } from '../core/discovery/lexicon.ts'
import { readLexicon } from '../core/discovery/lexicon-report.ts'
import type { QuestionBank } from '../core/discovery/question-bank.ts'
import { fillWordings } from '../core/market/fill-wordings.ts'
import { type MarketPack, marketPackSchema } from '../core/market/market-pack.ts'
import type { Rate } from '../core/market/rate.ts'
import { rateRefusalSentence } from '../core/market/rate-refusal.ts'
import { readRatesCsv } from '../core/market/read-rates-csv.ts'
import type { Resale } from '../core/ownership/ownership-terms.ts'
import { readResaleCsv } from '../core/ownership/read-resale-csv.ts'

/** The base catalogue of a market as its files stand, to be read by `readCatalogueCsv`. */
export interface BaseCatalogueFiles {
  readonly figuresText: string
  readonly sources: readonly CatalogueSource[]
  readonly origin: string
}

const marketsSchema = z.object({ usual: z.string() })

/** The ids of the markets that this installation has a pack of, the usual one first: it counts where nothing tells another. */
export function listMarkets(packsFolder: string): readonly string[] {
  const { usual } = parsing(join(packsFolder, 'markets.json'), (text) =>
    marketsSchema.parse(JSON.parse(text)),
  )
  const others = readdirSync(packsFolder)
    .filter((name) => name !== usual && existsSync(join(packsFolder, name, 'market.json')))
    .toSorted()
  return [usual, ...others]
}

/**
 * Reads a market pack: `<marketId>/market.json`, `rates.csv`, `rate-sources.csv` and, where it has one, `resale.csv` in
 * the packs folder.
 * @throws Error naming the file when it is missing or no part of a market pack: the installation is broken
 */
export function readMarketPack(packsFolder: string, marketId: string): MarketPack {
  const folder = join(packsFolder, marketId)
  const market = parsing(join(folder, 'market.json'), (text) =>
    marketPackSchema.parse(fillWordings(JSON.parse(text))),
  )
  const rateSources = parsing(join(folder, 'rate-sources.csv'), readSourcesCsv)
  const pack = { ...market, rateSources: [...rateSources] }
  const rates = parsing(join(folder, 'rates.csv'), (text) => readRates(text, pack))
  return { ...pack, rates: [...rates], resale: [...readResale(folder)] }
}

/** A market of which nobody has counted adverts has no such file. */
function readResale(folder: string): readonly Resale[] {
  const file = join(folder, 'resale.csv')
  if (!existsSync(file)) return []
  const sources = parsing(join(folder, 'catalogue', 'sources.csv'), readSourcesCsv)
  return parsing(file, (text) => readResaleCsv(text, sources))
}

function readRates(text: string, pack: MarketPack): readonly Rate[] {
  const reading = readRatesCsv(text, pack)
  if (reading.type === 'not-a-table') throw new Error(`Not a list of rates: ${reading.why.type}`)
  const [first] = reading.refused
  if (first) throw new Error(`Line ${first.line} of the rates: ${rateRefusalSentence(first.why, 'en')}`)
  return reading.rates
}

/**
 * Reads the question bank that a market starts with, `<market>/question-bank.json` in the packs folder.
 * @throws Error naming the file, with all that is wrong as its cause, when it is missing or no question bank: the
 * installation is broken
 */
export function readQuestionBank(packsFolder: string, market: MarketPack): QuestionBank {
  return parsing(join(packsFolder, market.id, 'question-bank.json'), (text) => {
    const reading = readBank(JSON.parse(text))
    if (reading.type === 'faulty') throw new Error(reading.lines.join('\n'))
    return reading.bank
  })
}

/**
 * Reads what people of a market say and the answers that it suggests, `<market>/lexicon.json` in the packs folder.
 * @param bank the one that the market starts with
 * @throws Error naming the file, with all that is wrong as its cause, when it is missing or no lexicon for this bank: the
 * installation is broken
 */
export function readMarketLexicon(packsFolder: string, market: MarketPack, bank: QuestionBank): Lexicon {
  return parsing(join(packsFolder, market.id, 'lexicon.json'), (text) => {
    const reading = readLexicon(JSON.parse(text), bank)
    if (reading.type === 'faulty') throw new Error(reading.lines.join('\n'))
    return reading.lexicon
  })
}

/**
 * Reads the files of the catalogue that a market starts with, `<market>/catalogue/` in the packs folder.
 * @throws Error naming the file when one is missing or the sources are no list of sources: the installation is broken
 */
export function readBaseCatalogueFiles(packsFolder: string, market: MarketPack): BaseCatalogueFiles {
  const folder = join(packsFolder, market.id, 'catalogue')
  return {
    figuresText: parsing(join(folder, 'figures.csv'), (text) => text),
    sources: parsing(join(folder, 'sources.csv'), readSourcesCsv),
    origin: `Northstar base catalogue, ${market.name.en}`,
  }
}

function parsing<T>(path: string, parse: (text: string) => T): T {
  try {
    return parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`The pack file ${path} cannot be read`, { cause })
  }
}
