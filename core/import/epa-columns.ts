import { keysOf } from '../keys-of.ts'

/**
 * The columns of `vehicles.csv` of fueleconomy.gov that are read, as its page of data descriptions names them. All but
 * `modifiedOn` make the file known for what it is.
 */
const epaColumns = {
  atvType: '',
  baseModel: '',
  charge240: '',
  comb08: '',
  comb08U: '',
  combE: '',
  cylinders: '',
  displ: '',
  drive: '',
  evMotor: '',
  fuelType: '',
  fuelType1: '',
  fuelType2: '',
  hlv: '',
  id: '',
  lv2: '',
  lv4: '',
  make: '',
  model: '',
  modifiedOn: '',
  range: '',
  rangeA: '',
  sCharger: '',
  tCharger: '',
  trany: '',
  VClass: '',
  year: '',
} as const
type EpaColumn = keyof typeof epaColumns
const columnNames = keysOf(epaColumns)

/** The cell of a row in a column. */
export type EpaCells = (column: EpaColumn) => string

/** Whether the columns are those of the EPA's list, as published. */
export function isEpaTable(columns: readonly string[]): boolean {
  const named = new Set(columns)
  return columnNames.every((column) => named.has(column))
}

/** Gives the cells of rows by their columns' names. */
export function epaCellsReader(columns: readonly string[]): (cells: readonly string[]) => EpaCells {
  const places = new Map(columnNames.map((column) => [column, columns.indexOf(column)]))
  return (cells) => (column) => cells[places.get(column) ?? -1] ?? ''
}
