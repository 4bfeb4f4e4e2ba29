import { type EntityName, isEntityName } from './entities.ts'
import type { ChangeSet, Receipt, ReceiptMark } from './protocol.ts'

const words: Readonly<Record<EntityName, readonly [one: string, many: string]>> = {
  consultant: ['person of the team', 'people of the team'],
  customer: ['customer', 'customers'],
  consent: ['consent', 'consents'],
  opportunity: ['opportunity', 'opportunities'],
  visit: ['visit', 'visits'],
  answer: ['answer', 'answers'],
  shortlist: ['shortlist', 'shortlists'],
  booking: ['booking', 'bookings'],
  dailySummary: ['closed day', 'closed days'],
  erasure: ['erasure of a customer', 'erasures of customers'],
  customerLink: ['link between customers', 'links between customers'],
  visitLink: ['link between visits', 'links between visits'],
  stockUnit: ['stock unit', 'stock units'],
  claim: ['claim', 'claims'],
  picture: ['picture', 'pictures'],
}
const unknownWords = ['other record', 'other records'] as const

/**
 * Head office's receipt in a plain English sentence that names what it is for, never a person.
 * @param refusal why it was refused, as the end of a sentence; read only with outcome `refused`
 */
export function receiptWords(receipt: {
  readonly changeSet: ChangeSet
  readonly storeName: string
  readonly mark: ReceiptMark
  readonly outcome: Receipt['outcome']
  readonly refusal?: string
}): string {
  const { changeSet, storeName, outcome } = receipt
  const office = receipt.mark === 'trial' ? 'A trial head office' : 'Head office'
  const contents = contentsOf(changeSet)
  switch (outcome) {
    case 'accepted':
      return `${office} has this from ${storeName}: ${contents}.`
    case 'conflict':
      return `${office} has this from ${storeName}: ${contents}. Another laptop said something else first; both are kept.`
    case 'refused':
      return `${office} refused this from ${storeName}: ${contents}, because ${receipt.refusal ?? 'it cannot be read'}. It is safe on the laptop.`
  }
}

function contentsOf({ changes }: ChangeSet): string {
  const rows = new Map(changes.map(({ entity, rowId }) => [`${entity} ${rowId}`, entity]))
  const counts = new Map<readonly [string, string], number>()
  for (const entity of rows.values()) {
    const word = isEntityName(entity) ? words[entity] : unknownWords
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].map(([[one, many], count]) => `${count} ${count === 1 ? one : many}`).join(', ')
}
