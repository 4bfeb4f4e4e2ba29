import { Refusal } from '../../../contract/errors.ts'
import type { Catalogue } from '../../../core/catalogue/catalogue.ts'
import type { ImportId, StockUnitId } from '../../../core/ids.ts'
import { undoCatalogueImport, undoStockImport } from '../../../core/import/undo.ts'
import type { BusinessDay } from '../../../core/market/business-day.ts'
import type { Language, Wording } from '../../../core/market/language.ts'
import { type Catalogues, catalogueContent } from '../../../db/catalogues.ts'
import type { Imports, UnitWrite } from '../../../db/imports.ts'
import type { Stock, StockUnit } from '../../../db/stock.ts'
import type { Answered } from './import-protocol.ts'
import type { SayImport } from './say-import.ts'
import type { WrittenUnits } from './write-units.ts'

type Undo = Answered['undo']['undo']

/** What takes an import back, and what stays because it was changed since. */
export interface PlannedUndo {
  readonly undo: Undo
  readonly packed: Answered['pack']
  readonly units: readonly UnitWrite[]
}

interface Given {
  readonly imports: Pick<Imports, 'get' | 'list' | 'unitEdits'>
  readonly catalogues: Pick<Catalogues, 'get' | 'inUse'>
  readonly stock: Pick<Stock, 'units' | 'claimsOf'>
  readonly today: BusinessDay
  readonly say: SayImport
  readonly language: Language
}

/** So many of what stays are listed. */
const staysListed = 200

const whys = {
  changed: { en: 'changed since', ur: 'بعد میں بدلا گیا' },
  kept: { en: 'kept for somebody since', ur: 'بعد میں کسی کے لیے رکھی گئی' },
} as const satisfies Record<string, Wording>

/**
 * Plans an undo; what goes back passes over imports that were made earlier and taken back since.
 * @throws Refusal NOT_FOUND, IMPORT_NOT_KNOWN where a catalogue that the import or one of those made is not kept any more
 */
export function planUndo(given: Given, importId: ImportId): PlannedUndo {
  const record = given.imports.get(importId)
  if (record === null) throw new Refusal('NOT_FOUND')
  return record.target === 'vehicles' ? undoVehicles(given, record) : undoStock(given, record)
}

type ImportRecord = NonNullable<ReturnType<Imports['get']>>
type UndoneRecord = ImportRecord & { readonly undoneAt: number }

/**
 * The imports of the same kind that were made before one and taken back since, or since one of those was made; the newest
 * first.
 */
function undoneSince({ imports }: Given, { id, target, occurredAt }: ImportRecord): readonly UndoneRecord[] {
  const all = imports.list(Number.MAX_SAFE_INTEGER)
  const found: UndoneRecord[] = []
  for (const { undoneAt, ...one } of all.slice(all.findIndex((made) => made.id === id) + 1)) {
    const since = found.at(-1)?.occurredAt ?? occurredAt
    if (one.target === target && undoneAt !== null && undoneAt >= since) found.push({ ...one, undoneAt })
  }
  return found
}

function undoVehicles(given: Given, record: ImportRecord): PlannedUndo {
  const { catalogues, say, language } = given
  const byVersion = new Map<string | null, Catalogue>()
  const kept = (version: string | null): Catalogue => {
    const catalogue = byVersion.get(version) ?? (version === null ? null : catalogues.get(version))
    if (catalogue === null) throw new Refusal('IMPORT_NOT_KNOWN')
    byVersion.set(version, catalogue)
    return catalogue
  }
  const stepOf = ({ beforeVersion, afterVersion, occurredAt: madeAt }: ImportRecord) => ({
    before: beforeVersion === null ? null : kept(beforeVersion),
    after: kept(afterVersion),
    madeAt,
  })
  const step = stepOf(record)
  const earlier = undoneSince(given, record).map((one) => ({ ...stepOf(one), undoneAt: one.undoneAt }))
  const inUse = catalogues.inUse()
  if (inUse === null) throw new Refusal('IMPORT_NOT_KNOWN')
  const { catalogue: now, origin } = inUse
  const { catalogue, goesBack, stays } = undoCatalogueImport({ ...step, earlier, now })
  const { version, content } = catalogueContent(catalogue)
  return {
    undo: {
      goesBack,
      staysCount: stays.length,
      stays: stays.slice(0, staysListed).map(({ name, attribute, now: figure }) => ({
        name,
        label: say.fieldLabel(attribute),
        now: say.figure(attribute, figure),
        why: whys.changed[language],
      })),
    },
    packed: { type: 'vehicles', before: now.version, version, content, origin },
    units: [],
  }
}

