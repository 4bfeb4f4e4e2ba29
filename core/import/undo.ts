import { type Attribute, attributeNames, type Figure } from '../catalogue/attribute.ts'
import type { Catalogue, Variant } from '../catalogue/catalogue.ts'
import { catalogueVersion } from '../catalogue/catalogue-version.ts'
import { sourceIds } from '../catalogue/read-catalogue-csv.ts'
import type { VariantId } from '../ids.ts'
import { type StockField, type StockFields, stockFieldNames } from './plan-stock.ts'
import { sameFigure } from './same-figure.ts'

/** A figure that the import made and that was changed since: it stays as it is now. */
interface StayingFigure {
  readonly variantId: VariantId
  readonly name: string
  readonly attribute: Attribute
  readonly before: Figure | undefined
  readonly after: Figure | undefined
  readonly now: Figure | undefined
}

export interface CatalogueUndo {
  /** The catalogue with the import taken back. */
  readonly catalogue: Catalogue
  /** Figures that go back to what they were. */
  readonly goesBack: number
  readonly stays: readonly StayingFigure[]
}

/**
 * Takes an import of vehicles back, figure by figure: what still is as the import made it goes back to what it was before;
 * what was changed since stays and is named. A vehicle that the import added goes when nothing is left of it that came
 * from elsewhere; one that was taken out since stays out.
 */
export function undoCatalogueImport({
  before,
  after,
  now,
}: {
  readonly before: Catalogue | null
  readonly after: Catalogue
  readonly now: Catalogue
}): CatalogueUndo {
  const beforeById = new Map((before?.variants ?? []).map((variant) => [variant.id, variant]))
  const afterById = new Map(after.variants.map((variant) => [variant.id, variant]))
  const stays: StayingFigure[] = []
  let goesBack = 0

  const variants = now.variants.flatMap((variant): readonly Variant[] => {
    const [was, made] = [beforeById.get(variant.id), afterById.get(variant.id)]
    if (made === undefined) return [variant]
    const figures: Partial<Record<Attribute, Figure>> = {}
    let kept = 0
    for (const attribute of attributeNames) {
      const step = {
        before: was?.figures[attribute],
        after: made.figures[attribute],
        now: variant.figures[attribute],
      }
      const isOfImport = !sameFigure(step.before, step.after)
      const isAsMade = sameFigure(step.after, step.now)
      const figure = isOfImport && isAsMade ? step.before : step.now
      if (isOfImport && isAsMade) goesBack += 1
      if (isOfImport && !isAsMade)
        stays.push({ variantId: variant.id, name: nameOf(variant), attribute, ...step })
      if (figure === undefined) continue
      figures[attribute] = figure
      if (figure.type !== 'unknown') kept += 1
    }
    return was === undefined && kept === 0 ? [] : [{ ...variant, figures }]
  })
  const content = { variants, sources: sourcesOf(variants, { before, after, now }) }
  return { catalogue: { version: catalogueVersion(content), ...content }, goesBack, stays }
}

function nameOf({ brand, model, name }: Variant): string {
  return `${brand} ${model} ${name}`
}

/** The sources that figures name: one that is as the import made it is again what it was before. */
function sourcesOf(
  variants: readonly Variant[],
  steps: { readonly before: Catalogue | null; readonly after: Catalogue; readonly now: Catalogue },
): Catalogue['sources'] {
  const byId = (catalogue: Catalogue | null) =>
    new Map((catalogue?.sources ?? []).map((source) => [source.id, source]))
  const [before, after, now] = [byId(steps.before), byId(steps.after), byId(steps.now)]
  return [...sourceIds(variants)].sort().flatMap((id) => {
    const isAsMade = JSON.stringify(now.get(id)) === JSON.stringify(after.get(id))
    return (isAsMade ? before.get(id) : undefined) ?? now.get(id) ?? after.get(id) ?? before.get(id) ?? []
  })
}

/** What one car was before an import, what the import made of it, and what it is now; `null`: not in the stock. */
export interface StockSteps {
  readonly before: StockFields | null
  readonly after: StockFields
  readonly now: StockFields | null
}

export type StockUndo =
  /** Nothing of the import is left on it. */
  | { readonly type: 'nothing' }
  /** It goes as it came. */
  | { readonly type: 'remove' }
  | {
      readonly type: 'set'
      readonly fields: StockFields
      readonly goesBack: readonly StockField[]
      readonly stays: readonly StockField[]
    }
  /** It was changed since in every field that the import made, or came with the import and was changed since. */
  | { readonly type: 'stays'; readonly stays: readonly StockField[] }

/** Takes an import back on one car, field by field, by the rules of `undoCatalogueImport`. */
export function undoStockImport({ before, after, now }: StockSteps): StockUndo {
  if (now === null) return { type: 'nothing' }
  const changedSince = stockFieldNames.filter((field) => now[field] !== after[field])
  if (before === null)
    return changedSince.length === 0 ? { type: 'remove' } : { type: 'stays', stays: changedSince }
  const made = stockFieldNames.filter((field) => before[field] !== after[field])
  const goesBack = made.filter((field) => !changedSince.includes(field))
  const stays = made.filter((field) => changedSince.includes(field) && now[field] !== before[field])
  if (goesBack.length === 0) return stays.length === 0 ? { type: 'nothing' } : { type: 'stays', stays }
  const back = Object.fromEntries(goesBack.map((field) => [field, before[field]]))
  return { type: 'set', fields: { ...now, ...back }, goesBack, stays }
}
