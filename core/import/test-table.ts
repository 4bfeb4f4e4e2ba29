import { readTable } from './read-table.ts'
import type { Table, TableItem, TableOptions } from './table.ts'

/** The table in bytes, or in text as UTF-8. @throws Error when there is none */
export function tableOf(content: string | Uint8Array, options: TableOptions = {}): Table {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const reading = readTable(bytes, options)
  if (reading.type !== 'table') throw new Error(`No table: ${reading.why.type}`)
  return reading.table
}

/** The cells of every row that could be read. */
export function cellsOf(table: Table): readonly (readonly string[])[] {
  return [...table.rows()].flatMap((item) => (item.type === 'row' ? [item.cells] : []))
}

/** What could not be read of a table, by line. */
export function badOf(table: Table): readonly Exclude<TableItem, { readonly type: 'row' }>[] {
  return [...table.rows()].filter((item) => item.type !== 'row')
}

/** Text in UTF-16 without a byte order mark. */
export function utf16(text: string, order: 'little' | 'big'): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), order === 'little')
  return bytes
}
