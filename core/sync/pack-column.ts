import type { Json } from '../canonical-json.ts'
import { isNarrow, isPackable, ordinalOf, timeOf, withOrdinal } from './id-digits.ts'
import { type Column, deepestColumn, deepestValue, type Owners } from './packed-column.ts'
import type { IdWriter, Told } from './packed-ids.ts'
import { packNumbers, packRuns } from './packed-numbers.ts'

/** Ordinals below this on average are those of changes in a set, not chance. */
const meanOrdinal = 64
/** Scalars that repeat this often on average are told once, with their places. */
const repeatsWorthAPick = 1.25

type Scalar = string | number | boolean | null

export interface ColumnPacker {
  /**
   * @param owner what each value belongs to, as long as `values`
   * @param name the field that the values are of, where their owner may say the same under that name
   * @throws RangeError on a value that JSON cannot say, that lies deeper than a page may, or that has a key `__proto__`
   */
  readonly pack: (
    values: readonly Json[],
    owner: readonly number[],
    owners: Owners,
    name?: string | null,
  ) => Packing<Column>
}

/** Packing in steps: whoever has other things to do does them between two steps, each a column of a page long. */
export type Packing<T> = Generator<undefined, T>

/** Packs without a pause. */
export function packedAtOnce<T>(packing: Packing<T>): T {
  for (;;) {
    const { done, value } = packing.next()
    if (done === true) return value
  }
}

export function createColumnPacker(ids: IdWriter): ColumnPacker {
  function* pack(
    values: readonly Json[],
    owner: readonly number[],
    owners: Owners,
    name: string | null,
    depth: number,
  ): Packing<Column> {
    yield
    if (values.length === 0) return { type: 'same', value: null }
    const said = name === null ? undefined : owners.header.get(name)
    if (said && values.every((value, index) => value === said[owner[index] ?? -1])) return { type: 'header' }

    const kinds = values.map(kindOf)
    const [kind = 'null'] = kinds
    if (kinds.every((each) => each === kind)) return yield* packKind(kind, values, owner, owners, depth)
    if (kinds.every((each) => each === 'whole' || each === 'number')) return packScalars(values)
    return yield* packMixed(kinds, values, owner, owners, depth)
  }

  function* packMixed(
    kinds: readonly string[],
    values: readonly Json[],
    owner: readonly number[],
    owners: Owners,
    depth: number,
  ): Packing<Column> {
    const parts = new Map<
      string,
      { readonly values: Json[]; readonly owner: number[]; readonly kind: number }
    >()
    const kindNumbers = kinds.map((kind, index) => {
      const part = parts.get(kind) ?? { values: [], owner: [], kind: parts.size }
      parts.set(kind, part)
      part.values.push(values[index] ?? null)
      part.owner.push(owner[index] ?? 0)
      return part.kind
    })
    const columns: Column[] = []
    for (const [kind, part] of parts)
      columns.push(yield* packKind(kind, part.values, part.owner, owners, depth))
    return { type: 'mixed', kinds: packNumbers(kindNumbers, null), columns }
  }

  function* packKind(
    kind: string,
    values: readonly Json[],
    owner: readonly number[],
    owners: Owners,
    depth: number,
  ): Packing<Column> {
    switch (kind) {
      case 'null':
      case 'boolean':
      case 'number':
      case 'text':
        return packScalars(values)
      case 'whole':
        return packWhole(values, owner, owners)
      case 'id':
        return packIds(values, owner, owners)
      default:
    }
    if (depth === deepestColumn) return { type: 'verbatim', values: values.map((value) => plain(value, 0)) }
    if (kind === 'list') {
      const lists = values.map((value) => (isList(value) ? value : []))
      const lengths = lists.map(({ length }) => length)
      const itemOwner = lists.flatMap(({ length }, index) =>
        new Array<number>(length).fill(owner[index] ?? 0),
      )
      const items = yield* pack(lists.flat(), itemOwner, owners, null, depth + 1)
      return { type: 'list', lengths: packNumbers(lengths, null), items }
    }
    const objects = values.map((value) => (isObject(value) ? value : {}))
    const keys = keysOf(objects[0] ?? {})
    const columns: Column[] = []
    for (const key of keys) {
      const ofKey = objects.map((object) => object[key] ?? null)
      columns.push(yield* pack(ofKey, owner, owners, null, depth + 1))
    }
    return { type: 'object', keys, columns }
  }

  function packWhole(values: readonly Json[], owner: readonly number[], owners: Owners): Column {
    const scalars = packScalars(values)
    if (scalars.type !== 'each') return scalars
    const numbers = packNumbers(
      values.map((value) => (typeof value === 'number' ? value : 0)),
      owners.times.length === 0 ? null : (index) => owners.times[owner[index] ?? 0] ?? 0,
    )
    return { type: 'numbers', ...numbers }
  }

  function packIds(values: readonly Json[], owner: readonly number[], owners: Owners): Column {
    const known = values.map((value) => (typeof value === 'string' ? value : ''))
    const before = known.map(ids.find)
    const strangers = known.filter((_, index) => before[index] === undefined)
    const ordinalsOfStrangers = strangers.reduce((sum, id) => sum + ordinalOf(id), 0)
    const isWide = ordinalsOfStrangers >= meanOrdinal * strangers.length || !strangers.every(isNarrow)

    const isNew: boolean[] = []
    const told: number[] = []
    const toldOwner: number[] = []
    const times: number[] = []
    const timesOwner: number[] = []
    const ordinals: number[] = []
    for (const [index, id] of known.entries()) {
      const found: Told | undefined = before[index] ?? ids.find(id)
      isNew.push(found === undefined)
      if (found) {
        told.push(found.number)
        toldOwner.push(owner[index] ?? 0)
        ordinals.push(found.ordinal)
        continue
      }
      ids.tell(isWide ? id : withOrdinal(id, 0), isWide)
      times.push(timeOf(id))
      timesOwner.push(owner[index] ?? 0)
      ordinals.push(isWide ? 0 : ordinalOf(id))
    }
    const hasOwners = owners.numbers.length > 0
    return {
      type: 'ids',
      isNew: packRuns(isNew),
      ...(told.length > 0 && {
        told: packNumbers(told, hasOwners ? (index) => owners.numbers[toldOwner[index] ?? 0] ?? 0 : null),
      }),
      ...(times.length > 0 && {
        times: packNumbers(times, hasOwners ? (index) => owners.idTimes[timesOwner[index] ?? 0] ?? 0 : null),
      }),
      ...(ordinals.some((ordinal) => ordinal !== 0) && { ordinals: packNumbers(ordinals, null) }),
      ...(isWide && times.length > 0 && { wide: true }),
    }
  }

  return {
    pack: (values, owner, owners, name = null) => pack(values, owner, owners, name, 0),
  }
}

