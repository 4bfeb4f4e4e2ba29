import { readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { assertNever } from '../../core/assert-never.ts'
import type { Catalogue } from '../../core/catalogue/catalogue.ts'
import { readCatalogueCsv } from '../../core/catalogue/read-catalogue-csv.ts'
import { readSourcesCsv } from '../../core/catalogue/read-sources-csv.ts'
import { notACatalogueReason } from '../../core/catalogue/row-refusal.ts'
import {
  mostDocumentBytes,
  type NotADocument,
  type PublishedDocument,
  publishedKindSchema,
  readDocument,
} from '../../core/documents/read-document.ts'
import { rateRefusalSentence } from '../../core/market/rate-refusal.ts'
import { readRatesCsv } from '../../core/market/read-rates-csv.ts'
import { listMarkets, readMarketPack } from '../../packs/read-packs.ts'
import { resources } from '../resources.ts'
import { type Command, dataOptions, readOptions, say, WrongUse } from './command.ts'
import { withOperator } from './with-operator.ts'

export const publish: Command = {
  usage:
    '--kind catalogue|questions|market --file FILE [--rates FILE] [--sources FILE] [--market MARKET] [--store KHI-01]',
  about: 'puts a document in force for all stores, or for one; laptops fetch it with their next sync',
  async run(args) {
    const options = readOptions(args, {
      ...dataOptions,
      kind: { type: 'string' },
      file: { type: 'string' },
      store: { type: 'string' },
      sources: { type: 'string' },
      rates: { type: 'string' },
      market: { type: 'string' },
    })
    const kind = publishedKindSchema.safeParse(options.kind).data
    if (kind === undefined)
      throw new WrongUse(
        'Say which kind: --kind catalogue, questions or market. The team’s people are records, which laptops make.',
      )
    if (options.file === undefined) throw new WrongUse('Say which file, as in --file bank.json.')
    const isCsv = kind === 'catalogue' && options.file.toLowerCase().endsWith('.csv')
    const content = isCsv
      ? catalogueOfCsv({ ...options, file: options.file })
      : kind === 'market' && options.rates !== undefined
        ? marketWithRates({ ...options, file: options.file, rates: options.rates })
        : readFile(resolve(options.file))
    if (content === null) return 1
    const read = readDocument(kind, content)
    if (read.kind === 'not-a-document') {
      process.stderr.write(
        `${options.file} cannot be used by a laptop. Nothing was published.\n${read.reason}\n`,
      )
      return 1
    }
    const storeCode = options.store?.toUpperCase() ?? null
    return withOperator({ folder: options.folder }, async (operator) => {
      const before = await operator.documentInForce({ kind, storeCode })
      const old = before.content === null ? null : readDocument(kind, Buffer.from(before.content, 'base64'))
      const taken = takenVersion(read, old)
      if (taken !== null) {
        process.stderr.write(
          `The questions in force are called ${taken} too, and are others. Nothing was published.\nGive these a version of their own: each answer names the version it was given under.\n`,
        )
        return 1
      }
      const published = await operator.publish({
        kind,
        storeCode,
        content: content.toString('base64'),
      })
      const whose = storeCode === null ? 'all stores' : storeCode
      switch (published.type) {
        case 'store-not-known':
          process.stderr.write(`No laptop of a store ${whose} is enrolled here. Nothing was published.\n`)
          return 1
        case 'in-force-already':
          say(`This is in force for ${whose} already. Nothing was changed.`)
          return 0
        case 'published': {
          say(`In force for ${whose} from now: ${published.hash}.`)
          for (const line of changedLines(read, old)) say(line)
          say(
            'Laptops fetch it with their next sync. Vehicles are used at once, the rest from their next start.',
          )
          return 0
        }
        default:
          return assertNever(published)
      }
    })
  },
}

/** The figures as laptops import them, as one document; `null` when a row of them is refused, which is said. */
function catalogueOfCsv(of: {
  readonly file: string
  readonly sources?: string
  readonly market?: string
}): Buffer | null {
  const packs = join(resources, 'packs')
  const [usual = ''] = listMarkets(packs)
  const read = readCatalogueCsv({
    figuresText: readFile(resolve(of.file)).toString('utf8'),
    sources: of.sources === undefined ? [] : readSourcesCsv(readFile(resolve(of.sources)).toString('utf8')),
    origin: of.file,
    market: readMarketPack(packs, of.market ?? usual),
    language: 'en',
  })
  const refused = read.type === 'not-a-catalogue' ? [{ line: 1, reason: read.reason }] : read.refused
  if (read.type === 'not-a-catalogue' || refused.length > 0) {
    const lines = refused.slice(0, 20).map(({ line, reason }) => `  line ${line}: ${reason}`)
    process.stderr.write(
      `${of.file} has rows that cannot be read. Nothing was published.\n${lines.join('\n')}\n`,
    )
    return null
  }
  return Buffer.from(JSON.stringify(read.catalogue))
}

/** A market with the rates of a file, as one document; `null` when either cannot be used, which is said. */
function marketWithRates(of: {
  readonly file: string
  readonly rates: string
  readonly sources?: string
}): Buffer | null {
  const content = readFile(resolve(of.file))
  const read = readDocument('market', content)
  // What is wrong with the market itself is said where the document is checked.
  if (read.kind !== 'market') return content
  const rateSources =
    of.sources === undefined ? [] : readSourcesCsv(readFile(resolve(of.sources)).toString('utf8'))
  const pack = { ...read.pack, rateSources: [...rateSources] }
  const reading = readRatesCsv(readFile(resolve(of.rates)).toString('utf8'), pack)
  const refused =
    reading.type === 'not-a-table'
      ? [{ line: 1, reason: notACatalogueReason(reading.why, 'en') }]
      : reading.refused.map(({ line, why }) => ({ line, reason: rateRefusalSentence(why, 'en') }))
  if (reading.type === 'not-a-table' || refused.length > 0) {
    const lines = refused.slice(0, 20).map(({ line, reason }) => `  line ${line}: ${reason}`)
    process.stderr.write(
      `${of.rates} has rows that cannot be read. Nothing was published.\n${lines.join('\n')}\n`,
    )
    return null
  }
  return Buffer.from(JSON.stringify({ ...pack, rates: reading.rates }))
}

function readFile(file: string): Buffer {
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size === undefined) throw new WrongUse(`${file} is not there.`)
  if (size > mostDocumentBytes) throw new WrongUse(`${file} is larger than any document may be.`)
  return readFileSync(file)
}

