import { type VariantId, variantIdSchema } from '../ids.ts'

/**
 * The slug that names a variant on every laptop, `honda/city/1-2l-cvt`: case, spaces and punctuation do not count,
 * a plus does (`EX+` is not `EX`).
 * @returns `null` when a part has no Latin letter or digit to be named by
 */
export function vehicleId(brand: string, model: string, variant: string): VariantId | null {
  const parsed = variantIdSchema.safeParse([brand, model, variant].map(slug).join('/'))
  return parsed.success ? parsed.data : null
}

/** What names the model of a variant on every laptop: `honda/city`. */
export function modelKeyOf(variantId: VariantId): string {
  return variantId.slice(0, variantId.lastIndexOf('/'))
}

const isAscii = /^[\x20-\x7e]*$/

/** One part of a vehicle's slug; empty when there is nothing to name it by. */
export function slug(text: string): string {
  // Tens of thousands of names are plain letters, which have no marks to lose.
  const bare = isAscii.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '')
  return bare
    .toLowerCase()
    .replaceAll('+', ' plus ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
