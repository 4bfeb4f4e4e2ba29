import { z } from 'zod'
import { opportunityIdSchema, visitIdSchema } from '../core/ids.ts'
import { languageSchema } from '../core/market/language.ts'

/** What the customer can be shown on the screen that is turned to them. */
export const customerPageSchema = z.enum(['felt-heard'])
export type CustomerPage = z.infer<typeof customerPageSchema>

/** What the screen shows to the customer: one page, of one visit, in the language of the talk. */
export const customerViewSchema = z.object({
  visitId: visitIdSchema,
  opportunityId: opportunityIdSchema,
  page: customerPageSchema,
  language: languageSchema,
})
