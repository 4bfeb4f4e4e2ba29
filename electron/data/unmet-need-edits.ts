import { unmetNeedChanges } from '../../core/discovery/unmet-need-changes.ts'
import { needsOf, unmetNeeds } from '../../core/discovery/unmet-needs.ts'
import { type EntityFields, entities } from '../../core/sync/entities.ts'
import type { Edit } from '../../db/change-sets.ts'
import type { Showroom } from './showroom.ts'

type Saying = Pick<
  EntityFields<'unmetNeed'>,
  'opportunityId' | 'visitId' | 'authorId' | 'occurredAt' | 'businessDay'
>

/** What to write, beside what is written anyway, so that exactly the unmet needs of this moment are on record. */
export type UnmetNeedEdits = (saying: Saying) => readonly Edit[]

/**
 * Records what was wanted and nothing in the catalogue gives, as a read-back is kept or a visit ends. Without a
 * catalogue nothing is known to be missing, and nothing is recorded.
 */
export function createUnmetNeedEdits(
  showroom: Pick<Showroom, 'db' | 'newId' | 'bank' | 'catalogue'>,
): UnmetNeedEdits {
  const { db, newId, bank } = showroom
  return (saying) => {
    const atHand = showroom.catalogue()
    if (!atHand) return []
    const recorded = db.conversations.unmetNeeds(saying.opportunityId)
    const answers = db.answers.current(saying.opportunityId)
    const now = needsOf(unmetNeeds(bank, answers, atHand.prepared), atHand.catalogue.variants.length)
    return unmetNeedChanges(recorded, now).map((change) => ({
      entity: 'unmetNeed',
      rowId: newId(),
      fields: entities.unmetNeed.fields.parse({ ...saying, ...change }),
    }))
  }
}
