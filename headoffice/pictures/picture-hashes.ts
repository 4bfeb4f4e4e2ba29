import { namesBlob } from '../../core/sync/names-blob.ts'
import type { Change } from '../../core/sync/protocol.ts'
import { idOf, type RowNow, stateOf } from '../row-now.ts'

/** The bytes that a row names, by any value that was said of it; none where it names none. */
export function hashesOfRow(row: RowNow): readonly string[] {
  const { hash } = namesBlob(idOf(row).entity) ? stateOf(row) : {}
  if (hash === undefined) return []
  return [hash.shown, ...hash.others].flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
}

/** The bytes that a change names; none where it is of none. */
export function hashesOfChange({ entity, fields }: Change): readonly string[] {
  const hash = namesBlob(entity) ? fields.hash?.value : null
  return typeof hash === 'string' ? [hash] : []
}
