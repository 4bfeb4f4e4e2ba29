import type { OpportunityId } from '../core/ids.ts'
import { type ShortlistChoice, shortlistChoiceSchema } from '../core/shortlist/shortlist-choice.ts'
import type { EntityFields } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'
import { type Columns, fromColumns } from './entity-tables.ts'

export interface Shortlists {
  /** What was chosen of an opportunity's shortlist, oldest first, whatever took its place since. */
  readonly choices: (opportunityId: OpportunityId) => readonly ShortlistChoice[]
  /** The shortlist kept last in a visit before the opportunity's latest one; `null` where there is none. */
  readonly keptEarlier: (opportunityId: OpportunityId) => Readonly<EntityFields<'shortlist'>> | null
}

export function createShortlists(connection: Connection): Shortlists {
  const choices = connection.prepare<[string], Columns>(
    'SELECT * FROM shortlist_choice WHERE opportunity_id = ? ORDER BY occurred_at, id',
  )
  const keptEarlier = connection.prepare<[{ readonly opportunityId: string }], Columns>(
    `SELECT * FROM shortlist WHERE opportunity_id = @opportunityId AND visit_id <> (
       SELECT id FROM visit WHERE opportunity_id = @opportunityId ORDER BY started_at DESC, id DESC LIMIT 1)
     ORDER BY occurred_at DESC, id DESC LIMIT 1`,
  )
  return {
    choices: (opportunityId) =>
      choices
        .all(opportunityId)
        .map((row) => shortlistChoiceSchema.parse({ ...fromColumns('shortlistChoice', row), id: row.id })),
    keptEarlier(opportunityId) {
      const row = keptEarlier.get({ opportunityId })
      return row ? fromColumns('shortlist', row) : null
    },
  }
}
