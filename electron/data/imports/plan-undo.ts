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

type Undo = Answered['undo']['undo']

/** What takes an import back, and what stays because it was changed since. */
export interface PlannedUndo {
  readonly undo: Undo
  readonly packed: Answered['pack']
  readonly units: readonly UnitWrite[]
}

interface Given {
  readonly imports: Pick<Imports, 'get' | 'unitEdits'>
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

/** @throws Refusal NOT_FOUND, IMPORT_NOT_KNOWN where the catalogue that the import made is not kept any more */
export function planUndo(given: Given, importId: ImportId): PlannedUndo {
  const record = given.imports.get(importId)
  if (record === null) throw new Refusal('NOT_FOUND')
  return record.target === 'vehicles'
    ? undoVehicles(given, record.beforeVersion, record.afterVersion)
    : undoStock(given, importId)
}

function undoVehicles(
  { catalogues, say, language }: Given,
  beforeVersion: string | null,
  afterVersion: string | null,
): PlannedUndo {
  const kept = (version: string | null): Catalogue => {
    const catalogue = version === null ? null : catalogues.get(version)
    if (catalogue === null) throw new Refusal('IMPORT_NOT_KNOWN')
    return catalogue
  }
  const before = beforeVersion === null ? null : kept(beforeVersion)
  const after = kept(afterVersion)
  const inUse = catalogues.inUse()
  if (inUse === null) throw new Refusal('IMPORT_NOT_KNOWN')
  const { catalogue: now, origin } = inUse
  const { catalogue, goesBack, stays } = undoCatalogueImport({ before, after, now })
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

function undoStock(given: Given, importId: ImportId): PlannedUndo {
  const { imports, stock, say, language } = given
  const unitsById = new Map<StockUnitId, StockUnit>(stock.units().map((unit) => [unit.id, unit]))
  const units: UnitWrite[] = []
  const stays: Undo['stays'] = []
  for (const { unitId, before, after } of imports.unitEdits(importId)) {
    const found = unitsById.get(unitId)
    const now = found === undefined ? null : withoutId(found)
    const back = undoStockImport({ before, after, now })
    if (now === null || back.type === 'nothing') continue
    if (back.type === 'remove' && isKept(given, unitId)) {
      const label = say.stockValue('variantId', now.variantId)
      stays.push({
        name: now.number,
        label,
        now: say.stockValue('state', now.state),
        why: whys.kept[language],
      })
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
