import type { z } from 'zod'
import type {
  customerRecordSchema,
  customerViewSchema,
  lookAlikeSchema,
  visitViewSchema,
} from '../../contract/showroom-views.ts'
import { likeness, type Recorded } from '../../core/customers/duplicate-score.ts'
import { phonesOf } from '../../core/customers/phones-of.ts'
import { customerLinkIdSchema } from '../../core/ids.ts'
import { foldName } from '../../core/market/fold-name.ts'
import { phoneText } from '../../core/market/phone.ts'
import type { CustomerRow } from '../../db/customers.ts'
import type { Showroom } from './showroom.ts'

type CustomerView = z.infer<typeof customerViewSchema>
type CustomerRecord = z.infer<typeof customerRecordSchema>
type LookAlike = z.infer<typeof lookAlikeSchema>

/** Somebody with this name is looked for among so many. */
const sameNameAtMost = 20

/** Customers as screens show them. */
export function createCustomerViews({ db }: Pick<Showroom, 'db'>) {
  const { customers } = db
  const view = ({ id, name, phone, language, isErased }: CustomerRow): CustomerView => ({
    id,
    name,
    phone,
    phoneText: phone === null ? null : phoneText(phone),
    language,
    isErased,
    records: customers.recordsOf(id).length,
  })
  const record = (customer: CustomerRow): CustomerRecord => ({
    ...view(customer),
    note: customer.note,
    alsoPhones: customer.alsoPhones.map((phone) => ({ phone, phoneText: phoneText(phone) })),
    linkIds: customers
      .links()
      .touching(customer.id)
      .map(({ id }) => customerLinkIdSchema.parse(id)),
  })
  const recorded = (customer: CustomerRow): Recorded => ({
    foldedName: customer.name === null ? null : foldName(customer.name),
    phones: phonesOf(customer),
  })

  /** Others who look like the person of these records, by whichever two records are most alike. */
  const lookAlikes = (records: readonly CustomerRow[], samePhone: readonly CustomerRow[]) => {
    const links = customers.links()
    const names = [...new Set(records.flatMap(({ name }) => name ?? []))]
    const sameName = names.flatMap((name) => db.customerSearch.find(name, sameNameAtMost).ids)
    const candidates = customers
      .many([...new Set([...samePhone.map(({ id }) => id), ...sameName])])
      .filter(({ id, isErased }) => !isErased && !records.some((own) => own.id === id))
    const found = candidates.flatMap((customer) => {
      if (records.some(({ id }) => links.areToldApart(id, customer.id))) return []
      const [best] = records
        .map((own) => likeness(recorded(own), recorded(customer)))
        .toSorted((a, b) => b.score - a.score)
      return best?.isLikely ? [{ customer, ...best }] : []
    })
    return found.toSorted((a, b) => b.score - a.score)
  }

  return {
    view,
    record,
    /** The person whose record this is: what stands on all their records, and who may be the same. */
    profile(customer: CustomerRow): {
      readonly records: CustomerRecord[]
      readonly consents: ReturnType<typeof consentViews>
      readonly visits: z.infer<typeof visitViewSchema>[]
      readonly samePhone: CustomerView[]
      readonly lookAlikes: LookAlike[]
    } {
      // Of somebody erased nothing is said but what stands on the record that was asked for.
      const ids = customer.isErased ? [customer.id] : customers.recordsOf(customer.id)
      const records = customers.many(ids).filter(({ isErased }) => !isErased)
      const samePhone = customers.withPhones(records.flatMap(phonesOf), ids)
      const alike = lookAlikes(records, samePhone)
      const isAlike = ({ id }: CustomerRow) => alike.some((other) => other.customer.id === id)
      return {
        records: records.filter(({ id }) => id !== customer.id).map(record),
        consents: consentViews(customers.standingConsents(customer.id)),
        visits: ids
          .flatMap((id) => db.visits.ofCustomer(id))
          .toSorted((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1)),
        samePhone: samePhone.filter((other) => !isAlike(other)).map(view),
        lookAlikes: alike.map((other) => ({ customer: view(other.customer), reasons: [...other.reasons] })),
      }
    },
  }
}

const consentViews = (standing: ReturnType<Showroom['db']['customers']['standingConsents']>) =>
  standing.map(({ said, grantedApart }) => ({
    id: said.id,
    customerId: said.customerId,
    purpose: said.purpose,
    granted: said.granted,
    wording: said.wording,
    occurredAt: said.occurredAt,
    authorName: said.authorName,
    grantedApart: grantedApart && {
      occurredAt: grantedApart.occurredAt,
      authorName: grantedApart.authorName,
    },
  }))
