import { canonicalJson, type Json } from '../canonical-json.ts'
import type { FeedRow } from './protocol.ts'

/**
 * The canonical JSON of a fed row's `entity`, `fields` and `rowId`: the row's hash is the first 16 bytes of SHA-256 of
 * it. Every row of a store passes here, so what nearly all fields are, a value and its change, is written out by hand;
 * names and ids hold nothing that JSON would escape.
 */
export function rowHashText({ entity, rowId, fields }: Pick<FeedRow, 'entity' | 'rowId' | 'fields'>): string {
  let text = `{"entity":"${entity}","fields":{`
  let separator = ''
  for (const field of Object.keys(fields).sort()) {
    const said = fields[field]
    if (said === undefined) continue
    text += `${separator}"${field}":${isPlain(said) ? plainText(said) : canonicalJson(said)}`
    separator = ','
  }
  return `${text}},"rowId":"${rowId}"}`
}

type Said = FeedRow['fields'][string]

/** Nothing is said but the value and its change. */
function isPlain(said: Said): boolean {
  for (const key in said) if (key !== 'value' && key !== 'changeId') return false
  return true
}

const plainText = ({ value, changeId }: Said): string =>
  `{"changeId":"${changeId}","value":${valueText(value)}}`

const valueText = (value: Json): string =>
  typeof value === 'object' && value !== null ? canonicalJson(value) : JSON.stringify(value)
