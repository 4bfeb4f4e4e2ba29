import { z } from 'zod'

/**
 * Change sets or feed rows as columns, so that a page of them compresses to little more than what they say. The form
 * is described in docs/protocol.md; `packChangeSets`, `unpackChangeSets`, `packFeedRows` and `unpackFeedRows` write
 * and read it.
 */
export const packedPageSchema = z.looseObject({ format: z.literal(1) })
export type PackedPage = Readonly<z.infer<typeof packedPageSchema>>
