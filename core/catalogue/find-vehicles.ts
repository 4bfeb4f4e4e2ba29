import type { VariantId } from '../ids.ts'
import type { Attribute } from './attribute.ts'
import { matchWords } from './match-words.ts'
import {
  type CodeWish,
  codeWishes,
  compareKnown,
  type VehicleIndex,
  type VehicleModel,
} from './vehicle-index.ts'

/** What to look for; an empty text, no codes and `null` are no wish. Of several codes one is enough. */
export interface Wishes extends Readonly<Record<CodeWish, readonly string[]>> {
  readonly words: string
  readonly seatsAtLeast: number | null
  /** In the market's minor units. */
  readonly priceAtMostMinor: number | null
  /** The variants to keep to; `null` for all. */
  readonly among: ReadonlySet<VariantId> | null
}

export const noWishes: Wishes = {
  words: '',
  body: [],
  fuel: [],
  transmission: [],
  drive: [],
  seatsAtLeast: null,
  priceAtMostMinor: null,
  among: null,
}

type VehicleOrder = 'name' | 'price' | 'newest'

/** `cannot-tell`: nothing known of it speaks against a wish, and a figure that a wish rests on is not known. */
type Fit = 'fitting' | 'cannot-tell'

/** A model and those of its variants that were asked for, by their positions in the index. */
export interface FoundModel {
  readonly model: VehicleModel
  readonly positions: readonly number[]
}

export interface FoundVehicles {
  readonly fitting: { readonly variants: number; readonly models: number }
  readonly cannotTell: {
    readonly variants: number
    readonly models: number
    /** The figures that it would take, and for how many variants; the one that most lack first. */
    readonly because: readonly { readonly attribute: Attribute; readonly variants: number }[]
  }
  /** No name holds the words as they are spelled; what was found sounds like them. */
  readonly isSpelledOtherwise: boolean
  /** @returns the models of a page, of those that fit or of those of which nobody can tell */
  readonly page: (fit: Fit, order: VehicleOrder, offset: number, limit: number) => readonly FoundModel[]
  /** @returns the positions of one model's variants, `null` for a model that is not in the catalogue */
  readonly variantsOf: (fit: Fit, modelKey: string) => readonly number[] | null
}

const no = 0
const yes = 1
const cannotTell = 2

/**
 * The vehicles that fit every wish, and apart from them those of which nobody can tell. One figure that does not fit is
 * enough to leave a vehicle out, whatever else is not known of it. A range fits when some of it does.
 */
export function findVehicles(index: VehicleIndex, wishes: Wishes): FoundVehicles {
  const { variants, models, modelOf } = index
  const words = matchWords(index, wishes.words)
  const { fits, because } = judgeAll(index, wishes, words.isMatch)
  const counts = { [yes]: new Int32Array(models.length), [cannotTell]: new Int32Array(models.length) }
  const total = { [yes]: 0, [cannotTell]: 0 }
  for (let at = 0; at < variants.length; at += 1) {
    const fit = fits[at]
    if (fit !== yes && fit !== cannotTell) continue
    const model = modelOf[at] ?? 0
    counts[fit][model] = (counts[fit][model] ?? 0) + 1
    total[fit] += 1
  }
  const modelsWith = (fit: typeof yes | typeof cannotTell): readonly number[] => {
    const found: number[] = []
    for (let model = 0; model < models.length; model += 1) if (counts[fit][model] !== 0) found.push(model)
    return found
  }
  const found = { [yes]: modelsWith(yes), [cannotTell]: modelsWith(cannotTell) }
  const positionsIn = ({ from, to }: VehicleModel, fit: number): readonly number[] => {
    const positions: number[] = []
    for (let at = from; at < to; at += 1) if (fits[at] === fit) positions.push(at)
    return positions
  }
  const asked = (fit: Fit) => (fit === 'fitting' ? yes : cannotTell)
  return {
    fitting: { variants: total[yes], models: found[yes].length },
    cannotTell: { variants: total[cannotTell], models: found[cannotTell].length, because },
    isSpelledOtherwise: words.isSpelledOtherwise,
    page(fit, order, offset, limit) {
      const wanted = asked(fit)
      return inOrder(index, found[wanted], order, (model) => positionsIn(model, wanted))
        .slice(offset, offset + limit)
        .flatMap((number) => {
          const model = models[number]
          return model === undefined ? [] : [{ model, positions: positionsIn(model, wanted) }]
        })
    },
    variantsOf(fit, modelKey) {
      const model = models.find(({ key }) => key === modelKey)
      return model === undefined ? null : positionsIn(model, asked(fit))
    },
  }
}

