import type { z } from 'zod'
import { type OpportunityId, quoteIdSchema } from '../core/ids.ts'
import { entities } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'
import { type Columns, fromColumns } from './entity-tables.ts'

const keptQuoteSchema = entities.quote.fields.extend({ id: quoteIdSchema })
export type KeptQuote = Readonly<z.infer<typeof keptQuoteSchema>>

export interface Quotes {
  /** The quotes of an opportunity, the latest first. */
  readonly of: (opportunityId: OpportunityId) => readonly KeptQuote[]
  /** Those of them that were not made at its last visit. */
  readonly ofEarlierVisits: (opportunityId: OpportunityId) => readonly KeptQuote[]
}

export function createQuotes(connection: Connection): Quotes {
  const ofOpportunity = connection.prepare<[string], Columns>(
    'SELECT * FROM quote WHERE opportunity_id = ? ORDER BY occurred_at DESC, id DESC',
  )
  const ofEarlierVisits = connection.prepare<[{ readonly opportunityId: string }], Columns>(
    `SELECT * FROM quote WHERE opportunity_id = @opportunityId AND visit_id <> (
       SELECT id FROM visit WHERE opportunity_id = @opportunityId ORDER BY started_at DESC, id DESC LIMIT 1)
     ORDER BY occurred_at DESC, id DESC`,
  )
  const keptIn = (row: Columns): KeptQuote =>
    keptQuoteSchema.parse({ ...fromColumns('quote', row), id: row.id })
  return {
    of: (opportunityId) => ofOpportunity.all(opportunityId).map(keptIn),
    ofEarlierVisits: (opportunityId) => ofEarlierVisits.all({ opportunityId }).map(keptIn),
  }
}
