import type { Change } from '../../core/sync/protocol.ts'
import { idOf, type RowNow, stateOf } from '../row-now.ts'

/** The bytes that a row names, by any value that was said of it; none where it is no picture. */
export function hashesOfRow(row: RowNow): readonly string[] {
  const { hash } = idOf(row).entity === 'picture' ? stateOf(row) : {}
  if (hash === undefined) return []
  return [hash.shown, ...hash.others].flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
}

/** The bytes that a change names; none where it is of no picture. */
export function hashesOfChange({ entity, fields }: Change): readonly string[] {
  const hash = entity === 'picture' ? fields.hash?.value : null
  return typeof hash === 'string' ? [hash] : []
}
