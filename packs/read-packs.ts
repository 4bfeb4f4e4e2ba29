import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CatalogueSource } from '../core/catalogue/catalogue.ts'
import { readSourcesCsv } from '../core/catalogue/read-sources-csv.ts'
import { type QuestionBank, questionBankSchema } from '../core/discovery/question-bank.ts'
import { type MarketPack, marketPackSchema } from '../core/market/market-pack.ts'

/** The base catalogue of a market as its files stand, to be read by `readCatalogueCsv`. */
export interface BaseCatalogueFiles {
  readonly figuresText: string
  readonly sources: readonly CatalogueSource[]
  readonly origin: string
}

/**
 * Reads a market pack, `<marketId>/market.json` in the packs folder.
 * @throws Error naming the file when it is missing or no market pack: the installation is broken
 */
export function readMarketPack(packsFolder: string, marketId: string): MarketPack {
  return parsing(join(packsFolder, marketId, 'market.json'), (text) =>
    marketPackSchema.parse(JSON.parse(text)),
  )
}

/**
 * Reads the question bank that a market starts with, `<market>/question-bank.json` in the packs folder.
 * @throws Error naming the file when it is missing or no question bank: the installation is broken
 */
export function readQuestionBank(packsFolder: string, market: MarketPack): QuestionBank {
  return parsing(join(packsFolder, market.id, 'question-bank.json'), (text) =>
    questionBankSchema.parse(JSON.parse(text)),
  )
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
