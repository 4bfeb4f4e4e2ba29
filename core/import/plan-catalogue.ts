import { type Attribute, attributeNames, type Figure } from '../catalogue/attribute.ts'
import type { Catalogue, CatalogueSource, Variant } from '../catalogue/catalogue.ts'
import { catalogueVersion } from '../catalogue/catalogue-version.ts'
import { mergeCatalogue } from '../catalogue/merge-catalogue.ts'
import { sourceIds } from '../catalogue/read-catalogue-csv.ts'
import { slug, vehicleId } from '../catalogue/vehicle-id.ts'
import type { VariantId } from '../ids.ts'
import { keysOf } from '../keys-of.ts'
import type { CataloguePlan, FigureChange, Planner } from './import-plan.ts'
import { createPlanRows } from './plan-rows.ts'
import type { CellRefusal } from './refusal.ts'
import { sameFigure } from './same-figure.ts'
import type { TableItem } from './table.ts'
import type { ReadVehicleRow, VehicleRow } from './vehicle-row.ts'

interface Given {
  /** `null` while there is none. */
  readonly inUse: Catalogue | null
  readonly readRow: ReadVehicleRow
  /** Whether a vehicle is one row (then a second row of it is refused) or a row is one figure of it. */
  readonly rowIs: 'vehicle' | 'figure'
  /** Where the file comes from, in words: stands as where a source was collected that is not known yet. */
  readonly origin: string
  /** Sources that the import knows more of than their names; asked when all rows are read. */
  readonly sources?: () => readonly CatalogueSource[]
}

/** A row that is waiting for the end of the file: what it changes depends on the rows after it. */
interface Waiting {
  readonly line: number
  readonly row: VehicleRow
  readonly refusals: readonly CellRefusal[]
}

interface Imported {
  readonly id: VariantId
  readonly brand: string
  readonly model: string
  readonly name: string
  readonly figures: Partial<Record<Attribute, Figure>>
}

/**
 * Plans an import of vehicles by the rules of `mergeCatalogue`. What a row says of a whole model is said of each variant
 * without a figure of its own in the file, where the catalogue has no figure or the same one for all variants of the model.
 */
export function createCataloguePlanner({
  inUse,
  readRow,
  rowIs,
  origin,
  sources = () => [],
}: Given): Planner<CataloguePlan> {
  const inUseById = new Map<string, Variant>((inUse?.variants ?? []).map((variant) => [variant.id, variant]))
  const imported = new Map<string, Imported>()
  const rows = createPlanRows<FigureChange>()
  const firstLines = new Map<string, number>()
  const ownRows: (Waiting & { readonly id: VariantId })[] = []
  const modelRows: Waiting[] = []

  const addVehicle = (waiting: Waiting): void => {
    const { line, row, refusals } = waiting
    const { brand, model, variant, figures } = row
    const id = variant === '' ? null : vehicleId(brand, model, variant)
    if (id === null && variant !== '') {
      rows.refuseRow(line, nameOf(row), { type: 'no-slug', name: nameOf(row) })
      return
    }
    const vehicle = id ?? modelKey(row)
    const keys =
      rowIs === 'vehicle' ? [vehicle] : keysOf(figures).map((attribute) => `${vehicle} ${attribute}`)
    const earlier = keys.map((key) => firstLines.get(key)).find((found) => found !== undefined)
    if (earlier !== undefined) {
      rows.refuseRow(line, nameOf(row), { type: 'duplicate', line: earlier })
      return
    }
    for (const key of keys) firstLines.set(key, line)
    if (id === null) {
      modelRows.push(waiting)
      return
    }
    const known = imported.get(id)
    if (known) Object.assign(known.figures, figures)
    else imported.set(id, { id, brand, model, name: variant, figures: { ...figures } })
    ownRows.push({ line, row, refusals, id })
  }

  return {
    add(item: TableItem) {
      if (item.type === 'broken') return rows.endEarly(item.why)
      if (item.type === 'bad-row') return rows.refuseRow(item.line, '', item.why)
      const reading = readRow(item.cells)
      if (reading.type === 'left-out') return rows.leaveOut(item.line)
      if (reading.type === 'refused') return rows.refuse(item.line, reading.name, reading.refusals)
      addVehicle({ line: item.line, row: reading.row, refusals: reading.refusals })
    },
    finish() {
      for (const { line, row, refusals, id } of ownRows) {
        const before = inUseById.get(id)
        const changes = () => changesOf(id, row.figures, before)
        const outcome =
          before === undefined ? 'added' : hasChange(row.figures, before) ? 'changed' : 'unchanged'
        rows.takeIn(outcome, line, nameOf(row), refusals, changes)
      }
      applyModelRows(modelRows, imported, inUseById, rows)
      const planned = rows.finish()
      return { ...planned, catalogue: () => merged(inUse, [...imported.values()], origin, sources()) }
    },
  }
}

