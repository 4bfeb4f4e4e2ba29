import { Refusal } from '../../../contract/errors.ts'
import { type Link, type Links, pairsToKeep } from '../../../core/customers/links.ts'
import {
  type CustomerId,
  customerIdSchema,
  customerLinkIdSchema,
  visitIdSchema,
  visitLinkIdSchema,
} from '../../../core/ids.ts'
import type { Edit } from '../../../db/change-sets.ts'
import type { Implementer } from '../contract-implementer.ts'
import { findSameWalkIns } from '../same-walk-ins.ts'
import type { Showroom } from '../showroom.ts'
import { alreadyMade } from './already-made.ts'

/** Saying that records are of one person, or visits of one walk-in, and that they are not. */
export function createLinkHandlers(contract: Implementer, showroom: Showroom) {
  const { db, clock, newId } = showroom

  const writableCustomer = (customerId: CustomerId) => {
    const customer = db.customers.get(customerId)
    if (!customer) throw new Refusal('NOT_FOUND')
    if (customer.isErased) throw new Refusal('CUSTOMER_ERASED')
  }
  const write = (edits: (said: ReturnType<typeof saying>) => readonly Edit[]) => {
    const said = saying()
    showroom.write({ visitId: null, occurredAt: said.occurredAt, edits: edits(said) })
    return { savedAt: said.occurredAt }
  }
  const saying = () => ({ authorId: showroom.author(), occurredAt: clock() })
  /** The links that are taken back: those seen that stand still, and name the record. */
  const seenOf = (links: Links, id: string, linkIds: readonly string[]): readonly Link[] =>
    links.touching(id).filter((link) => linkIds.includes(link.id))

  return {
    customers: {
      link: contract.customers.link.handler(({ input: { linkId, oneId, otherId } }) => {
        const made = alreadyMade(db.tables, 'customerLink', linkId, { oneId, otherId, linked: true })
        if (made) return { savedAt: made.occurredAt }
        if (oneId === otherId) throw new Refusal('NOT_FOUND')
        for (const customerId of [oneId, otherId]) writableCustomer(customerId)
        return write((said) => [
          {
            entity: 'customerLink',
            rowId: linkId,
            fields: { oneId, otherId, linked: true, followsIds: [], ...said },
          },
        ])
      }),
      split: contract.customers.split.handler(({ input: { splitId, customerId, fromId, linkIds } }) => {
        const pair = { oneId: customerId, otherId: fromId }
        const made = alreadyMade(db.tables, 'customerLink', splitId, { ...pair, linked: false })
        if (made) return { savedAt: made.occurredAt }
        for (const id of [customerId, fromId]) if (!db.customers.get(id)) throw new Refusal('NOT_FOUND')
        const links = db.customers.links()
        const seen = seenOf(links, customerId, linkIds)
        const kept = pairsToKeep(links, customerId, seen)
        return write((said) => [
          {
            entity: 'customerLink',
            rowId: splitId,
            fields: {
              ...pair,
              linked: false,
              followsIds: seen.map(({ id }) => customerLinkIdSchema.parse(id)),
              ...said,
            },
          },
          ...kept.map(
            ([oneId, otherId]): Edit => ({
              entity: 'customerLink',
              rowId: newId(),
              fields: {
                oneId: customerIdSchema.parse(oneId),
                otherId: customerIdSchema.parse(otherId),
                linked: true,
                followsIds: [],
                ...said,
              },
            }),
          ),
        ])
      }),
    },
    visits: {
      link: contract.visits.link.handler(({ input: { linkId, oneId, otherId } }) => {
        const made = alreadyMade(db.tables, 'visitLink', linkId, { oneId, otherId, linked: true })
        if (made) return { savedAt: made.occurredAt }
        if (oneId === otherId) throw new Refusal('NOT_FOUND')
        for (const visitId of [oneId, otherId]) showroom.visit(visitId)
        return write((said) => [
          {
            entity: 'visitLink',
            rowId: linkId,
            fields: { oneId, otherId, linked: true, followsIds: [], ...said },
          },
        ])
      }),
      split: contract.visits.split.handler(({ input: { splitId, visitId, fromId, linkIds } }) => {
        const pair = { oneId: visitId, otherId: fromId }
        const made = alreadyMade(db.tables, 'visitLink', splitId, { ...pair, linked: false })
        if (made) return { savedAt: made.occurredAt }
        for (const id of [visitId, fromId]) showroom.visit(id)
        const links = db.visits.links()
        const seen = seenOf(links, visitId, linkIds)
        const kept = pairsToKeep(links, visitId, seen)
        return write((said) => [
          {
            entity: 'visitLink',
            rowId: splitId,
            fields: {
              ...pair,
              linked: false,
              followsIds: seen.map(({ id }) => visitLinkIdSchema.parse(id)),
              ...said,
            },
          },
          ...kept.map(
            ([oneId, otherId]): Edit => ({
              entity: 'visitLink',
              rowId: newId(),
              fields: {
                oneId: visitIdSchema.parse(oneId),
                otherId: visitIdSchema.parse(otherId),
                linked: true,
                followsIds: [],
                ...said,
              },
            }),
          ),
        ])
      }),
      sameWalkIns: contract.visits.sameWalkIns.handler(({ input: { businessDay } }) => {
        const pairs = findSameWalkIns(db, businessDay)
        if (pairs.some(({ own, other }) => own.visit.customerId !== null || other.visit.customerId !== null))
          showroom.listSeen('visits')
        return [...pairs]
      }),
    },
  }
}
