import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { Refusal } from '../../../contract/errors.ts'
import { lastSaid, standingConsent } from '../../../core/customers/consent-standing.ts'
import { changeIdSchema, consentIdSchema } from '../../../core/ids.ts'
import { readPhone } from '../../../core/market/phone.ts'
import { changeIdAt } from '../../../core/sync/change-ids.ts'
import type { EntityFields } from '../../../core/sync/entities.ts'
import type { Edit } from '../../../db/change-sets.ts'
import type { CustomerRow } from '../../../db/customers.ts'
import type { VisitView } from '../../../db/visits.ts'
import type { Implementer } from '../contract-implementer.ts'
import { createCustomerViews } from '../customer-views.ts'
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
  const { db, clock, pack } = showroom
  const erasure = createErasureHandlers(contract, showroom, deps)

  const { view, record, profile } = createCustomerViews(showroom)
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
  /** A phone as it is kept. @throws Refusal PHONE_NOT_VALID */
  const readable = (text: string): string => {
    const phone = readPhone(text, pack)
    if (phone === null) throw new Refusal('PHONE_NOT_VALID', { phone: text })
    return phone
  }
  /** The fields that are wanted otherwise than they are. */
  const edited = (now: CustomerRow | null, wanted: Partial<EditableFields>): Partial<EditableFields> =>
    Object.fromEntries(
      Object.entries(wanted).filter(
        ([field, value]) => !isDeepStrictEqual(now?.[editable.parse(field)], value),
      ),
    )

  /** By the name that another record of the person has, where this one has none. */
  const asFound = (customer: CustomerRow) => {
    const name = customer.name ?? others(customer).find((other) => other.name !== null)?.name ?? null
    return view({ ...customer, name })
  }
  const others = ({ id }: CustomerRow) =>
    db.customers.many(db.customers.recordsOf(id)).filter((other) => other.id !== id && !other.isErased)

  return {
    customers: {
      ...erasure.customers,
      save: contract.customers.save.handler(({ input }) => {
        const { customerId } = input
        const wanted = {
          name: input.name || null,
          phone: input.phone ? readable(input.phone) : null,
          language: input.language,
          ...(input.note !== undefined && { note: input.note || null }),
          ...(input.alsoPhones && { alsoPhones: [...new Set(input.alsoPhones.map(readable))].sort() }),
        }
        // One that is new and already there is the same call again.
        const before = input.isNew && !db.customers.get(customerId) ? null : writable(customerId)
        const fields = before ? edited(before, wanted) : wanted
        if (before) refuseUnseen(before, fields, input.seen)
        const edits: Edit[] = []
        if (Object.keys(fields).length > 0) edits.push({ entity: 'customer', rowId: customerId, fields })
        if (input.visit)
          edits.push(...attaching(showroom.visit(input.visit.id), customerId, input.visit.seenCustomerId))
        const savedAt = clock()
        if (edits.length > 0) showroom.write({ visitId: input.visit?.id ?? null, occurredAt: savedAt, edits })
        return { customer: record(known(customerId)), savedAt }
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
        const { records, consents, visits, samePhone, lookAlikes } = profile(customer)
        for (const { id } of records) showroom.seen(id, { what: 'profile' })
        for (const { id } of samePhone) showroom.seen(id, { what: 'same-phone' })
        for (const { customer: other } of lookAlikes) showroom.seen(other.id, { what: 'look-alike' })
        return {
          customer: record(customer),
          records,
          erased: db.erasures.of(customer.id),
          seen: Object.fromEntries([...versions].map(([field, id]) => [field, changeIdSchema.parse(id)])),
          consents,
          visits,
          samePhone,
          lookAlikes,
        }
      }),
      search: contract.customers.search.handler(({ input }) => {
        const { ids, total } = db.customerSearch.find(input.text, input.limit)
        const customers = db.customers.many(ids)
        if (customers.length > 0) showroom.listSeen('customers')
        return { customers: customers.map(asFound), total }
      }),
      consent: contract.customers.consent.handler(({ input }) => {
        const authorId = showroom.author()
        const customer = writable(input.customerId)
        const wording = pack.consents.find(({ id }) => id === input.wordingId)
        if (!wording) throw new Refusal('NOT_FOUND')
        const said = wording.wording[input.language]
        const ofPurpose = db.customers
          .consents(customer.id)
          .filter(({ purpose }) => purpose === wording.purpose)
        const { said: standing, grantedApart = null } = standingConsent(ofPurpose) ?? {}
        const [last, ...alsoLast] = lastSaid(ofPurpose)
        if (
          standing &&
          !grantedApart &&
          alsoLast.length === 0 &&
          standing.granted === input.granted &&
          standing.wording === said
        )
          return { consentId: standing.id, savedAt: standing.occurredAt }
        const changeSetId = db.changeSets.newId()
        const consentId = consentIdSchema.parse(changeIdAt(changeSetId, 0))
        const occurredAt = clock()
        showroom.write({
          visitId: null,
          occurredAt,
          changeSetId,
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
                followsId: last?.id ?? null,
                alsoFollowsIds: alsoLast.map(({ id }) => id),
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
    fields: Readonly<Partial<EditableFields>>,
    seen: Readonly<Partial<Record<keyof EditableFields, string>>>,
  ): void {
    const versions = db.fieldVersions.of('customer', before.id)
    for (const field of editable.options)
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

const editable = z.enum(['name', 'phone', 'language', 'note', 'alsoPhones'])
type EditableFields = Pick<EntityFields<'customer'>, z.infer<typeof editable>>
