import type { SalvageReport } from '../../contract/laptop.ts'

/** What was read out of one table. */
export type SalvagedLine = SalvageReport['tables'][number]

/** What the store asks for first when something is lost, in that order. */
const mainTables: readonly string[] = [
  'customer',
  'visit',
  'answer',
  'booking',
  'consent',
  'opportunity',
  'shortlist',
]

/**
 * The report as a person reads it: first the records that they know, then the inner ones that hold them together, the
 * damaged before the whole. A table that was empty and lost nothing is left out.
 */
export function salvagedLines({ tables }: Pick<SalvageReport, 'tables'>): {
  readonly main: readonly SalvagedLine[]
  readonly inner: readonly SalvagedLine[]
  /** How many of the inner ones have something missing or made again. */
  readonly innerDamaged: number
} {
  const told = tables.filter((line) => line.rows > 0 || isDamaged(line))
  const inner = told.filter(({ table }) => !mainTables.includes(table))
  const damaged = inner.filter(isDamaged)
  const whole = inner.filter((line) => !isDamaged(line))
  return {
    main: mainTables.flatMap((name) => told.filter(({ table }) => table === name)),
    inner: [...damaged, ...whole.sort((a, b) => b.rows - a.rows)],
    innerDamaged: damaged.length,
  }
}

function isDamaged({ missing, endsUnknown, rebuilt, standIns }: SalvagedLine): boolean {
  return missing.length > 0 || endsUnknown || rebuilt > 0 || standIns > 0
}
