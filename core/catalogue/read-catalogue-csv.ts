import type { Language } from '../market/language.ts'
import type { MarketPack } from '../market/market-pack.ts'
import { type Attribute, attributeNames, type Figure } from './attribute.ts'
import type { Catalogue, CatalogueSource, Variant } from './catalogue.ts'
import { catalogueVersion } from './catalogue-version.ts'
import { readCsvTable } from './csv-table.ts'
import { type FigureRow, figureColumns, type RowRefusal, readFigureRow } from './figure-row.ts'
import { notACatalogueReason, rowRefusalSentence } from './row-refusal.ts'
import { slug, vehicleId } from './vehicle-id.ts'

export interface CatalogueFile {
  /** The file decoded as UTF-8; what is not shows as U+FFFD and is refused. */
  readonly figuresText: string
  /** What is known of sources, by the ids that the rows name. */
  readonly sources: readonly CatalogueSource[]
  /** Where the file comes from, in words: stands as where a source was collected that `sources` does not name. */
  readonly origin: string
  readonly market: MarketPack
  /** The language of the refusals' sentences. */
  readonly language: Language
}

/** `rows` counts the rows that are not empty, `figures` those that went in; `refused` is the rest, by line. */
export type CatalogueReading =
  | {
      readonly type: 'read'
      readonly catalogue: Catalogue
      readonly rows: number
      readonly figures: number
      readonly refused: readonly { readonly line: number; readonly reason: string }[]
    }
  | { readonly type: 'not-a-catalogue'; readonly reason: string; readonly columns: string }

/**
 * Reads a catalogue from CSV, one figure a row: `brand,model,variant,attribute,value,unit,source,as_of`. A row
 * without a variant is said of every variant of its model that has no figure of its own; a range is `12..16`,
 * several codes are joined by `|`, a price is in whole currency. Good rows go in whatever the bad ones are.
 * @returns `not-a-catalogue` with the middle of a sentence when the file as a whole cannot be read
 */
export function readCatalogueCsv(file: CatalogueFile): CatalogueReading {
  const table = readCsvTable(file.figuresText, figureColumns)
  if (table.type === 'not-a-table') {
    const reason = notACatalogueReason(table.why, file.language)
    return { type: 'not-a-catalogue', reason, columns: figureColumns.join(', ') }
  }

  const refusals: { line: number; why: RowRefusal }[] = [...table.bad]
  const accepted = new Map<string, { readonly line: number; readonly row: FigureRow }>()
  for (const { line, cells } of table.rows) {
    const reading = readFigureRow(cells, file.market)
    if (reading.type === 'refused') {
      refusals.push({ line, why: reading.why })
      continue
    }
    const key = figureKey(reading.row, slug(reading.row.variant), reading.row.attribute)
    const earlier = accepted.get(key)
    if (earlier) refusals.push({ line, why: { type: 'duplicate', line: earlier.line } })
    else accepted.set(key, { line, row: reading.row })
  }

  const variants = variantsOf(accepted)
  const models = new Set(variants.map(({ brand, model }) => modelKey({ brand, model })))
  for (const { line, row } of accepted.values())
    if (!models.has(modelKey(row)))
      refusals.push({ line, why: { type: 'no-variant', model: `${row.brand} ${row.model}` } })

  const content = { variants, sources: citedSources(variants, file) }
  const rows = table.rows.length + table.bad.length
  return {
    type: 'read',
    catalogue: { version: catalogueVersion(content), ...content },
    rows,
    figures: rows - refusals.length,
    refused: refusals
      .toSorted((a, b) => a.line - b.line)
      .map(({ line, why }) => ({ line, reason: rowRefusalSentence(why, file.language) })),
  }
}

type Accepted = ReadonlyMap<string, { readonly row: FigureRow }>

/** The variants that rows name, by id, each with its own figures and those of its model where it has none. */
function variantsOf(accepted: Accepted): Variant[] {
  const byId = new Map<string, Variant>()
  for (const { row } of accepted.values()) {
    const { brand, model, variant: name } = row
    const id = vehicleId(brand, model, name)
    if (id === null || byId.has(id)) continue
    byId.set(id, { id, brand, model, name, figures: figuresOf(row, accepted) })
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function figuresOf(vehicle: FigureRow, accepted: Accepted): Partial<Record<Attribute, Figure>> {
  const figures: Partial<Record<Attribute, Figure>> = {}
  for (const attribute of attributeNames) {
    const own = accepted.get(figureKey(vehicle, slug(vehicle.variant), attribute))
    const figure = (own ?? accepted.get(figureKey(vehicle, '', attribute)))?.row.figure
    if (figure) figures[attribute] = figure
  }
  return figures
}

/** The sources that the figures name, by id; one that is not in the list stands as its own title. */
function citedSources(variants: readonly Variant[], file: CatalogueFile): CatalogueSource[] {
  const known = new Map(file.sources.map((source) => [source.id, source]))
  return [...sourceIds(variants)]
    .sort()
    .map(
      (id) =>
        known.get(id) ?? { id, title: id, collected: file.origin, status: 'reported' as const, note: '' },
    )
}

/** The ids of the sources that figures name. */
export function sourceIds(variants: readonly Variant[]): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { figures } of variants)
    for (const figure of Object.values(figures)) if (figure.type !== 'unknown') ids.add(figure.source)
  return ids
}

function modelKey({ brand, model }: Pick<FigureRow, 'brand' | 'model'>): string {
  return `${slug(brand)}/${slug(model)}`
}

function figureKey(
  vehicle: Pick<FigureRow, 'brand' | 'model'>,
  variantSlug: string,
  attribute: Attribute,
): string {
  return `${modelKey(vehicle)}/${variantSlug}/${attribute}`
}
