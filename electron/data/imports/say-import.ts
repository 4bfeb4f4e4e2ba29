import { type Attribute, attributeNames, type Figure } from '../../../core/catalogue/attribute.ts'
import type { Catalogue } from '../../../core/catalogue/catalogue.ts'
import { attributeLabel, codeName, figureText } from '../../../core/catalogue/figure-text.ts'
import type { FigureChange } from '../../../core/import/import-plan.ts'
import { isOlder } from '../../../core/import/is-older.ts'
import type { MappedTarget } from '../../../core/import/mapping.ts'
import type { StockChange, StockField } from '../../../core/import/plan-stock.ts'
import { type TargetField, targetFields } from '../../../core/import/target.ts'
import type { Language, Wording } from '../../../core/market/language.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import type { StockState } from '../../../core/stock/stock-state.ts'

/** One value that changes, as a person reads it; `from` is `null` for what was not known. */
export interface SaidChange {
  readonly label: string
  readonly from: string | null
  readonly to: string
  /** What stands is of a later date than what the file says. */
  readonly older: boolean
}

/** How fields, codes and changes of an import are said to a person. */
export interface SayImport {
  readonly fieldLabel: (fieldId: string) => string
  /** A code of a field: of an attribute, of a car's state, or the name of an attribute itself. */
  readonly code: (field: TargetField, code: string) => string
  readonly figure: (attribute: Attribute, figure: Figure | undefined) => string
  readonly figureChange: (change: Omit<FigureChange, 'variantId'>) => SaidChange
  readonly stockValue: (field: StockField, value: string | null) => string
  readonly stockChange: (change: StockChange) => SaidChange
}

/** What a catalogue calls its vehicles and its sources. */
interface Named {
  readonly variants: readonly Pick<Catalogue['variants'][number], 'id' | 'brand' | 'model' | 'name'>[]
  readonly sources: readonly Pick<Catalogue['sources'][number], 'id' | 'title'>[]
}

export function createSayImport({
  market,
  language,
  catalogue,
}: {
  readonly market: MarketPack
  readonly language: Language
  /** The one in use: a vehicle or a source that it does not have stands for itself, by its id. */
  readonly catalogue: Named | null
}): SayImport {
  const fields = new Map(
    targets
      .flatMap((target) => targetFields(target, market))
      .map((field) => [field.id, field.label[language]]),
  )
  const names = new Map<string, string>(
    catalogue?.variants.map(({ id, brand, model, name }) => [id, `${brand} ${model} ${name}`]) ?? [],
  )
  const titles = new Map<string, string>(catalogue?.sources.map(({ id, title }) => [id, title]) ?? [])
  const fieldLabel = (fieldId: string) => fields.get(fieldId) ?? fieldId
  const figure = (attribute: Attribute, said: Figure | undefined) =>
    figureText(attribute, said, market, language)
  const stockValue = (field: StockField, value: string | null): string => {
    if (value === null || value === '') return nothing[language]
    if (field === 'variantId') return names.get(value) ?? value
    return field === 'state' ? stateName(value, language) : value
  }
  return {
    fieldLabel,
    figure,
    stockValue,
    code: ({ kind, id }, code) => {
      if (id === 'state') return stateName(code, language)
      if (kind !== 'attribute') return codeName(code, language, market)
      const attribute = attributeNames.find((name) => name === code)
      return attribute ? attributeLabel(attribute, language, market) : code
    },
    figureChange({ attribute, from, to }) {
      const label = attributeLabel(attribute, language, market)
      const [before, after] = [figure(attribute, from), figure(attribute, to)]
      if (from === undefined || from.type === 'unknown') return { label, from: null, to: after, older: false }
      // A figure of another source or date is another figure, even where its value stands.
      const isOfElsewhere =
        before === after || (to.type !== 'unknown' && (from.source !== to.source || from.asOf !== to.asOf))
      const whence = (one: Figure) =>
        one.type === 'unknown' ? '' : ` (${titles.get(one.source) ?? one.source}, ${one.asOf})`
      return {
        label,
        from: isOfElsewhere ? `${before}${whence(from)}` : before,
        to: isOfElsewhere ? `${after}${whence(to)}` : after,
        older: isOlder({ from, to }),
      }
    },
    stockChange({ field, from, to }) {
      const label = fieldLabel(field === 'variantId' ? 'vehicle' : field)
      const said = from === undefined ? null : stockValue(field, from)
      return { label, from: said, to: stockValue(field, to), older: false }
    },
  }
}

const targets: readonly MappedTarget[] = ['stock', 'figures', 'vehicles-wide']
const nothing: Wording = { en: 'nothing', ur: 'کچھ نہیں' }

const stateNames: Readonly<Record<StockState, Wording>> = {
  'in-stock': { en: 'In stock', ur: 'اسٹاک میں' },
  'in-transit': { en: 'On its way', ur: 'راستے میں' },
  allocated: { en: 'Allocated', ur: 'مختص' },
  demo: { en: 'Demo car', ur: 'ڈیمو گاڑی' },
  sold: { en: 'Sold', ur: 'بک چکی' },
}
const isState = (code: string): code is StockState => Object.hasOwn(stateNames, code)
const stateName = (code: string, language: Language): string =>
  isState(code) ? stateNames[code][language] : code
