import { dateNumbers } from './read-date.ts'
import type { NotATable, Table } from './table.ts'
import { isUnknown } from './unknown-words.ts'

/** What stands in a column over all rows: by it the column is guessed and shown. */
export interface ColumnSurvey {
  readonly name: string
  /** Rows in which something stands that is known. */
  readonly filled: number
  /** Different cells in the order of coming, with how often each stands, up to `mostValues`. */
  readonly values: readonly ColumnValue[]
  /** Whether there are more different cells than `values` holds. */
  readonly hasMore: boolean
  /** Of dates such as `03/04/2026`: how many cannot be read with the day, or with the month, first. */
  readonly dates: { readonly notDayFirst: number; readonly notMonthFirst: number }
}

interface ColumnValue {
  readonly text: string
  readonly count: number
  /** Where it stands first. */
  readonly line: number
}

export interface TableSurvey {
  readonly rows: number
  readonly columns: readonly ColumnSurvey[]
  /** Why the file cannot be read to its end. */
  readonly broken: NotATable | null
}

/** More different cells than codes could be: the rest of them is counted, not listed. */
const mostValues = 500

interface Counted {
  filled: number
  hasMore: boolean
  notDayFirst: number
  notMonthFirst: number
  readonly values: Map<string, { count: number; readonly line: number }>
}

/**
 * Reads a table once and says what stands in each column.
 * @param onShare is told how much of the file has been read, from 0 to 1, every thousand rows
 */
export function surveyTable(table: Table, onShare: (share: number) => void = () => {}): TableSurvey {
  const counted = table.columns.map(
    (): Counted => ({ filled: 0, hasMore: false, notDayFirst: 0, notMonthFirst: 0, values: new Map() }),
  )
  let rows = 0
  let broken: NotATable | null = null
  const items = table.rows()
  for (const item of items) {
    if (item.type === 'broken') broken = item.why
    if (item.type !== 'row') continue
    rows += 1
    if (rows % 1000 === 0) onShare(items.share())
    for (const [place, column] of counted.entries()) countCell(column, item.cells[place] ?? '', item.line)
  }
  const columns = table.columns.map((name, place) => surveyOf(name, counted[place]))
  return { rows, columns, broken }
}

function countCell(column: Counted, text: string, line: number): void {
  if (text === '') return
  const known = column.values.get(text)
  if (known) {
    known.count += 1
    column.filled += 1
    return
  }
  if (isUnknown(text)) return
  column.filled += 1
  const numbers = text.length <= 22 ? dateNumbers(text) : null
  if (numbers) {
    if (numbers[1] > 12) column.notDayFirst += 1
    if (numbers[0] > 12) column.notMonthFirst += 1
  }
  if (column.values.size < mostValues) column.values.set(text, { count: 1, line })
  else column.hasMore = true
}

function surveyOf(name: string, column: Counted | undefined): ColumnSurvey {
  const { filled = 0, hasMore = false, notDayFirst = 0, notMonthFirst = 0, values } = column ?? {}
  return {
    name,
    filled,
    hasMore,
    values: [...(values ?? [])].map(([text, { count, line }]) => ({ text, count, line })),
    dates: { notDayFirst, notMonthFirst },
  }
}
