import { z } from 'zod'
import { arrivalSchema, seenSchema } from '../../contract/showroom-views.ts'
import { answerStateSchema } from '../../core/discovery/answer.ts'
import {
  answerIdSchema,
  bookingIdSchema,
  consultantIdSchema,
  customerIdSchema,
  opportunityIdSchema,
  shortlistIdSchema,
  variantIdSchema,
  visitIdSchema,
} from '../../core/ids.ts'
import { languageSchema } from '../../core/market/language.ts'

const visitId = visitIdSchema
const opportunityId = opportunityIdSchema
const customerId = customerIdSchema

/**
 * One thing that a person does on the laptop, with all that is needed to do it once more after a kill: what the page
 * does when no answer came.
 */
export const callSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('set-up'), managerName: z.string() }),
  z.object({ type: z.literal('enrol'), url: z.string(), code: z.string() }),
  z.object({ type: z.literal('set-colours'), colourScheme: z.enum(['auto', 'light', 'dark']) }),
  z.object({ type: z.literal('add-consultant'), consultantId: consultantIdSchema, name: z.string() }),
  z.object({
    type: z.literal('start-visit'),
    visitId,
    arrival: arrivalSchema,
    customerId: customerId.nullable(),
    opportunityId: opportunityId.nullable(),
  }),
  z.object({ type: z.literal('set-arrival'), visitId, arrival: arrivalSchema, seenArrival: arrivalSchema }),
  z.object({ type: z.literal('end-visit'), visitId }),
  z.object({
    type: z.literal('answer'),
    visitId,
    opportunityId,
    questionId: z.string(),
    state: answerStateSchema,
    ownWords: z.string(),
    supersedesIds: z.array(answerIdSchema),
  }),
  z.object({ type: z.literal('keep-draft'), opportunityId, questionId: z.string(), text: z.string() }),
  z.object({ type: z.literal('record-shortlist'), shortlistId: shortlistIdSchema, visitId }),
  z.object({
    type: z.literal('book'),
    bookingId: bookingIdSchema,
    visitId,
    opportunityId,
    variantId: variantIdSchema,
    amountMinor: z.int(),
  }),
  z.object({ type: z.literal('lose'), visitId, opportunityId, reason: z.string(), note: z.string() }),
  z.object({
    type: z.literal('save-customer'),
    customerId,
    isNew: z.boolean(),
    name: z.string(),
    /** Of Pakistan, as it is kept: `+92` and ten digits. */
    phone: z.string(),
    language: languageSchema,
    seen: seenSchema,
    /** The visit that becomes theirs with it, and its opportunity. */
    visit: z.object({ visitId, opportunityId }).nullable(),
  }),
  z.object({ type: z.literal('attach'), visitId, opportunityId, customerId }),
  z.object({ type: z.literal('consent'), customerId, wordingId: z.string(), granted: z.boolean() }),
  z.object({ type: z.literal('import-catalogue'), price: z.int() }),
  z.object({ type: z.literal('read-day') }),
  z.object({ type: z.literal('export-day'), format: z.enum(['csv', 'xlsx']) }),
  z.object({ type: z.literal('close-day') }),
  z.object({ type: z.literal('back-up') }),
  z.object({ type: z.literal('sync') }),
  /** Northstar is closed in good order and opened again. */
  z.object({ type: z.literal('restart') }),
])
export type Call = Readonly<z.infer<typeof callSchema>>
export type CallType = Call['type']

/** What a call gave back that its input did not say. */
export const madeSchema = z.object({
  rowId: z.string().optional(),
  opportunityId: z.string().optional(),
  catalogueVersion: z.string().optional(),
  hash: z.string().optional(),
  backupId: z.string().optional(),
})
export type Made = Readonly<z.infer<typeof madeSchema>>
