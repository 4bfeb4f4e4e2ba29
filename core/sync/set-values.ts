import { canonicalJson } from '../canonical-json.ts'
import type { FieldChange } from './protocol.ts'

type Value = FieldChange['value']

/**
 * What any of several values of a `set` field holds, each member once, in the order of their canonical JSON, so that
 * the order in which the values came does not matter. What is no list counts as its own only member.
 */
export function unionOf(values: readonly Value[]): Value[] {
  const members = values.flatMap((value) => (Array.isArray(value) ? value : [value]))
  const byText = new Map(members.map((member) => [canonicalJson(member), member]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, member]) => member)
}
