import { type FeltHeard, feltHeardSchema } from '../core/discovery/felt-heard.ts'
import { type KeptReadBack, keptReadBackSchema } from '../core/discovery/kept-read-back.ts'
import { type Remark, remarkSchema } from '../core/discovery/remark.ts'
import { type UnmetNeed, unmetNeedSchema } from '../core/discovery/unmet-need.ts'
import type { OpportunityId } from '../core/ids.ts'
import type { EntityName } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'
import { type Columns, fromColumns, tableOf } from './entity-tables.ts'

/** What a conversation leaves beside its answers: all of an opportunity, oldest first, whatever took its place since. */
export interface Conversations {
  readonly remarks: (opportunityId: OpportunityId) => readonly Remark[]
  readonly readBacks: (opportunityId: OpportunityId) => readonly KeptReadBack[]
  readonly feltHeard: (opportunityId: OpportunityId) => readonly FeltHeard[]
  readonly unmetNeeds: (opportunityId: OpportunityId) => readonly UnmetNeed[]
}

export function createConversations(connection: Connection): Conversations {
  const reading = <E extends EntityName>(entity: E) => {
    const statement = connection.prepare<[string], Columns>(
      `SELECT * FROM ${tableOf(entity)} WHERE opportunity_id = ? ORDER BY occurred_at, id`,
    )
    return (opportunityId: OpportunityId) =>
      statement.all(opportunityId).map((row) => ({ ...fromColumns(entity, row), id: row.id }))
  }
  const remarks = reading('remark')
  const readBacks = reading('readBack')
  const feltHeard = reading('feltHeard')
  const unmetNeeds = reading('unmetNeed')
  return {
    remarks: (opportunityId) => remarks(opportunityId).map((row) => remarkSchema.parse(row)),
    readBacks: (opportunityId) => readBacks(opportunityId).map((row) => keptReadBackSchema.parse(row)),
    feltHeard: (opportunityId) => feltHeard(opportunityId).map((row) => feltHeardSchema.parse(row)),
    unmetNeeds: (opportunityId) => unmetNeeds(opportunityId).map((row) => unmetNeedSchema.parse(row)),
  }
}
