import { z } from 'zod'
import { type CustomerPage, customerPageSchema } from '../contract/customer-view.ts'
import { type VisitId, visitIdSchema } from '../core/ids.ts'
import { type Language, languageSchema } from '../core/market/language.ts'
import type { Connection } from './connect.ts'

interface ShownToCustomer {
  readonly visitId: VisitId
  readonly page: CustomerPage
  readonly language: Language
}

const shownSchema = z
  .object({ visit_id: visitIdSchema, page: customerPageSchema, language: languageSchema })
  .transform(({ visit_id: visitId, page, language }): ShownToCustomer => ({ visitId, page, language }))

export interface CustomerViewTable {
  /** `null` while the screen is the consultant's. */
  readonly get: () => ShownToCustomer | null
  readonly show: (shown: ShownToCustomer) => void
  readonly leave: () => void
}

/** What the screen of this laptop shows to the customer: on disk, so that a restart shows nothing else. */
export function createCustomerViewTable(connection: Connection): CustomerViewTable {
  const read = connection.prepare('SELECT visit_id, page, language FROM customer_view')
  const show = connection.prepare(
    `INSERT INTO customer_view (only, visit_id, page, language) VALUES (1, @visitId, @page, @language)
     ON CONFLICT (only) DO UPDATE SET visit_id = excluded.visit_id, page = excluded.page, language = excluded.language`,
  )
  const leave = connection.prepare('DELETE FROM customer_view')
  return {
    get: () => shownSchema.optional().parse(read.get()) ?? null,
    show: (shown) => void show.run(shown),
    leave: () => void leave.run(),
  }
}