function packScalars(values: readonly Json[]): Column {
  const scalars = values.map(scalarOf)
  const [first = null] = scalars
  if (scalars.every((value) => value === first)) return { type: 'same', value: first }
  const places = new Map<Scalar, number>()
  const at = scalars.map((value) => {
    const place = places.get(value) ?? places.size
    places.set(value, place)
    return place
  })
  if (places.size * repeatsWorthAPick > scalars.length) return { type: 'each', values: scalars }
  return { type: 'pick', of: [...places.keys()], at: packNumbers(at, null) }
}

/** What is packed alike: one kind for objects of the same keys. */
function kindOf(value: Json): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return isPackable(value) ? 'id' : 'text'
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'whole' : 'number'
  return isList(value) ? 'list' : `object ${JSON.stringify(keysOf(value))}`
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

type JsonObject = { readonly [key: string]: Json | undefined }
const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value)

/** @throws RangeError on the key that whoever reads a page must refuse */
function keysOf(value: JsonObject): string[] {
  const keys = Object.keys(value).filter((key) => value[key] !== undefined)
  if (keys.includes('__proto__')) throw new RangeError('No value may have the key __proto__')
  return keys
}

function scalarOf(value: Json): Scalar {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} is not JSON`)
  return typeof value === 'object' ? null : value
}

function plain(value: Json, depth: number): Json {
  if (depth > deepestValue) throw new RangeError('A value lies deeper in lists than a page may tell')
  if (value === null || typeof value !== 'object') return scalarOf(value)
  if (isList(value)) return value.map((item) => plain(item, depth + 1))
  return Object.fromEntries(keysOf(value).map((key) => [key, plain(value[key] ?? null, depth + 1)]))
}