/** Every variant judged by every wish, and for how many that nobody can tell of each figure is missing. */
function judgeAll(
  index: VehicleIndex,
  wishes: Wishes,
  isMatch: (position: number) => boolean,
): {
  readonly fits: Uint8Array
  readonly because: readonly { readonly attribute: Attribute; readonly variants: number }[]
} {
  const size = index.variants.length
  const tests = testsOf(index, wishes)
  const missing = new Int32Array(tests.length)
  const fits = new Uint8Array(size)
  for (let at = 0; at < size; at += 1) {
    // Which of the wishes rest on something that is not known, as bits.
    let lacks = 0
    let isOut = false
    for (let test = 0; test < tests.length && !isOut; test += 1) {
      const fit = tests[test]?.fit(at)
      if (fit === no) isOut = true
      else if (fit === cannotTell) lacks |= 1 << test
    }
    if (isOut) continue
    const variant = index.variants[at]
    if (variant === undefined || wishes.among?.has(variant.id) === false || !isMatch(at)) continue
    fits[at] = lacks === 0 ? yes : cannotTell
    for (let test = 0; lacks !== 0 && test < tests.length; test += 1)
      if ((lacks & (1 << test)) !== 0) missing[test] = (missing[test] ?? 0) + 1
  }
  const because = tests
    .map(({ attribute }, test) => ({ attribute, variants: missing[test] ?? 0 }))
    .filter(({ variants }) => variants > 0)
    .sort((a, b) => b.variants - a.variants)
  return { fits, because }
}

interface Test {
  readonly attribute: Attribute
  readonly fit: (position: number) => number
}

/** What each wish asks of the variant at a position. */
function testsOf(index: VehicleIndex, wishes: Wishes): readonly Test[] {
  const tests: Test[] = []
  for (const attribute of codeWishes) {
    const { codes, bits } = index.codes[attribute]
    if (wishes[attribute].length === 0) continue
    let wanted = 0
    for (const code of wishes[attribute]) {
      const bit = codes.indexOf(code)
      if (bit !== -1) wanted |= 1 << bit
    }
    tests.push({
      attribute,
      fit(position) {
        const has = bits[position] ?? 0
        if (has === 0) return cannotTell
        return (has & wanted) === 0 ? no : yes
      },
    })
  }
  const { seatsAtLeast, priceAtMostMinor } = wishes
  if (seatsAtLeast !== null)
    tests.push({ attribute: 'seats', fit: numberFit(index.seats, (seats) => seats >= seatsAtLeast) })
  if (priceAtMostMinor !== null)
    tests.push({
      attribute: 'priceMinor',
      fit: numberFit(index.priceMinor, (price) => price <= priceAtMostMinor),
    })
  return tests
}

const numberFit = (column: Float64Array, isMet: (value: number) => boolean) => (position: number) => {
  const value = column[position] ?? Number.NaN
  if (Number.isNaN(value)) return cannotTell
  return isMet(value) ? yes : no
}

/** Models by number in an order; those without the figure that they are ordered by come last, by name. */
function inOrder(
  index: VehicleIndex,
  found: readonly number[],
  order: VehicleOrder,
  positionsOf: (model: VehicleModel) => readonly number[],
): readonly number[] {
  if (order === 'name') return found
  const [column, first] =
    order === 'price'
      ? ([index.priceMinor, 'least-first'] as const)
      : ([index.modelYear, 'most-first'] as const)
  const keyOf = (number: number): number => {
    const model = index.models[number]
    let best = Number.NaN
    for (const position of model === undefined ? [] : positionsOf(model)) {
      const value = column[position] ?? Number.NaN
      if (compareKnown(value, best, first) < 0) best = value
    }
    return best
  }
  return found
    .map((number) => ({ number, key: keyOf(number) }))
    .sort((a, b) => compareKnown(a.key, b.key, first) || a.number - b.number)
    .map(({ number }) => number)
}