/** The version of a question bank by which another one is in force; `null` where it is its own. */
function takenVersion(
  now: PublishedDocument,
  before: PublishedDocument | NotADocument | null,
): string | null {
  if (now.kind !== 'questions' || before?.kind !== 'questions') return null
  const isAnother = JSON.stringify(now.bank) !== JSON.stringify(before.bank)
  return isAnother && now.bank.version === before.bank.version ? now.bank.version : null
}

/** What a new document changes, counted. */
function changedLines(
  now: PublishedDocument,
  before: PublishedDocument | NotADocument | null,
): readonly string[] {
  switch (now.kind) {
    case 'catalogue':
      return [
        counted(
          'vehicles',
          variantsOf(now.catalogue),
          before?.kind === 'catalogue' ? variantsOf(before.catalogue) : null,
        ),
      ]
    case 'questions':
      return [
        counted(
          'questions',
          byId(now.bank.topics.flatMap(({ questions }) => questions)),
          before?.kind === 'questions'
            ? byId(before.bank.topics.flatMap(({ questions }) => questions))
            : null,
        ),
      ]
    case 'market':
      return [
        counted(
          'parts',
          new Map(Object.entries(now.pack)),
          before?.kind === 'market' ? new Map(Object.entries(before.pack)) : null,
        ),
      ]
    default:
      return assertNever(now)
  }
}

type Parts = ReadonlyMap<string, unknown>
const variantsOf = ({ variants }: Catalogue): Parts => byId(variants)
const byId = (parts: readonly { readonly id: string }[]): Parts =>
  new Map(parts.map((part) => [part.id, part]))

function counted(what: string, now: Parts, before: Parts | null): string {
  if (before === null) return `It has ${now.size} ${what}; none of its kind was in force.`
  const added = [...now.keys()].filter((key) => !before.has(key)).length
  const gone = [...before.keys()].filter((key) => !now.has(key)).length
  const changed = [...now].filter(
    ([key, part]) => before.has(key) && JSON.stringify(before.get(key)) !== JSON.stringify(part),
  ).length
  return `It has ${now.size} ${what}: ${added} new, ${changed} changed, ${gone} gone.`
}
