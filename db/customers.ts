import { z } from 'zod'
import { type CustomerId, consentIdSchema, customerIdSchema } from '../core/ids.ts'
import { languageSchema } from '../core/market/language.ts'
import type { Connection } from './connect.ts'

const customerSchema = z
  .object({
    id: customerIdSchema,
    name: z.string().nullable(),
    phone: z.string().nullable(),
    language: languageSchema,
    is_erased: z.int(),
  })
  .transform(({ is_erased, ...row }) => {
    const isErased = is_erased === 1
    // What stands for an erased phone is for counting, not for people.
    return { ...row, phone: isErased ? null : row.phone, isErased }
  })
export type CustomerRow = Readonly<z.infer<typeof customerSchema>>

const consentSchema = z
  .object({
    id: consentIdSchema,
    purpose: z.enum(['follow-up', 'marketing', 'share-with-maker']),
    granted: z.int(),
    wording: z.string(),
    occurred_at: z.int(),
    author_name: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    purpose: row.purpose,
    granted: row.granted === 1,
    wording: row.wording,
    occurredAt: row.occurred_at,
    authorName: row.author_name,
  }))
type ConsentView = Readonly<z.infer<typeof consentSchema>>

export interface Customers {
  readonly get: (customerId: CustomerId) => CustomerRow | null
  readonly many: (customerIds: readonly string[]) => readonly CustomerRow[]
  /** Others with the same phone: a hint that they may be one family or one person. */
  readonly withPhone: (phone: string, except: CustomerId) => readonly CustomerRow[]
  /** For each purpose the consents that no later one follows. */
  readonly standingConsents: (customerId: CustomerId) => readonly ConsentView[]
}

export function createCustomers(connection: Connection): Customers {
  const view = `SELECT c.id, c.name, c.phone, c.language,
      EXISTS (SELECT 1 FROM erased_customer e WHERE e.customer_id = c.id) AS is_erased
    FROM customer c`
  const byId = connection.prepare(`${view} WHERE c.id = ?`)
  const byPhone = connection.prepare(`${view} WHERE c.phone = ? AND c.id <> ? ORDER BY c.position LIMIT 20`)
  const standing = connection.prepare(
    `SELECT n.id, n.purpose, n.granted, n.wording, n.occurred_at, p.name AS author_name
     FROM consent n JOIN consultant p ON p.id = n.author_id
     WHERE n.customer_id = ?
       AND NOT EXISTS (SELECT 1 FROM consent later WHERE later.customer_id = n.customer_id AND later.follows_id = n.id)
     ORDER BY n.purpose, n.id`,
  )
  const get = (customerId: string) => {
    const row = byId.get(customerId)
    return row === undefined ? null : customerSchema.parse(row)
  }
  return {
    get,
    many: (customerIds) => customerIds.map(get).filter((customer) => customer !== null),
    withPhone: (phone, except) => z.array(customerSchema).parse(byPhone.all(phone, except)),
    standingConsents: (customerId) => z.array(consentSchema).parse(standing.all(customerId)),
  }
}
