import Papa from 'papaparse'
import { alternativePlace, type ChoiceSpec } from './choice-spec.ts'

/** One alternative of one task as the file has it. */
export interface Offer {
  readonly name: string
  /** Its place among those shown, from 0. */
  readonly position: number
  readonly isOptOut: boolean
  /** The first line of the file that tells of it, from 1. */
  readonly line: number
  /** The cell of a column, trimmed; `null` where missing. */
  readonly cell: (from: string) => string | null
}

export interface OfferedTask {
  readonly personKey: string
  readonly line: number
  readonly offers: readonly Offer[]
}

export type ReadRows =
  | { readonly type: 'rows'; readonly tasks: readonly OfferedTask[] }
  | { readonly type: 'refused'; readonly why: readonly string[] }

/** Gathers the rows of a file of choices into tasks, in the order of the file. */
export function readChoiceRows(text: string, spec: ChoiceSpec): ReadRows {
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, '').trimEnd())
  const [head = [], ...rows] = data.map((cells) => cells.map((cell) => cell.trim()))
  const placeOf = new Map(head.map((name, place) => [name, place]))
  const missing = columnsOf(spec).filter((name) => !placeOf.has(name))
  if (missing.length > 0)
    return {
      type: 'refused',
      why: [
        `The file has no column ${missing.map((name) => `"${name}"`).join(', ')}.`,
        `It has ${head.map((name) => `"${name}"`).join(', ')}.`,
      ],
    }
  const cellOf = (row: readonly string[], name: string): string | null => {
    const cell = row[placeOf.get(name) ?? -1] ?? ''
    return spec.missing.includes(cell) ? null : cell
  }
  const lined = rows.map((row, index) => ({ row, line: index + 2 })).filter(({ row }) => row.some(Boolean))
  const personOf = ({ row, line }: Lined) =>
    spec.person === null ? null : (cellOf(row, spec.person) ?? `line ${line}`)
  const tasks =
    spec.form === 'wide'
      ? lined.map((one) => wideTask(one, personOf(one) ?? `line ${one.line}`, spec, cellOf))
      : longTasks(lined, personOf, spec, cellOf)
  return tasks.length === 0 ? { type: 'refused', why: ['The file has no rows.'] } : { type: 'rows', tasks }
}

interface Lined {
  readonly row: readonly string[]
  readonly line: number
}
type CellOf = (row: readonly string[], name: string) => string | null

const inPlace = (from: string, alternative: string): string => from.replaceAll(alternativePlace, alternative)

/** Every column that the spec speaks of, as the file calls it. */
function columnsOf(spec: ChoiceSpec): readonly string[] {
  const { person, task, chosen, available } = spec
  const named = [
    person,
    task,
    chosen.column,
    available,
    spec.form === 'long' ? spec.alternative : null,
    ...Object.values(spec.columns).map(({ from }) => from),
  ].filter((name) => name !== null)
  const places =
    spec.form === 'wide'
      ? spec.alternatives.filter((name) => !(spec.optOut?.isListed === true && name === spec.optOut.name))
      : ['']
  return [...new Set(named.flatMap((name) => places.map((place) => inPlace(name, place))))]
}

function wideTask(
  { row, line }: Lined,
  personKey: string,
  spec: ChoiceSpec & { readonly form: 'wide' },
  cellOf: CellOf,
): OfferedTask {
  const offers = spec.alternatives.map((name, position) => ({
    name,
    position,
    isOptOut: name === spec.optOut?.name,
    line,
    cell: (from: string) => cellOf(row, inPlace(from, name)),
  }))
  return { personKey, line, offers: withOptOut(offers, line, spec) }
}

function longTasks(
  lined: readonly Lined[],
  personOf: (one: Lined) => string | null,
  spec: ChoiceSpec & { readonly form: 'long' },
  cellOf: CellOf,
): readonly OfferedTask[] {
  const keyOf = (one: Lined) =>
    JSON.stringify([personOf(one), spec.task === null ? null : cellOf(one.row, spec.task)])
  return [...Map.groupBy(lined, keyOf)].map(([key, group]) => {
    const offers = group.map(({ row, line }, position) => {
      const name = (spec.alternative === null ? null : cellOf(row, spec.alternative)) ?? String(position + 1)
      const isOptOut = spec.optOut?.isListed === true && name === spec.optOut.name
      return { name, position, isOptOut, line, cell: (from: string) => cellOf(row, from) }
    })
    const [first] = group
    const line = first?.line ?? 0
    const personKey = (first && personOf(first)) ?? key
    return { personKey, line, offers: withOptOut(offers, line, spec) }
  })
}

function withOptOut(offers: readonly Offer[], line: number, { optOut }: ChoiceSpec): readonly Offer[] {
  if (optOut === null || optOut.isListed) return offers
  const [first] = offers
  const cell = (from: string) => first?.cell(from) ?? null
  return [...offers, { name: optOut.name, position: offers.length, isOptOut: true, line, cell }]
}
