import type { Variant } from '../catalogue/catalogue.ts'
import { slug } from '../catalogue/vehicle-id.ts'
import type { VariantId } from '../ids.ts'

type Named = Pick<Variant, 'id' | 'brand' | 'model' | 'name'>

/** What a name of a vehicle comes to in a catalogue. */
type VehicleFinding =
  | { readonly type: 'found'; readonly id: VariantId }
  | { readonly type: 'not-known' }
  /** Several vehicles may be meant: their whole names. */
  | { readonly type: 'not-clear'; readonly names: readonly string[] }

export type FindVehicle = (text: string) => VehicleFinding

/** So many names are told of those that may be meant. */
const mostNames = 5

/**
 * Finds vehicles of a catalogue by how lists name them: the id, the whole name in any case and punctuation, or words that
 * only one vehicle has all of (`City 1.2 CVT`). Of a model with one variant its name is enough.
 */
export function createVehicleFinder(variants: readonly Named[]): FindVehicle {
  // Made when it is first asked: of tens of thousands of vehicles it takes a second.
  let find: FindVehicle | null = null
  return (text) => {
    find ??= createIndexedFinder(variants)
    return find(text)
  }
}

function createIndexedFinder(variants: readonly Named[]): FindVehicle {
  const byName = new Map<string, Named[]>()
  const byWord = new Map<string, Set<Named>>()
  const note = (name: string, variant: Named) => {
    const known = byName.get(name)
    if (known === undefined) byName.set(name, [variant])
    else if (known.at(-1) !== variant) known.push(variant)
  }
  for (const variant of variants) {
    const { id, brand, model, name } = variant
    note(id, variant)
    for (const parts of [[brand, model, name], [model, name], [brand, model], [model]])
      note(slug(parts.join(' ')), variant)
    for (const word of wordsOf([brand, model, name].join(' '))) {
      const having = byWord.get(word) ?? new Set()
      byWord.set(word, having.add(variant))
    }
  }

  const byWords = (text: string): readonly Named[] => {
    const words = [...wordsOf(text)]
    const having = words.map((word) => byWord.get(word) ?? new Set<Named>())
    const [first, ...rest] = having.toSorted((a, b) => a.size - b.size)
    return first ? [...first].filter((variant) => rest.every((set) => set.has(variant))) : []
  }
  return (text) => {
    const id = text.trim().toLowerCase()
    const found = byName.get(id) ?? byName.get(slug(text)) ?? byWords(text)
    const [one] = found
    if (one === undefined) return { type: 'not-known' }
    if (found.length === 1) return { type: 'found', id: one.id }
    const names = found.slice(0, mostNames).map(({ brand, model, name }) => `${brand} ${model} ${name}`)
    return { type: 'not-clear', names: found.length > mostNames ? [...names, '…'] : names }
  }
}

/** Words of a name; `1.2L` and `1.2` are the same one. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = text
    .toLowerCase()
    .replace(/(\d)\.(\d)/g, '$1_$2')
    .replace(/(\d_\d)\s*(?:l|litres?|liters?)\b/g, '$1')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('+', ' plus ')
    .split(/[^a-z0-9_]+/)
  return new Set(words.filter((word) => word !== ''))
}
