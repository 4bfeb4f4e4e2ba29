import { Refusal } from '../contract/errors.ts'
import type { ConsultantId, CustomerId, NewId } from '../core/ids.ts'
import type { EntityFields } from '../core/sync/entities.ts'
import type { Edit } from './change-sets.ts'
import type { Connection } from './connect.ts'
import type { Erasures } from './erasures.ts'

/**
 * Erases a customer, and with them the other records of the same person: one transaction takes their words and writes the erasure that tells head office and the other
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
    /** The other records of the same person. */
    readonly alsoIds?: readonly CustomerId[]
    readonly reason: EntityFields<'erasure'>['reason']
    readonly authorId: ConsultantId
    readonly occurredAt: number
    readonly alongside?: () => void
  },
): { readonly erasedAt: number } {
  const { connection, erasures } = deps
  const { customerId, alsoIds = [], reason, authorId, occurredAt } = asked
  const earlier = erasures.of(customerId)
  if (earlier) {
    erasures.list([customerId]).written()
    return { erasedAt: earlier.at }
  }
  const customerIds = [customerId, ...alsoIds]
  const isThere = connection.prepare('SELECT 1 FROM customer WHERE id = ?')
  if (customerIds.some((id) => !isThere.get(id))) throw new Refusal('NOT_FOUND')
  const openVisit = connection.prepare(
    `SELECT 1 FROM opportunity o JOIN visit v ON v.opportunity_id = o.id
     WHERE o.customer_id = ? AND v.ended_at IS NULL`,
  )
  if (customerIds.some((id) => openVisit.get(id))) throw new Refusal('CUSTOMER_IN_VISIT')
  // Marked before the commit: dying between the two, the list is made good from the commit as the database is opened.
  const listed = erasures.list(customerIds)
  try {
    deps.write({
      visitId: null,
      authorId,
      occurredAt,
      edits: customerIds.map((id) => ({
        entity: 'erasure',
        rowId: deps.newId(),
        fields: { customerId: id, reason, authorId, occurredAt },
      })),
      alongside() {
        for (const id of customerIds) erasures.strip(id)
        asked.alongside?.()
      },
    })
  } catch (error) {
    takeOff(listed)
    throw error
  }
  listed.written()
  return { erasedAt: occurredAt }
}

function takeOff(listed: ReturnType<Erasures['list']>): void {
  try {
    listed.takeOff()
  } catch {
    // A mark that stays comes off as the database is next opened; why the erasure failed is what there is to tell.
  }
}
