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

/**
 * An import that was taken back while a later one stood on it. Instants are UTC milliseconds; `before` and `after` are what
 * it was made from and what it made.
 */
export interface TakenBack<Before, After> {
  readonly madeAt: number
  readonly undoneAt: number
  readonly before: Before
  readonly after: After
}

/**
 * What stood before `value` where an import made `value` and was itself taken back after the import of `madeAt`: else an
 * undo would bring back what somebody undid. `earlier` are the imports before that one, the newest first.
 */
function furtherBack<Value>(
  value: Value,
  madeAt: number,
  earlier: readonly TakenBack<Value, Value>[],
  isSame: (a: Value, b: Value) => boolean,
): Value {
  let [back, since] = [value, madeAt]
  for (const step of earlier) {
    const isOfStep = !isSame(step.before, step.after) && isSame(step.after, back)
    if (step.undoneAt < since || !isOfStep) continue
    back = step.before
    since = step.madeAt
  }
  return back
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
 * from elsewhere; one that was taken out since stays out. What goes back passes over the imports of `earlier`, which were
 * made before (at `madeAt`) and taken back since, the newest first.
 */
export function undoCatalogueImport({
  before,
  after,
  now,
  madeAt = 0,
  earlier = [],
}: {
  readonly before: Catalogue | null
  readonly after: Catalogue
  readonly now: Catalogue
  readonly madeAt?: number
  readonly earlier?: readonly TakenBack<Catalogue | null, Catalogue>[]
}): CatalogueUndo {
  const beforeById = variantsById(before)
  const afterById = variantsById(after)
  const earlierById = earlier.map((step) => ({
    ...step,
    before: variantsById(step.before),
    after: variantsById(step.after),
  }))
  const stays: StayingFigure[] = []
  let goesBack = 0

  const variants = now.variants.flatMap((variant): readonly Variant[] => {
    const [was, made] = [beforeById.get(variant.id), afterById.get(variant.id)]
    if (made === undefined) return [variant]
    const figures: Partial<Record<Attribute, Figure>> = {}
    const stepsBack = earlierById.map((step) => ({
      ...step,
      before: step.before.get(variant.id),
      after: step.after.get(variant.id),
    }))
    const isNew = was === undefined || stepsBack.some((step) => !step.before && step.after)
    let kept = 0
    for (const attribute of attributeNames) {
      const step = {
        before: was?.figures[attribute],
        after: made.figures[attribute],
        now: variant.figures[attribute],
      }
      const isOfImport = !sameFigure(step.before, step.after)
      const isAsMade = sameFigure(step.after, step.now)
      const stepsOfFigure = stepsBack.map((back) => ({
        ...back,
        before: back.before?.figures[attribute],
        after: back.after?.figures[attribute],
      }))
      const figure =
        isOfImport && isAsMade ? furtherBack(step.before, madeAt, stepsOfFigure, sameFigure) : step.now
      if (isOfImport && isAsMade) goesBack += 1
      if (isOfImport && !isAsMade)
        stays.push({ variantId: variant.id, name: nameOf(variant), attribute, ...step })
      if (figure === undefined) continue
      figures[attribute] = figure
      if (figure.type !== 'unknown') kept += 1
    }
    return isNew && kept === 0 ? [] : [{ ...variant, figures }]
  })
  const content = { variants, sources: sourcesOf(variants, { before, after, now }, earlier) }
  return { catalogue: { version: catalogueVersion(content), ...content }, goesBack, stays }
}

function variantsById(catalogue: Catalogue | null): ReadonlyMap<VariantId, Variant> {
  return new Map((catalogue?.variants ?? []).map((variant) => [variant.id, variant]))
}

function nameOf({ brand, model, name }: Variant): string {
  return `${brand} ${model} ${name}`
}

/** The sources that figures name: one that is as the import made it is again what it was before. */
function sourcesOf(
  variants: readonly Variant[],
  steps: { readonly before: Catalogue | null; readonly after: Catalogue; readonly now: Catalogue },
  earlier: readonly TakenBack<Catalogue | null, Catalogue>[],
): Catalogue['sources'] {
  const byId = (catalogue: Catalogue | null) =>
    new Map((catalogue?.sources ?? []).map((source) => [source.id, source]))
  const [before, after, now] = [byId(steps.before), byId(steps.after), byId(steps.now)]
  const fromEarlier = new Map(earlier.flatMap((step) => [...byId(step.before)]))
  return [...sourceIds(variants)].sort().flatMap((id) => {
    const isAsMade = JSON.stringify(now.get(id)) === JSON.stringify(after.get(id))
    const known = (isAsMade ? before.get(id) : undefined) ?? now.get(id) ?? after.get(id) ?? before.get(id)
    return known ?? fromEarlier.get(id) ?? []
  })
}

/** What one car was before an import, what the import made of it, and what it is now; `null`: not in the stock. */
export interface StockSteps {
  readonly before: StockFields | null
  readonly after: StockFields
  readonly now: StockFields | null
  readonly madeAt?: number
  /** What imports that were made before, and taken back since, made of this car: the newest first. */
  readonly earlier?: readonly TakenBack<StockFields | null, StockFields>[]
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
export function undoStockImport({ before, after, now, madeAt = 0, earlier = [] }: StockSteps): StockUndo {
  if (now === null) return { type: 'nothing' }
  const changedSince = stockFieldNames.filter((field) => now[field] !== after[field])
  if (before === null)
    return changedSince.length === 0 ? { type: 'remove' } : { type: 'stays', stays: changedSince }
  const made = stockFieldNames.filter((field) => before[field] !== after[field])
  const goesBack = made.filter((field) => !changedSince.includes(field))
  const stays = made.filter((field) => changedSince.includes(field) && now[field] !== before[field])
  if (goesBack.length === 0) return stays.length === 0 ? { type: 'nothing' } : { type: 'stays', stays }
  const back = Object.fromEntries(
    goesBack.map((field) => {
      const steps = earlier.flatMap((step) =>
        step.before === null ? [] : [{ ...step, before: step.before[field], after: step.after[field] }],
      )
      return [field, furtherBack(before[field], madeAt, steps, Object.is)]
    }),
  )
  const fields: StockFields = { ...now, ...back }
  const broughtBy = earlier.find((step) => step.before === null)?.after
  return broughtBy && stockFieldNames.every((field) => fields[field] === broughtBy[field])
    ? { type: 'remove' }
    : { type: 'set', fields, goesBack, stays }
}
