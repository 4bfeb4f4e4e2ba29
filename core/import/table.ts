export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** What a person chose of how a file is to be read; what is left out is found from the file itself. */
export interface TableOptions {
  /** A name out of `Table.sheets`. */
  readonly sheet?: string
  readonly delimiter?: Delimiter
  readonly encoding?: Encoding
  /** The line, from 1, that names the columns. */
  readonly headerRow?: number
}

/** A table in a file: its columns are known, its rows are read as they are asked for. */
export interface Table {
  readonly format: 'text' | 'workbook'
  /** The sheets of a workbook in their order; none of a text file. */
  readonly sheets: readonly string[]
  readonly sheet: string | null
  readonly encoding: Encoding | null
  readonly delimiter: Delimiter | null
  /** The line, from 1, that names the columns. */
  readonly headerRow: number
  /** The names of the columns, each distinct and not empty: a name that stands twice has a number after it. */
  readonly columns: readonly string[]
  /** The first lines of the file as they stand, for a person who says which of them names the columns. */
  readonly head: readonly { readonly line: number; readonly cells: readonly string[] }[]
  /** Reads the rows below the header from the beginning, each time it is called; empty rows are left out. */
  readonly rows: () => TableRows
}

export interface TableRows extends Iterable<TableItem> {
  /** How much of the file has been read, from 0 to 1. */
  readonly share: () => number
}

/** `line` counts from 1, as an editor or a spreadsheet does; of a row over several lines it is the first. */
export type TableItem =
  /** As many cells as there are columns, trimmed. */
  | { readonly type: 'row'; readonly line: number; readonly cells: readonly string[] }
  | { readonly type: 'bad-row'; readonly line: number; readonly why: BadRow }
  /** Nothing more can be read: always the last. What was read before is not the whole file. */
  | { readonly type: 'broken'; readonly line: number; readonly why: NotATable }

/** What makes one row unreadable as a row. */
export type BadRow =
  | { readonly type: 'quotes' }
  | { readonly type: 'extra-cells'; readonly cells: number; readonly columns: number }

/** What makes a file no table; `notATableSentence` says it to a person. */
export type NotATable =
  | { readonly type: 'empty' }
  | { readonly type: 'no-header' }
  | { readonly type: 'web-page' }
  | { readonly type: 'pdf' }
  | { readonly type: 'old-workbook' }
  | { readonly type: 'locked-workbook' }
  | { readonly type: 'not-text' }
  | { readonly type: 'encoding'; readonly encoding: Encoding }
  | { readonly type: 'damaged' }
  | { readonly type: 'not-a-workbook' }
  | { readonly type: 'no-sheet'; readonly sheet: string }
  | { readonly type: 'too-much-inside'; readonly mostMb: number }
  | { readonly type: 'too-many-rows'; readonly most: number }
  | { readonly type: 'too-many-columns'; readonly most: number }

export type TableReading =
  | { readonly type: 'table'; readonly table: Table }
  | { readonly type: 'not-a-table'; readonly why: NotATable }

/** What a table may hold at most; more is refused before it is in memory. */
export interface TableLimits {
  readonly rows: number
  readonly columns: number
  /** Of everything that is read inside a workbook, after decompression. */
  readonly inflatedBytes: number
}

export const tableLimits: TableLimits = {
  rows: 250_000,
  columns: 1000,
  inflatedBytes: 600_000_000,
}
