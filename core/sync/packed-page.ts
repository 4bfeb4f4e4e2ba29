import { z } from 'zod'
import { canonicalJson, type Json } from '../canonical-json.ts'

/**
 * Change sets or feed rows as columns, so that a page of them compresses to little more than what they say. The form
 * is described in docs/protocol.md; packed-change-sets.ts and packed-feed-rows.ts write and read it.
 */
export const packedPageSchema = z.looseObject({ format: z.literal(1) })
export type PackedPage = Readonly<z.infer<typeof packedPageSchema>>

/** What came is no page of this form, or says more than a page may. */
export class PageNotReadable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'PageNotReadable'
  }
}

const jsonObjectSchema = z.custom<{ readonly [key: string]: Json }>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)

/**
 * Names a page: SHA-256 of its canonical JSON.
 * @param sha256 of UTF-8 text, in lower-case hexadecimal
 */
export function pageHash(page: PackedPage, sha256: (text: string) => string): string {
  return sha256(canonicalJson(jsonObjectSchema.parse(page)))
}
