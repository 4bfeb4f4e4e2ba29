import { createHash } from 'node:crypto'
import { canonicalJson } from '../../core/canonical-json.ts'
import { emptyDigest } from '../../core/sync/digest.ts'
import type { FeedRow } from '../../core/sync/protocol.ts'
import { xorDigest } from '../../core/sync/test-digest.ts'

/** The digest of fed rows, told from the specification alone. */
export function digestOf(rows: readonly FeedRow[]): string {
  return rows
    .map(({ entity, rowId, fields }) =>
      createHash('sha256').update(canonicalJson({ entity, rowId, fields })).digest('hex').slice(0, 32),
    )
    .reduce(xorDigest, emptyDigest)
}
