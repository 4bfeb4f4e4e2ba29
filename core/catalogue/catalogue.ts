import { z } from 'zod'
import { variantIdSchema } from '../ids.ts'
import { attributeSchema, figureSchema } from './attribute.ts'

/** One variant on sale with every figure known of it. An attribute left out is `unknown`. */
export const variantSchema = z.object({
  id: variantIdSchema,
  brand: z.string().min(1),
  model: z.string().min(1),
  name: z.string().min(1),
  figures: z.partialRecord(attributeSchema, figureSchema),
})
export type Variant = Readonly<z.infer<typeof variantSchema>>

/** How sure a source is. */
export const sourceStatusSchema = z.enum(['confirmed', 'reported', 'disputed'])

export const sourceSchema = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  collected: z.string().min(1),
  status: sourceStatusSchema,
  note: z.string(),
})
export type CatalogueSource = Readonly<z.infer<typeof sourceSchema>>

/** `version` names the content: the same vehicles and figures give the same version on any machine. */
export const catalogueSchema = z.object({
  version: z.string().min(1),
  variants: z.array(variantSchema),
  sources: z.array(sourceSchema),
})
export type Catalogue = Readonly<z.infer<typeof catalogueSchema>>