function undoStock(given: Given, record: ImportRecord): PlannedUndo {
  const { imports, stock, say, language } = given
  const unitsById = new Map<StockUnitId, StockUnit>(stock.units().map((unit) => [unit.id, unit]))
  const units: UnitWrite[] = []
  const stays: Undo['stays'] = []
  const earlierByUnit = Map.groupBy(
    undoneSince(given, record).flatMap(({ id, occurredAt: madeAt, undoneAt }) =>
      imports.unitEdits(id).map((edit) => ({ ...edit, madeAt, undoneAt })),
    ),
    ({ unitId }) => unitId,
  )
  for (const { unitId, before, after } of imports.unitEdits(record.id)) {
    const found = unitsById.get(unitId)
    const now = found === undefined ? null : withoutId(found)
    const back = undoStockImport({
      ...{ before, after, now },
      madeAt: record.occurredAt,
      earlier: earlierByUnit.get(unitId) ?? [],
    })
    if (now === null || back.type === 'nothing') continue
    if (back.type === 'remove' && isKept(given, unitId)) {
      stays.push(staysWhole(now, 'kept', given))
      continue
    }
    if (back.type === 'remove') units.push({ unitId, before: now, after: null })
    if (back.type === 'set') units.push({ unitId, before: now, after: back.fields })
    for (const field of 'stays' in back ? back.stays : [])
      stays.push({
        name: now.number,
        label: say.fieldLabel(field === 'variantId' ? 'vehicle' : field),
        now: say.stockValue(field, now[field]),
        why: whys.changed[language],
      })
  }
  return {
    undo: { goesBack: units.length, staysCount: stays.length, stays: stays.slice(0, staysListed) },
    packed: { type: 'stock', units: units.length, edits: '' },
    units,
  }
}

/** A car that stays as a whole, said by its vehicle and where it stands. */
function staysWhole(
  { number, variantId, state }: Pick<StockUnit, 'number' | 'variantId' | 'state'>,
  why: keyof typeof whys,
  { say, language }: Pick<Given, 'say' | 'language'>,
): Undo['stays'][number] {
  return {
    name: number,
    label: say.stockValue('variantId', variantId),
    now: say.stockValue('state', state),
    why: whys[why][language],
  }
}

/** What came of an undo of cars: those that were passed over while it was written stay besides those that it planned so. */
export function undoneUnits(
  given: Pick<Given, 'say' | 'language'> & { readonly stock: Pick<Stock, 'units'> },
  { stays, staysCount }: Undo,
  { written, passedOver }: WrittenUnits,
): Undo {
  const unitsById = new Map(given.stock.units().map((unit) => [unit.id, unit]))
  // A car that somebody took out of the stock meanwhile is gone: nothing of it stays.
  const others = passedOver.flatMap(({ unitId, why }) => {
    const now = unitsById.get(unitId)
    return now === undefined ? [] : [staysWhole(now, why, given)]
  })
  return {
    goesBack: written,
    staysCount: staysCount + others.length,
    stays: [...stays, ...others].slice(0, staysListed),
  }
}

const withoutId = ({ id: _, ...fields }: StockUnit) => fields

/** Promised to somebody, itself or an hour of it that is not over. */
function isKept({ stock, today }: Given, unitId: StockUnitId): boolean {
  return stock
    .claimsOf(unitId)
    .some(
      ({ hour, opportunityId, besides }) =>
        (hour === null || hour >= today) && [opportunityId, ...besides].some((id) => id !== null),
    )
}
