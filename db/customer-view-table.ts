import { z } from 'zod'
import { type CustomerPage, customerPageSchema, shownVariantIdsSchema } from '../contract/customer-view.ts'
import { type VariantId, type VisitId, visitIdSchema } from '../core/ids.ts'
import { type Language, languageSchema } from '../core/market/language.ts'
import type { Connection } from './connect.ts'

export interface ShownToCustomer {
  readonly visitId: VisitId
  readonly page: CustomerPage
  readonly language: Language
  readonly variantIds: VariantId[]
}

const shownSchema = z
  .object({
    visit_id: visitIdSchema,
    page: customerPageSchema,
    language: languageSchema,
    variant_ids: z.string(),
  })
  .transform(
    ({ visit_id: visitId, page, language, variant_ids }): ShownToCustomer => ({
      visitId,
      page,
      language,
      variantIds: shownVariantIdsSchema.parse(JSON.parse(variant_ids)),
    }),
  )

export interface CustomerViewTable {
  /** `null` while the screen is the consultant's. */
  readonly get: () => ShownToCustomer | null
  readonly show: (shown: ShownToCustomer) => void
  readonly leave: () => void
}

/** What the screen of this laptop shows to the customer: on disk, so that a restart shows nothing else. */
export function createCustomerViewTable(connection: Connection): CustomerViewTable {
  const read = connection.prepare('SELECT visit_id, page, language, variant_ids FROM customer_view')
  const show = connection.prepare(
    `INSERT INTO customer_view (only, visit_id, page, language, variant_ids)
     VALUES (1, @visitId, @page, @language, @variantIds)
     ON CONFLICT (only) DO UPDATE SET visit_id = excluded.visit_id, page = excluded.page,
       language = excluded.language, variant_ids = excluded.variant_ids`,
  )
  const leave = connection.prepare('DELETE FROM customer_view')
  return {
    get: () => shownSchema.optional().parse(read.get()) ?? null,
    show: (shown) => void show.run({ ...shown, variantIds: JSON.stringify(shown.variantIds) }),
    leave: () => void leave.run(),
  }
}
