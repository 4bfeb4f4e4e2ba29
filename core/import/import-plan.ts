import type { Attribute, Figure } from '../catalogue/attribute.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { VariantId } from '../ids.ts'
import type { CellRefusal } from './refusal.ts'
import type { NotATable, TableItem } from './table.ts'

/** How a row of the file would end. */
export type RowOutcome = 'added' | 'changed' | 'unchanged' | 'refused' | 'left-out'

/** `rows` is every row that was read and the sum of the others but `refusedCells`, the cells of rows that go in. */
export interface ImportCounts {
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
  readonly leftOut: number
  readonly refusedCells: number
}

/** One row of the file and what becomes of it. */
export interface PlannedRow<Change> {
  readonly line: number
  readonly outcome: RowOutcome
  /** What it is about, as the file says it; empty where it does not. */
  readonly name: string
  readonly refusals: readonly CellRefusal[]
  /** What would change, and of a row that is added what it brings; made when it is asked for. */
  readonly changes: () => readonly Change[]
}

/** What an import would do. Nothing of it is done yet. */
export interface ImportPlan<Change> {
  /** Why the file cannot be read to its end; then nothing of it may go in. */
  readonly broken: NotATable | null
  readonly counts: ImportCounts
  /** Every row that was read, by line. */
  readonly rows: readonly PlannedRow<Change>[]
  /** Refused cells that no row lists, after so many that a column must be mapped to the wrong field. */
  readonly refusedCellsNotListed: number
}

/** A figure that would change; without `from` it was not known. */
export interface FigureChange {
  readonly variantId: VariantId
  readonly attribute: Attribute
  readonly from: Figure | undefined
  readonly to: Figure
}

export interface CataloguePlan extends ImportPlan<FigureChange> {
  /** The catalogue with the import in it: made anew at each call, for its version is the dear part. */
  readonly catalogue: () => Catalogue
}

/** Takes the rows of a file one by one, so that the caller can show progress and stop between any two. */
export interface Planner<Plan> {
  readonly add: (item: TableItem) => void
  readonly finish: () => Plan
}
