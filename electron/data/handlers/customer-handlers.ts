import { Refusal } from '../../../contract/errors.ts'
import { changeIdSchema, consentIdSchema } from '../../../core/ids.ts'
import { phoneText, readPhone } from '../../../core/market/phone.ts'
import type { Edit } from '../../../db/change-sets.ts'
import type { CustomerRow } from '../../../db/customers.ts'
import type { VisitView } from '../../../db/visits.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { ErasureKeeper } from '../erasure-keeper.ts'
import type { Showroom } from '../showroom.ts'
import { createErasureHandlers } from './erasure-handlers.ts'
import { standingWords } from './standing-words.ts'

/** Customers: who they are, what they consented to, finding them again, and erasing them. */
export function createCustomerHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: { readonly erasureKeeper: Pick<ErasureKeeper, 'wipe'> },
) {
  const { db, clock, newId, pack } = showroom
  const erasure = createErasureHandlers(contract, showroom, deps)

  const view = (customer: CustomerRow) => ({
    ...customer,
    phoneText: customer.phone === null ? null : phoneText(customer.phone),
  })
  const known = (customerId: CustomerRow['id']) => {
    const customer = db.customers.get(customerId)
    if (!customer) throw new Refusal('NOT_FOUND')
    return customer
  }
  /** A customer about whom something may still be written. */
  const writable = (customerId: CustomerRow['id']) => {
    const customer = known(customerId)
    if (customer.isErased) throw new Refusal('CUSTOMER_ERASED')
    return customer
  }
  const edited = <F extends 'name' | 'phone' | 'language'>(
    field: F,
    now: CustomerRow,
    wanted: CustomerRow[F],
  ) => (now[field] === wanted ? {} : { [field]: wanted })

  return {
    customers: {
      ...erasure.customers,
      save: contract.customers.save.handler(({ input }) => {
        const { customerId } = input
        const name = input.name || null
        const phone = input.phone ? readPhone(input.phone, pack) : null
        if (input.phone && phone === null) throw new Refusal('PHONE_NOT_VALID', { phone: input.phone })
        // One that is new and already there is the same call again.
        const before = input.isNew && !db.customers.get(customerId) ? null : writable(customerId)
        const fields = before
          ? {
              ...edited('name', before, name),
              ...edited('phone', before, phone),
              ...edited('language', before, input.language),
            }
          : { name, phone, language: input.language }
        if (before) refuseUnseen(before, fields, input.seen)
        const edits: Edit[] = []
        if (Object.keys(fields).length > 0) edits.push({ entity: 'customer', rowId: customerId, fields })
        if (input.visit)
          edits.push(...attaching(showroom.visit(input.visit.id), customerId, input.visit.seenCustomerId))
        const savedAt = clock()
        if (edits.length > 0) showroom.write({ visitId: input.visit?.id ?? null, occurredAt: savedAt, edits })
        return { customer: view(known(customerId)), savedAt }
      }),
      attach: contract.customers.attach.handler(({ input }) => {
        const visit = showroom.visit(input.visitId)
        const { id: customerId } = writable(input.customerId)
        const edits = attaching(visit, customerId, input.seenCustomerId)
        const savedAt = clock()
        if (edits.length > 0) showroom.write({ visitId: visit.id, occurredAt: savedAt, edits })
        return { savedAt }
      }),
      get: contract.customers.get.handler(({ input }) => {
        const customer = known(input.customerId)
        showroom.seen(customer.id, { what: 'profile' })
        const versions = db.fieldVersions.of('customer', customer.id)
        const samePhone = customer.phone ? db.customers.withPhone(customer.phone, customer.id) : []
        for (const { id } of samePhone) showroom.seen(id, { what: 'same-phone' })
        return {
          customer: view(customer),
          erased: db.erasures.of(customer.id),
          seen: Object.fromEntries([...versions].map(([field, id]) => [field, changeIdSchema.parse(id)])),
          consents: [...db.customers.standingConsents(customer.id)],
          visits: [...db.visits.ofCustomer(customer.id)],
          samePhone: samePhone.map(view),
        }
      }),
      search: contract.customers.search.handler(({ input }) => {
        const { ids, total } = db.customerSearch.find(input.text, input.limit)
        const customers = db.customers.many(ids)
        if (customers.length > 0) showroom.listSeen('customers')
        return { customers: customers.map(view), total }
      }),
      consent: contract.customers.consent.handler(({ input }) => {
        const authorId = showroom.author()
        const customer = writable(input.customerId)
        const wording = pack.consents.find(({ id }) => id === input.wordingId)
        if (!wording) throw new Refusal('NOT_FOUND')
        const said = wording.wording[input.language]
        const [standing, another] = db.customers
          .standingConsents(customer.id)
          .filter(({ purpose }) => purpose === wording.purpose)
        if (standing && !another && standing.granted === input.granted && standing.wording === said)
          return { consentId: standing.id, savedAt: standing.occurredAt }
        const consentId = consentIdSchema.parse(newId())
        const occurredAt = clock()
        showroom.write({
          visitId: null,
          occurredAt,
          edits: [
            {
              entity: 'consent',
              rowId: consentId,
              fields: {
                customerId: customer.id,
                purpose: wording.purpose,
                granted: input.granted,
                wordingId: wording.id,
                wording: said,
                language: input.language,
                withdrawsId: !input.granted && standing?.granted ? standing.id : null,
                followsId: standing?.id ?? null,
                authorId,
                occurredAt,
              },
            },
          ],
        })
        return { consentId, savedAt: occurredAt }
      }),
    },
    retention: erasure.retention,
  }

  /** Another window may have changed a field after this one read it: then both are shown, neither is overwritten. */
  function refuseUnseen(
    before: CustomerRow,
    fields: Readonly<Partial<CustomerRow>>,
    seen: Readonly<Partial<Record<'name' | 'phone' | 'language', string>>>,
  ): void {
    const versions = db.fieldVersions.of('customer', before.id)
    for (const field of ['name', 'phone', 'language'] as const)
      if (field in fields && versions.get(field) !== seen[field])
        throw new Refusal('CHANGED_SINCE_SEEN', {
          value: standingWords.customerField(before, field, showroom.device().language),
        })
  }

  /** What makes a visit theirs: nothing when it is, and never over a customer that the person did not see on it. */
  function attaching(
    visit: VisitView,
    customerId: CustomerRow['id'],
    seenCustomerId: CustomerRow['id'] | null,
  ): readonly Edit[] {
    if (visit.customerId === customerId) return []
    if (visit.customerId !== seenCustomerId)
      throw new Refusal('CHANGED_SINCE_SEEN', {
        value: standingWords.customer(
          visit.customerId && db.customers.get(visit.customerId),
          showroom.device().language,
        ),
      })
    return [{ entity: 'opportunity', rowId: visit.opportunityId, fields: { customerId } }]
  }
}
