import { hash } from 'node:crypto'
import type { ChangeSetId } from '../core/ids.ts'

/** SHA-256 of a change set's canonical JSON, in hexadecimal. */
export const contentHash = (text: string): string => sha256(text)

/**
 * The running hash after one more change set: it covers every one before. It is of ids alone, which have one content
 * each: of a content's hash an erased customer's phone could be found again by trying all there are.
 */
export const nextHash = (before: string, changeSetId: ChangeSetId): string =>
  sha256(`${before}\n${changeSetId}`)

const rowHashDigits = 32

/** A fed row's hash in the digest, of its canonical JSON, in hexadecimal. */
export const rowHash = (text: string): string => sha256(text).slice(0, rowHashDigits)

const sha256 = (text: string) => hash('sha256', text, 'hex')
