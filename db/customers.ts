import { z } from 'zod'
import { type Said, type Standing, standingConsent } from '../core/customers/consent-standing.ts'
import type { Links } from '../core/customers/links.ts'
import { type CustomerId, consentIdSchema, customerIdSchema } from '../core/ids.ts'
import { languageSchema } from '../core/market/language.ts'
import type { Connection } from './connect.ts'
import { createLinks } from './links.ts'

const customerSchema = z
  .object({
    id: customerIdSchema,
    name: z.string().nullable(),
    phone: z.string().nullable(),
    language: languageSchema,
    note: z.string().nullable(),
    also_phones: z.string(),
    is_erased: z.int(),
  })
  .transform(({ is_erased, also_phones, ...row }) => {
    const isErased = is_erased === 1
    const alsoPhones = z.array(z.string()).parse(JSON.parse(also_phones))
    // What stands for an erased phone is for counting, not for people.
    return { ...row, phone: isErased ? null : row.phone, alsoPhones: isErased ? [] : alsoPhones, isErased }
  })
export type CustomerRow = Readonly<z.infer<typeof customerSchema>>

const consentSchema = z
  .object({
    id: consentIdSchema,
    customer_id: customerIdSchema,
    purpose: z.enum(['follow-up', 'marketing', 'share-with-maker']),
    granted: z.int(),
    wording: z.string(),
    occurred_at: z.int(),
    author_name: z.string(),
    follows_id: consentIdSchema.nullable(),
    also_follows_ids: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    customerId: row.customer_id,
    purpose: row.purpose,
    granted: row.granted === 1,
    wording: row.wording,
    occurredAt: row.occurred_at,
    authorName: row.author_name,
    followsId: row.follows_id,
    alsoFollowsIds: z.array(consentIdSchema).parse(JSON.parse(row.also_follows_ids)),
  }))
type ConsentView = Readonly<z.infer<typeof consentSchema>> & Said

export interface Customers {
  readonly get: (customerId: CustomerId) => CustomerRow | null
  readonly many: (customerIds: readonly string[]) => readonly CustomerRow[]
  /** Others with one of the phones: a hint that they may be one family or one person. */
  readonly withPhones: (phones: readonly string[], except: readonly CustomerId[]) => readonly CustomerRow[]
  /** Every record of the same person, this one among them, erased ones too, sorted by id. */
  readonly recordsOf: (customerId: CustomerId) => readonly CustomerId[]
  /** Which records are of one person, as it stands now. */
  readonly links: () => Links
  /** Everything that was said of consent on any record of the person. */
  readonly consents: (customerId: CustomerId) => readonly ConsentView[]
  /** For each purpose what stands of it, said on whichever record of the person. */
  readonly standingConsents: (customerId: CustomerId) => readonly Standing<ConsentView>[]
}

export function createCustomers(connection: Connection): Customers {
  const view = `SELECT c.id, c.name, c.phone, c.language, c.note, c.also_phones,
      EXISTS (SELECT 1 FROM erased_customer e WHERE e.customer_id = c.id) AS is_erased
    FROM customer c`
  const byId = connection.prepare(`${view} WHERE c.id = ?`)
  const links = createLinks(connection, 'customer')
  const byPhone = connection.prepare(
    `${view} WHERE c.position IN (
       SELECT position FROM customer WHERE phone = @phone
       UNION ALL SELECT m.position FROM customer m, json_each(m.also_phones) p
         WHERE m.also_phones <> '[]' AND p.value = @phone)
     ORDER BY c.position LIMIT 20`,
  )
  const saidBy = connection.prepare(
    `SELECT n.id, n.customer_id, n.purpose, n.granted, n.wording, n.occurred_at, n.follows_id, n.also_follows_ids,
       p.name AS author_name
     FROM consent n JOIN consultant p ON p.id = n.author_id
     WHERE n.customer_id = ? ORDER BY n.purpose, n.id`,
  )
  const get = (customerId: string) => {
    const row = byId.get(customerId)
    return row === undefined ? null : customerSchema.parse(row)
  }
  const recordsOf = (customerId: CustomerId) =>
    links()
      .classOf(customerId)
      .map((id) => customerIdSchema.parse(id))
  const consents = (customerId: CustomerId) =>
    recordsOf(customerId).flatMap((recordId) => z.array(consentSchema).parse(saidBy.all(recordId)))
  return {
    get,
    many: (customerIds) => customerIds.map(get).filter((customer) => customer !== null),
    withPhones(phones, except) {
      const found = phones.flatMap((phone) => z.array(customerSchema).parse(byPhone.all({ phone })))
      const byFirst = new Map(found.map((customer) => [customer.id, customer]))
      return [...byFirst.values()].filter(({ id }) => !except.includes(id)).slice(0, 20)
    },
    recordsOf,
    links,
    consents,
    standingConsents(customerId) {
      const byPurpose = Map.groupBy(consents(customerId), ({ purpose }) => purpose)
      return [...byPurpose.values()].map(standingConsent).filter((standing) => standing !== null)
    },
  }
}
