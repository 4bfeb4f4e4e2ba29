import type { z } from 'zod'
import type { ReceiptMark } from '../core/sync/protocol.ts'

/** SQL to head office's PostgreSQL, inside one transaction or outside any. */
export interface Sql {
  /**
   * Runs one statement with bound values (`$1`, `$2`, ...).
   * @param row the schema each row passes; 64-bit integers arrive as text from one driver, so they are coerced
   */
  readonly query: <S extends z.ZodType>(
    row: S,
    text: string,
    values?: readonly unknown[],
  ) => Promise<readonly z.infer<S>[]>
  /** Runs one statement whose rows nobody reads. */
  readonly run: (text: string, values?: readonly unknown[]) => Promise<void>
  /** Runs a migration's text: several statements, no values. */
  readonly script: (text: string) => Promise<void>
}

/** The one door to head office's database, and what its receipts are worth. */
export interface SqlDoor extends Sql {
  readonly mark: ReceiptMark
  /** Commits when `work` resolves and rolls everything back when it rejects. */
  readonly transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

/** The first row, or `undefined`. */
export async function first<T>(rows: Promise<readonly T[]>): Promise<T | undefined> {
  return (await rows)[0]
}
