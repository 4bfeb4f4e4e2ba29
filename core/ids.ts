import { z } from 'zod'

/** The one door to new ids: a UUIDv7 as text. Its order is never the order of events. */
export type NewId = () => string

// Lower case only: ids are compared as text, and PostgreSQL answers them in lower case.
const id = z.uuid().lowercase()

export const storeIdSchema = id.brand<'StoreId'>()
export const deviceIdSchema = id.brand<'DeviceId'>()
export const consultantIdSchema = id.brand<'ConsultantId'>()
export const visitIdSchema = id.brand<'VisitId'>()
export const opportunityIdSchema = id.brand<'OpportunityId'>()
export const customerIdSchema = id.brand<'CustomerId'>()
export const answerIdSchema = id.brand<'AnswerId'>()
export const remarkIdSchema = id.brand<'RemarkId'>()
export const readBackIdSchema = id.brand<'ReadBackId'>()
export const feltHeardIdSchema = id.brand<'FeltHeardId'>()
export const unmetNeedIdSchema = id.brand<'UnmetNeedId'>()
export const consentIdSchema = id.brand<'ConsentId'>()
export const shortlistIdSchema = id.brand<'ShortlistId'>()
export const shortlistChoiceIdSchema = id.brand<'ShortlistChoiceId'>()
export const quoteIdSchema = id.brand<'QuoteId'>()
export const bookingIdSchema = id.brand<'BookingId'>()
export const dailySummaryIdSchema = id.brand<'DailySummaryId'>()
export const stockUnitIdSchema = id.brand<'StockUnitId'>()
export const pictureIdSchema = id.brand<'PictureId'>()
export const vehiclePhotoIdSchema = id.brand<'VehiclePhotoId'>()
export const rateEditIdSchema = id.brand<'RateEditId'>()
export const importIdSchema = id.brand<'ImportId'>()
export const customerLinkIdSchema = id.brand<'CustomerLinkId'>()
export const visitLinkIdSchema = id.brand<'VisitLinkId'>()
export const changeIdSchema = id.brand<'ChangeId'>()
export const changeSetIdSchema = id.brand<'ChangeSetId'>()

/** A variant is named by its catalogue slug, the same on every laptop, e.g. `honda/city/1-2l-cvt`. */
export const variantIdSchema = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+$/)
  .brand<'VariantId'>()

export type StoreId = z.infer<typeof storeIdSchema>
export type DeviceId = z.infer<typeof deviceIdSchema>
export type ConsultantId = z.infer<typeof consultantIdSchema>
export type VisitId = z.infer<typeof visitIdSchema>
export type OpportunityId = z.infer<typeof opportunityIdSchema>
export type CustomerId = z.infer<typeof customerIdSchema>
export type AnswerId = z.infer<typeof answerIdSchema>
export type RemarkId = z.infer<typeof remarkIdSchema>
export type UnmetNeedId = z.infer<typeof unmetNeedIdSchema>
export type ShortlistChoiceId = z.infer<typeof shortlistChoiceIdSchema>
export type ChangeId = z.infer<typeof changeIdSchema>
export type ChangeSetId = z.infer<typeof changeSetIdSchema>
export type StockUnitId = z.infer<typeof stockUnitIdSchema>
export type RateEditId = z.infer<typeof rateEditIdSchema>
export type ImportId = z.infer<typeof importIdSchema>
export type PictureId = z.infer<typeof pictureIdSchema>
export type VehiclePhotoId = z.infer<typeof vehiclePhotoIdSchema>
export type VisitLinkId = z.infer<typeof visitLinkIdSchema>
export type VariantId = z.infer<typeof variantIdSchema>