function nameOf({ brand, model, variant }: VehicleRow): string {
  return variant === '' ? `${brand} ${model}` : `${brand} ${model} ${variant}`
}

function modelKey({ brand, model }: Pick<VehicleRow, 'brand' | 'model'>): string {
  return `${slug(brand)}/${slug(model)}`
}

function hasChange(figures: VehicleRow['figures'], before: Variant): boolean {
  return keysOf(figures).some((attribute) => !sameFigure(figures[attribute], before.figures[attribute]))
}

function changesOf(
  variantId: VariantId,
  figures: VehicleRow['figures'],
  before: Pick<Variant, 'figures'> | undefined,
): readonly FigureChange[] {
  return attributeNames.flatMap((attribute): readonly FigureChange[] => {
    const to = figures[attribute]
    const from = before?.figures[attribute]
    return to === undefined || sameFigure(from, to) ? [] : [{ variantId, attribute, from, to }]
  })
}

/** Says of the variants of each model what rows say of the model as a whole. */
function applyModelRows(
  modelRows: readonly Waiting[],
  imported: Map<string, Imported>,
  inUseById: ReadonlyMap<string, Variant>,
  rows: ReturnType<typeof createPlanRows<FigureChange>>,
): void {
  if (modelRows.length === 0) return
  const variantsByModel = new Map<string, Map<string, Omit<Imported, 'figures'>>>()
  for (const vehicle of [...inUseById.values(), ...imported.values()]) {
    const variants = variantsByModel.get(modelKey(vehicle)) ?? new Map()
    variantsByModel.set(modelKey(vehicle), variants.set(vehicle.id, vehicle))
  }
  // Before any model's figure is put in: rows of one model must not count as the figures of its variants.
  const own = new Map([...imported].map(([id, { figures }]) => [id, new Set(keysOf(figures))]))
  for (const { line, row, refusals } of modelRows) {
    const variants = [...(variantsByModel.get(modelKey(row))?.values() ?? [])]
    if (variants.length === 0) {
      rows.refuseRow(line, nameOf(row), { type: 'no-variant', model: nameOf(row) })
      continue
    }
    const changes = variants.flatMap((vehicle) => {
      const figures = Object.fromEntries(
        keysOf(row.figures)
          .filter((attribute) => !own.get(vehicle.id)?.has(attribute))
          .filter((attribute) => isOfModel(attribute, vehicle.id, variants, inUseById))
          .map((attribute) => [attribute, row.figures[attribute]]),
      )
      const known = imported.get(vehicle.id)
      if (known) Object.assign(known.figures, figures)
      else if (keysOf(figures).length > 0) {
        const { id, brand, model, name } = vehicle
        imported.set(id, { id, brand, model, name, figures: { ...figures } })
      }
      return changesOf(vehicle.id, figures, inUseById.get(vehicle.id))
    })
    rows.takeIn(changes.length > 0 ? 'changed' : 'unchanged', line, nameOf(row), refusals, () => changes)
  }
}

/** Whether the figure in use is none, or one that was said of the model: the same for all its variants. */
function isOfModel(
  attribute: Attribute,
  id: string,
  variants: readonly { readonly id: string }[],
  inUseById: ReadonlyMap<string, Variant>,
): boolean {
  const figure = inUseById.get(id)?.figures[attribute]
  if (figure === undefined || figure.type === 'unknown') return true
  return variants.every((variant) => {
    const other = inUseById.get(variant.id)
    return other === undefined || sameFigure(other.figures[attribute], figure)
  })
}

function merged(
  inUse: Catalogue | null,
  variants: readonly Variant[],
  origin: string,
  told: readonly CatalogueSource[],
): Catalogue {
  const toldById = new Map(told.map((source) => [source.id, source]))
  const knownById = new Map((inUse?.sources ?? []).map((source) => [source.id, source]))
  const sources = [...sourceIds(variants)].map(
    (id) =>
      toldById.get(id) ??
      knownById.get(id) ?? { id, title: id, collected: origin, status: 'reported' as const, note: '' },
  )
  const known = (inUse?.sources ?? []).map((source) => toldById.get(source.id) ?? source)
  const before = inUse ?? {
    version: catalogueVersion({ variants: [], sources: [] }),
    variants: [],
    sources: [],
  }
  return mergeCatalogue({ ...before, sources: known }, { variants: [...variants], sources })
}
