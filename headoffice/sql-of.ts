import { z } from 'zod'
import type { Sql } from './sql.ts'

/** What PGlite and the PostgreSQL driver have in common, on a connection or in a transaction. */
interface Queryable {
  readonly query: (text: string, values: unknown[]) => Promise<{ readonly rows: readonly unknown[] }>
}

/**
 * SQL on either driver, its rows parsed at this edge.
 * @param script runs several statements in one call, which each driver does in its own way
 */
export function sqlOf(queryable: Queryable, script: (text: string) => Promise<unknown>): Sql {
  return {
    async query(row, text, values = []) {
      const { rows } = await queryable.query(text, [...values])
      return z.array(row).parse(rows)
    },
    async run(text, values = []) {
      await queryable.query(text, [...values])
    },
    async script(text) {
      await script(text)
    },
  }
}
