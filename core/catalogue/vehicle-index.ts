import type { VariantId } from '../ids.ts'
import { foldLetters } from '../market/fold-letters.ts'
import { foldName } from '../market/fold-name.ts'
import type { Attribute, Figure } from './attribute.ts'
import type { Catalogue, Variant } from './catalogue.ts'
import { modelKeyOf } from './vehicle-id.ts'

export const codeWishes = ['body', 'fuel', 'transmission', 'drive'] as const satisfies readonly Attribute[]
export type CodeWish = (typeof codeWishes)[number]

/** A model and where its variants stand in the index: from `from`, up to and without `to`. */
export interface VehicleModel {
  /** Names it on every laptop: `honda/city`. */
  readonly key: string
  readonly brand: string
  readonly model: string
  readonly from: number
  readonly to: number
}

/** The codes that some variant has, and which of them each has: a bit for each code, 0 where it is not known. */
interface CodesOfVariants {
  readonly codes: readonly string[]
  readonly bits: Int32Array
}

/**
 * A catalogue made ready to be looked through. Variants stand model by model, models by name; within a model the newest
 * model year first, then the cheapest. Numbers that are not known are not numbers.
 */
export interface VehicleIndex {
  readonly catalogue: Catalogue
  readonly variants: readonly Variant[]
  readonly models: readonly VehicleModel[]
  /** The model of each variant. */
  readonly modelOf: Int32Array
  readonly positionById: ReadonlyMap<VariantId, number>
  readonly codes: Readonly<Record<CodeWish, CodesOfVariants>>
  /** The most that it may be. */
  readonly seats: Float64Array
  /** The least that it may be, in minor units. */
  readonly priceMinor: Float64Array
  /** The newest that it may be. */
  readonly modelYear: Float64Array
  /** Brand, model and variant for search: letters and digits in one piece, and word by word with a space before each. */
  readonly compact: readonly string[]
  readonly spaced: readonly string[]
  /** The same in one piece as people may misspell it; made when it is first asked for. */
  readonly misspelled: () => readonly string[]
}

/** Makes the index of a catalogue: once for each version, to be kept by the caller. */
export function createVehicleIndex(catalogue: Catalogue): VehicleIndex {
  const byModel = [...Map.groupBy(catalogue.variants, ({ id }) => modelKeyOf(id))]
    .flatMap(([key, variants]) => {
      const [first] = variants
      return first === undefined ? [] : [{ key, brand: first.brand, model: first.model, variants }]
    })
    .sort((a, b) => compareNames(a.brand, b.brand) || compareNames(a.model, b.model))
  const variants: Variant[] = []
  const models = byModel.map((model): VehicleModel => {
    const from = variants.length
    for (const variant of inOrder(model.variants)) variants.push(variant)
    return { key: model.key, brand: model.brand, model: model.model, from, to: variants.length }
  })
  const modelOf = new Int32Array(variants.length)
  models.forEach(({ from, to }, number) => {
    modelOf.fill(number, from, to)
  })
  // One after the other in plain loops: over tens of thousands of vehicles `from` takes several times as long.
  const column = () => new Float64Array(variants.length)
  const [seats, priceMinor, modelYear] = [column(), column(), column()]
  const [spaced, compact]: [string[], string[]] = [[], []]
  const positionById = new Map<VariantId, number>()
  variants.forEach(({ id, brand, model, name, figures }, position) => {
    positionById.set(id, position)
    seats[position] = numberOf(figures.seats, 'max')
    priceMinor[position] = numberOf(figures.priceMinor, 'min')
    modelYear[position] = numberOf(figures.modelYear, 'max')
    const words = foldWords(`${brand} ${model} ${name}`)
    spaced.push(` ${words}`)
    compact.push(words.replaceAll(' ', ''))
  })
  let misspelled: readonly string[] | null = null
  return {
    catalogue,
    variants,
    models,
    modelOf,
    positionById,
    codes: {
      body: codesOf(variants, 'body'),
      fuel: codesOf(variants, 'fuel'),
      transmission: codesOf(variants, 'transmission'),
      drive: codesOf(variants, 'drive'),
    },
    seats,
    priceMinor,
    modelYear,
    spaced,
    compact,
    misspelled() {
      misspelled ??= misspelledNames(variants)
      return misspelled
    },
  }
}

const isAscii = /^[\x20-\x7e]*$/

/** Words of letters and digits, each in one form whatever the keyboard and the case, with one space between. */
export function foldWords(text: string): string {
  const folded = foldLetters(text)
  // Most names are plain Latin letters, for which the classes of Unicode cost ten times as much.
  return folded.replace(isAscii.test(folded) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, ' ').trim()
}

/** A word in one piece as people may misspell it: the doubled letters of `Corolla` count once. */
export function foldMisspelled(text: string): string {
  return foldName(text).replaceAll(' ', '')
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const compareNames = (a: string, b: string): number => byName.compare(a, b)

function inOrder(variants: readonly Variant[]): readonly Variant[] {
  if (variants.length === 1) return variants
  return variants
    .map((variant) => ({
      variant,
      year: numberOf(variant.figures.modelYear, 'max'),
      price: numberOf(variant.figures.priceMinor, 'min'),
    }))
    .sort(
      (a, b) =>
        compareKnown(a.year, b.year, 'most-first') ||
        compareKnown(a.price, b.price, 'least-first') ||
        compareNames(a.variant.name, b.variant.name),
    )
    .map(({ variant }) => variant)
}

/** The order of two numbers, what is not known last. */
export function compareKnown(a: number, b: number, order: 'least-first' | 'most-first'): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return order === 'least-first' ? a - b : b - a
}

function numberOf(figure: Figure | undefined, end: 'min' | 'max'): number {
  return figure?.type === 'number' ? figure[end] : Number.NaN
}

function codesOf(variants: readonly Variant[], attribute: CodeWish): CodesOfVariants {
  const bitByCode = new Map<string, number>()
  const bits = new Int32Array(variants.length)
  variants.forEach(({ figures }, position) => {
    const figure = figures[attribute]
    if (figure?.type !== 'code') return
    let has = 0
    for (const code of figure.codes) {
      const bit = bitByCode.get(code) ?? bitByCode.size
      // An integer has no more; a catalogue with as many codes of one kind is none that anyone could choose from.
      if (bit > 30) continue
      bitByCode.set(code, bit)
      has |= 1 << bit
    }
    bits[position] = has
  })
  return { codes: [...bitByCode.keys()], bits }
}

/** Folded word by word: a catalogue has far fewer words than names. */
function misspelledNames(variants: readonly Variant[]): readonly string[] {
  const folded = new Map<string, string>()
  const fold = (word: string): string => {
    const known = folded.get(word)
    if (known !== undefined) return known
    const made = foldMisspelled(word)
    folded.set(word, made)
    return made
  }
  return variants.map(({ brand, model, name }) => `${brand} ${model} ${name}`.split(/\s+/).map(fold).join(''))
}
