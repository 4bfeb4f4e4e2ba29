/** So many buckets a store's rows are spread over. */
export const bucketCount = 4096

/**
 * The bucket of a row: twelve bits of chance in its id, the last ten bits of which may count the changes of a set.
 * @param rowId a UUID in lower-case hexadecimal
 */
export function bucketOf(rowId: string): number {
  // The first three digits of the last group: past the time, the version and the variant.
  return Number.parseInt(rowId.slice(24, 27), 16)
}

/** A digest of nothing. */
export const emptyDigest = '0'.repeat(32)
