import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '../core/canonical-json.ts'

/** SHA-256 of the value's canonical JSON, in hexadecimal. */
export const contentHash = (value: Json): string => sha256(canonicalJson(value))

/** The running hash after one more feed entry: it covers every entry before. */
export const nextHash = (hash: string, entry: Json): string => sha256(`${hash}\n${canonicalJson(entry)}`)

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
