import type { z } from 'zod'
import { withOrdinal } from './id-digits.ts'
import { columnSchema, deepestColumn, deepestValue, type Owners } from './packed-column.ts'
import type { IdReader } from './packed-ids.ts'
import { type PackedNumbers, unpackNumbers, unpackRuns } from './packed-numbers.ts'
import { PageNotReadable } from './packed-page.ts'
import type { PageValue } from './unpacked-values.ts'

/** What one page may say, so that a small one cannot grow without end: values, and characters in them. */
const mostValues = 4_000_000
const mostCharacters = 64_000_000
const greatestOrdinal = 1023

export interface ColumnUnpacker {
  /**
   * @param owner what each value belongs to
   * @throws PageNotReadable
   */
  readonly unpack: (
    column: unknown,
    owner: readonly number[],
    owners: Owners,
    name?: string | null,
  ) => readonly PageValue[]
}

export function createColumnUnpacker(ids: IdReader): ColumnUnpacker {
  let valuesLeft = mostValues
  let charactersLeft = mostCharacters

  const spend = (values: number, characters: number): void => {
    valuesLeft -= values
    charactersLeft -= characters
    if (valuesLeft < 0 || charactersLeft < 0) throw new PageNotReadable('A page says more than a page may')
  }

  function unpack(
    packed: unknown,
    owner: readonly number[],
    owners: Owners,
    name: string | null,
    depth: number,
  ): readonly PageValue[] {
    const parsed = columnSchema.safeParse(packed)
    if (!parsed.success) throw new PageNotReadable('A column of no known form', { cause: parsed.error })
    const column = parsed.data
    const count = owner.length
    const rows = (inner: unknown, innerOwner: readonly number[]) => {
      if (depth === deepestColumn) throw new PageNotReadable('Columns lie too deep in each other')
      return unpack(inner, innerOwner, owners, null, depth + 1)
    }
    spend(count, 0)
    switch (column.type) {
      case 'same':
        spend(0, count * charactersOf(column.value))
        return new Array<PageValue>(count).fill(column.value)
      case 'header': {
        const said = name === null ? undefined : owners.header.get(name)
        if (!said) throw new PageNotReadable('A header that says nothing of it')
        return owner.map((each) => said[each] ?? null)
      }
      case 'each':
        if (column.values.length !== count) throw new PageNotReadable('A column of another length')
        return column.values.map(scalar)
      case 'pick': {
        const of = column.of.map(scalar)
        return unpackNumbers(column.at, count, null).map((place) => {
          const value = of[place]
          if (value === undefined) throw new PageNotReadable('A place beyond its list')
          spend(0, charactersOf(value))
          return value
        })
      }
      case 'numbers':
        return unpackNumbers(column, count, ofOwner(owners.times, owner))
      case 'ids':
        return unpackIds(column, owner, owners)
      case 'list': {
        const lengths = unpackNumbers(column.lengths, count, null)
        const total = lengths.reduce((sum, length) => sum + checkedLength(length), 0)
        spend(total, 0)
        const itemOwner = lengths.flatMap((length, index) =>
          new Array<number>(length).fill(owner[index] ?? 0),
        )
        const items = rows(column.items, itemOwner)
        let place = 0
        return lengths.map((length) => {
          place += length
          return items.slice(place - length, place)
        })
      }
      case 'object':
        return unpackObjects(column.keys, column.columns, (inner) => rows(inner, owner), count)
      case 'mixed':
        return unpackMixed(column.kinds, column.columns, owner, rows)
      case 'verbatim':
        if (column.values.length !== count) throw new PageNotReadable('A column of another length')
        return column.values.map((value) => verbatim(value, 0))
      default:
        throw new PageNotReadable('A column of no known form')
    }
  }

  function unpackIds(
    column: Extract<z.infer<typeof columnSchema>, { readonly type: 'ids' }>,
    owner: readonly number[],
    owners: Owners,
  ): string[] {
    const isNew = unpackRuns(column.isNew, owner.length)
    const newOwner = owner.filter((_, index) => isNew[index])
    const toldOwner = owner.filter((_, index) => !isNew[index])
    const times = column.times
      ? unpackNumbers(column.times, newOwner.length, ofOwner(owners.idTimes, newOwner))
      : []
    const told = column.told
      ? unpackNumbers(column.told, toldOwner.length, ofOwner(owners.numbers, toldOwner))
      : []
    const ordinals = column.ordinals ? unpackNumbers(column.ordinals, owner.length, null) : null
    let newPlace = 0
    let toldPlace = 0
    return isNew.map((isFirst, index) => {
      const id = isFirst
        ? ids.next(times[newPlace++] ?? -1, column.wide === true)
        : ids.at(told[toldPlace++] ?? -1)
      const ordinal = ordinals?.[index] ?? 0
      if (ordinal === 0) return id
      if (ordinal < 0 || ordinal > greatestOrdinal) throw new PageNotReadable('An ordinal beyond its bits')
      return withOrdinal(id, ordinal)
    })
  }

  function unpackObjects(
    keys: readonly string[],
    columns: readonly unknown[],
    row: (column: unknown) => readonly PageValue[],
    count: number,
  ): PageValue[] {
    if (keys.length !== columns.length) throw new PageNotReadable('Keys without columns')
    if (new Set(keys).size !== keys.length) throw new PageNotReadable('A key said twice')
    spend(0, count * keys.reduce((sum, key) => sum + key.length, 0))
    const objects: { [key: string]: PageValue }[] = Array.from({ length: count }, () => ({}))
    for (const [place, key] of keys.entries()) {
      const values = row(columns[place])
      for (const [index, object] of objects.entries()) setOwn(object, key, values[index] ?? null)
    }
    return objects
  }

  function unpackMixed(
    packedKinds: PackedNumbers,
    columns: readonly unknown[],
    owner: readonly number[],
    rows: (column: unknown, owner: readonly number[]) => readonly PageValue[],
  ): PageValue[] {
    const kinds = unpackNumbers(packedKinds, owner.length, null)
    const owners: number[][] = columns.map(() => [])
    for (const [index, kind] of kinds.entries()) {
      const part = owners[kind]
      if (!part) throw new PageNotReadable('A kind beyond its list')
      part.push(owner[index] ?? 0)
    }
    const parts = columns.map((column, kind) => rows(column, owners[kind] ?? []).values())
    return kinds.map((kind) => parts[kind]?.next().value ?? null)
  }

  function scalar(value: unknown): string | number | boolean | null {
    if (typeof value === 'string') {
      spend(0, value.length)
      return value
    }
    if (value === null || typeof value === 'boolean') return value
    if (typeof value === 'number' && Number.isFinite(value)) return value
    throw new PageNotReadable('A value that is no scalar')
  }

  function verbatim(value: unknown, depth: number): PageValue {
    if (depth > deepestValue) throw new PageNotReadable('A value that lies too deep')
    if (typeof value !== 'object' || value === null) return scalar(value)
    spend(1, 0)
    if (Array.isArray(value)) return value.map((item) => verbatim(item, depth + 1))
    const object: { [key: string]: PageValue } = {}
    for (const [key, member] of Object.entries(value)) {
      spend(0, key.length)
      setOwn(object, key, verbatim(member, depth + 1))
    }
    return object
  }

  return { unpack: (column, owner, owners, name = null) => unpack(column, owner, owners, name, 0) }
}

/** @throws PageNotReadable on the key that an assignment would take for the prototype */
function setOwn(object: { [key: string]: PageValue }, key: string, value: PageValue): void {
  if (key === '__proto__') throw new PageNotReadable('A key that no value may have')
  object[key] = value
}

function ofOwner(values: readonly number[], owner: readonly number[]): ((index: number) => number) | null {
  return values.length === 0 ? null : (index) => values[owner[index] ?? 0] ?? 0
}

const charactersOf = (value: unknown): number => (typeof value === 'string' ? value.length : 1)

function checkedLength(length: number): number {
  if (length < 0 || length > mostValues) throw new PageNotReadable('A list of no length')
  return length
}
