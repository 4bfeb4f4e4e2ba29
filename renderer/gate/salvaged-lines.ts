import type { SalvageReport } from '../../contract/laptop.ts'

/** What was read out of one table. */
export type SalvagedLine = SalvageReport['tables'][number]

/**
 * The report as a person reads it: first what is missing or had to be made again, in the report's order, then what came
 * whole, largest first; a table that was empty and lost nothing is left out.
 */
export function salvagedLines(report: SalvageReport): {
  readonly damaged: readonly SalvagedLine[]
  readonly whole: readonly SalvagedLine[]
} {
  const isDamaged = ({ missing, endsUnknown, rebuilt, standIns }: SalvagedLine) =>
    missing.length > 0 || endsUnknown || rebuilt > 0 || standIns > 0
  return {
    damaged: report.tables.filter(isDamaged),
    whole: report.tables.filter((line) => !isDamaged(line) && line.rows > 0).sort((a, b) => b.rows - a.rows),
  }
}
