import { Refusal } from '../contract/errors.ts'
import type { ConsultantId, CustomerId, NewId } from '../core/ids.ts'
import type { EntityFields } from '../core/sync/entities.ts'
import type { Edit } from './change-sets.ts'
import type { Connection } from './connect.ts'
import type { Erasures } from './erasures.ts'

/**
 * Erases a customer: one transaction takes their words and writes the erasure that tells head office and the other
 * laptops. Erased already, it is answered as it was the first time.
 * @param deps.write commits an action, as `ChangeSets.commit` does
 * @param asked.alongside written with it, such as its entry in the access log
 * @throws Refusal NOT_FOUND, CUSTOMER_IN_VISIT
 */
export function eraseCustomer(
  deps: {
    readonly connection: Connection
    readonly erasures: Pick<Erasures, 'of' | 'strip' | 'list'>
    readonly newId: NewId
    readonly write: (action: {
      readonly visitId: null
      readonly authorId: ConsultantId
      readonly occurredAt: number
      readonly edits: readonly Edit[]
      readonly alongside: () => void
    }) => void
  },
  asked: {
    readonly customerId: CustomerId
    readonly reason: EntityFields<'erasure'>['reason']
    readonly authorId: ConsultantId
    readonly occurredAt: number
    readonly alongside?: () => void
  },
): { readonly erasedAt: number } {
  const { connection, erasures } = deps
  const { customerId, reason, authorId, occurredAt } = asked
  const earlier = erasures.of(customerId)
  if (earlier) return { erasedAt: earlier.at }
  if (!connection.prepare('SELECT 1 FROM customer WHERE id = ?').get(customerId))
    throw new Refusal('NOT_FOUND')
  const openVisit = connection.prepare(
    `SELECT 1 FROM opportunity o JOIN visit v ON v.opportunity_id = o.id
     WHERE o.customer_id = ? AND v.ended_at IS NULL`,
  )
  if (openVisit.get(customerId)) throw new Refusal('CUSTOMER_IN_VISIT')
  // Before the commit: a restore between the two must not bring them back.
  const takeOffList = erasures.list(customerId)
  try {
    deps.write({
      visitId: null,
      authorId,
      occurredAt,
      edits: [
        { entity: 'erasure', rowId: deps.newId(), fields: { customerId, reason, authorId, occurredAt } },
      ],
      alongside() {
        erasures.strip(customerId)
        asked.alongside?.()
      },
    })
  } catch (error) {
    takeOffList()
    throw error
  }
  return { erasedAt: occurredAt }
}
