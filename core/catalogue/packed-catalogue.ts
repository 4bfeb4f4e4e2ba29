import { z } from 'zod'
import { type Attribute, attributeNames, attributes, type Figure } from './attribute.ts'
import { type Catalogue, sourceSchema, type Variant, variantSchema } from './catalogue.ts'

/**
 * A catalogue by columns: the same words and figures stand once, so that tens of thousands of vehicles take a few
 * megabytes as JSON, far less when compressed, and are read in a fraction of the time.
 *
 * `words` holds every text once; `ids`, `brands`, `models` and `names` are places in it, one a variant. Of an attribute,
 * `at` are the places of the variants that have a figure, as steps from the one before; `of` says for each what it is, as
 * a place in `figures`: each distinct figure of the attribute once.
 */
export type PackedCatalogue = z.infer<typeof packedSchema>

const packedSchema = z.object({
  format: z.literal(1),
  version: z.string().min(1),
  sources: z.array(sourceSchema),
  words: z.array(z.string()),
  // Read item by item below, where each is looked up.
  ids: z.unknown(),
  brands: z.unknown(),
  models: z.unknown(),
  names: z.unknown(),
  attributes: z.record(
    z.string(),
    z.object({ at: z.unknown(), of: z.unknown(), figures: z.array(z.unknown()) }),
  ),
})

export function packCatalogue({ version, variants, sources }: Catalogue): PackedCatalogue {
  const words = placesOf<string>((word) => word)
  const columns = attributeNames.map((attribute) => [attribute, packColumn(variants, attribute)] as const)
  return {
    format: 1,
    version,
    sources: [...sources],
    ids: variants.map(({ id }) => words.place(id)),
    brands: variants.map(({ brand }) => words.place(brand)),
    models: variants.map(({ model }) => words.place(model)),
    names: variants.map(({ name }) => words.place(name)),
    words: words.all,
    attributes: Object.fromEntries(columns.filter(([, { at }]) => at.length > 0)),
  }
}

/**
 * What `packCatalogue` packed; an attribute that this version does not know is left out.
 * @throws Error for anything else
 */
export function unpackCatalogue(json: unknown): Catalogue {
  const packed = packedSchema.parse(json)
  const word = (place: unknown): string => packed.words[placeIn(place, packed.words.length)] ?? ''
  const [ids, brands, models, names] = [packed.ids, packed.brands, packed.models, packed.names].map(
    (column) => z.array(z.unknown()).parse(column),
  )
  const figures: Partial<Record<Attribute, Figure>>[] = Array.from({ length: ids?.length ?? 0 }, () => ({}))
  for (const attribute of attributeNames) {
    const column = packed.attributes[attribute]
    if (column === undefined) continue
    const known = z.array(figureSchema(attribute)).parse(column.figures)
    const [at, of] = [z.array(z.unknown()).parse(column.at), z.array(z.unknown()).parse(column.of)]
    let variant = 0
    for (const [n, step] of at.entries()) {
      variant += placeIn(step, figures.length - variant)
      const figure = known[placeIn(of[n], known.length)]
      const row = figures[variant]
      if (row !== undefined && figure !== undefined) row[attribute] = figure
    }
  }
  const variants = figures.map(
    (row, n): Variant => ({
      id: idSchema.parse(word(ids?.[n])),
      brand: word(brands?.[n]),
      model: word(models?.[n]),
      name: word(names?.[n]),
      figures: row,
    }),
  )
  return { version: packed.version, variants, sources: packed.sources }
}

const idSchema = variantSchema.shape.id
const figureSchema = (attribute: Attribute) =>
  variantSchema.shape.figures.valueType.refine(({ type }) => type === attributes[attribute].kind)

function packColumn(variants: readonly Variant[], attribute: Attribute) {
  const distinct = placesOf<Figure>((figure) => JSON.stringify(figure))
  const [at, of]: [number[], number[]] = [[], []]
  let last = 0
  for (const [n, { figures }] of variants.entries()) {
    const figure = figures[attribute]
    if (figure === undefined || figure.type === 'unknown') continue
    at.push(n - last)
    last = n
    of.push(distinct.place(figure))
  }
  return { at, of, figures: distinct.all }
}

/** Gives each distinct thing a place, in the order of coming; one that comes again itself is known without its key. */
function placesOf<T>(keyOf: (thing: T) => string) {
  const places = new Map<string, number>()
  const placesOfSame = new Map<T, number>()
  const all: T[] = []
  const placeByKey = (thing: T): number => {
    const key = keyOf(thing)
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, all.length)
    all.push(thing)
    return all.length - 1
  }
  return {
    all,
    place(thing: T): number {
      const known = placesOfSame.get(thing)
      if (known !== undefined) return known
      const place = placeByKey(thing)
      placesOfSame.set(thing, place)
      return place
    },
  }
}

function placeIn(place: unknown, length: number): number {
  if (typeof place === 'number' && Number.isInteger(place) && place >= 0 && place < length) return place
  throw new Error(`A packed catalogue names place ${String(place)} of ${length}`)
}
