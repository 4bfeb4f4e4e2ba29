/*
 * Many rows as a few bound values: each column is one text, its values cut by U+0001 and a NULL said by U+0002, which
 * `string_to_table` takes apart. Of arrays, `json_to_recordset`, VALUES and COPY none was measured to be faster on either
 * driver. Neither character can stand in an id, a hash, a number or JSON.
 */

import { z } from 'zod'
import { assertNever } from '../core/assert-never.ts'
import type { Sql } from './sql.ts'

type Value = string | number | null

const cut = '\u0001'
const nothing = '\u0002'

/** One column of many rows, as a bound value. */
export const column = (values: readonly Value[]): string => values.map((value) => value ?? nothing).join(cut)

/** Rows to select from: SQL to stand after FROM, in which they are called `r`, and the values that it binds. */
export interface BoundRows {
  readonly sql: string
  readonly values: readonly Value[]
}

/**
 * Rows of columns, all equally long, of at least one row. Each comes as text, to be cast. A column that says the same in
 * every row is bound once, and one that counts up by its first number.
 * @param first the number of the first value to bind
 */
export function rowsOf(first: number, columns: Readonly<Record<string, readonly Value[]>>): BoundRows {
  const values: Value[] = []
  const bind = (value: Value) => {
    values.push(value)
    return `$${first + values.length - 1}`
  }
  const lists: string[] = []
  const select = (shape: Shape, said: readonly Value[]): string => {
    switch (shape.type) {
      case 'same':
        return shape.value === null ? 'NULL::text' : `${bind(String(shape.value))}::text`
      case 'counting':
        return `${bind(shape.from)}::bigint + t.n - 1`
      case 'list':
        lists.push(`string_to_table(${bind(column(said))}::text, E'\\x01', E'\\x02')`)
        return `t.c${lists.length}`
      default:
        return assertNever(shape)
    }
  }
  const selected = Object.entries(columns).map(([name, said]) => `${select(shapeOf(said), said)} AS ${name}`)
  const count = Object.values(columns)[0]?.length ?? 0
  const source = lists.length > 0 ? `ROWS FROM (${lists.join(', ')})` : `generate_series(1, ${count})`
  const names = lists.length > 0 ? lists.map((_, index) => `c${index + 1}`) : ['c1']
  const sql = `(SELECT ${selected.join(', ')} FROM ${source} WITH ORDINALITY AS t (${names.join(', ')}, n)) AS r`
  return { sql, values }
}

type Shape =
  | { readonly type: 'same'; readonly value: Value }
  | { readonly type: 'counting'; readonly from: number }
  | { readonly type: 'list' }

function shapeOf(values: readonly Value[]): Shape {
  const value = values[0] ?? null
  if (values.every((each) => each === value)) return { type: 'same', value }
  if (typeof value === 'number' && values.every((each, index) => each === value + index))
    return { type: 'counting', from: value }
  return { type: 'list' }
}

const aggregatedRow = z.record(z.string(), z.string().nullable())

/**
 * Many rows read as one, a text for each column: what a driver does for each value of each row costs more than the query.
 * @param row the schema each row passes; every value comes as text
 * @param columns what to select, by the name of its column; no text in it may hold U+0001 or U+0002
 * @param from what follows SELECT and its list, with its order
 */
export async function queryColumns<S extends z.ZodType>(
  sql: Sql,
  row: S,
  columns: Readonly<Record<string, string>>,
  from: string,
  values: readonly unknown[],
): Promise<readonly z.infer<S>[]> {
  const inner = Object.entries(columns).map(([name, selected]) => `${selected} AS ${name}`)
  const names = Object.keys(columns)
  const outer = names.map((name) => `string_agg(coalesce(q.${name}::text, E'\\x02'), E'\\x01') AS ${name}`)
  const text = `SELECT ${outer.join(', ')} FROM (SELECT ${inner.join(', ')} FROM ${from}) AS q`
  const [read] = await sql.query(aggregatedRow, text, values)
  const lists = names.map((name) => ({ name, list: read?.[name]?.split(cut) ?? [] }))
  return (lists[0]?.list ?? []).map((_, index) => {
    const said: Record<string, string | null> = {}
    for (const { name, list } of lists) said[name] = list[index] === nothing ? null : (list[index] ?? null)
    return row.parse(said)
  })
}

/** A bound column of ids as SQL. */
export const idsIn = (place: number): string => `string_to_array($${place}::text, E'\\x01')::uuid[]`

/** A bound column of numbers as SQL. */
export const numbersIn = (place: number): string => `string_to_array($${place}::text, E'\\x01')::bigint[]`
