import { z } from 'zod'
import type { Connection } from './connect.ts'

const rowSchema = z.object({ fact: z.string(), code: z.string() })

/** What was chosen last on this laptop alone of what prices depend on, by fact of the market. */
export interface PriceFacts {
  readonly all: () => ReadonlyMap<string, string>
  readonly keep: (fact: string, code: string) => void
}

export function createPriceFacts(connection: Connection): PriceFacts {
  const all = connection.prepare('SELECT fact, code FROM price_fact')
  const keep = connection.prepare(
    'INSERT INTO price_fact (fact, code) VALUES (?, ?) ON CONFLICT (fact) DO UPDATE SET code = excluded.code',
  )
  return {
    all: () =>
      new Map(
        z
          .array(rowSchema)
          .parse(all.all())
          .map(({ fact, code }) => [fact, code]),
      ),
    keep: (fact, code) => void keep.run(fact, code),
  }
}
