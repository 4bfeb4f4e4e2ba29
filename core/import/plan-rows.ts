import type { ImportCounts, PlannedRow, RowOutcome } from './import-plan.ts'
import type { CellRefusal, ImportRefusal } from './refusal.ts'
import type { NotATable } from './table.ts'

/** So many refused cells are listed; of the rest only the number is kept. */
const usualListedCells = 100_000

const noChanges = () => []

/** Keeps what becomes of each row, in the order of the file, and counts it. */
export function createPlanRows<Change>(mostListedCells = usualListedCells) {
  const rows: PlannedRow<Change>[] = []
  const outcomes: Record<RowOutcome, number> = {
    added: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
    'left-out': 0,
  }
  let refusedCells = 0
  let cellsListed = 0
  let notListed = 0
  let broken: NotATable | null = null

  const listed = (refusals: readonly CellRefusal[]): readonly CellRefusal[] => {
    const some = refusals.slice(0, mostListedCells - cellsListed)
    cellsListed += some.length
    notListed += refusals.length - some.length
    return some
  }
  const put = (
    outcome: RowOutcome,
    line: number,
    name: string,
    refusals: readonly CellRefusal[],
    changes: () => readonly Change[],
  ): void => {
    outcomes[outcome] += 1
    rows.push({ line, outcome, name, refusals, changes })
  }
  return {
    refuse(line: number, name: string, refusals: readonly CellRefusal[]): void {
      // Why the row as a whole is refused stands last, and is always said.
      const cells = listed(refusals.slice(0, -1))
      put('refused', line, name, [...cells, ...refusals.slice(-1)], noChanges)
    },
    refuseRow(line: number, name: string, why: ImportRefusal): void {
      put('refused', line, name, [{ column: null, field: null, why }], noChanges)
    },
    leaveOut(line: number): void {
      put('left-out', line, '', [], noChanges)
    },
    /** A row that goes in, with the cells of it that do not. */
    takeIn(
      outcome: 'added' | 'changed' | 'unchanged',
      line: number,
      name: string,
      refusals: readonly CellRefusal[],
      changes: () => readonly Change[],
    ): void {
      refusedCells += refusals.length
      put(outcome, line, name, listed(refusals), changes)
    },
    endEarly(why: NotATable): void {
      broken = why
    },
    finish() {
      const { added, changed, unchanged, refused, 'left-out': leftOut } = outcomes
      const counts: ImportCounts = {
        rows: rows.length,
        ...{ added, changed, unchanged, refused, leftOut, refusedCells },
      }
      return {
        broken,
        counts,
        rows: rows.toSorted((a, b) => a.line - b.line),
        refusedCellsNotListed: notListed,
      }
    },
  }
}
