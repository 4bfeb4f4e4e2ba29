import { createHash } from 'node:crypto'
import { figuresText } from '../../../core/reports/restate.ts'

/** The fingerprint of a day's figures: SHA-256 of their canonical text, in hexadecimal. */
export function figuresHash(of: Parameters<typeof figuresText>[0]): string {
  return createHash('sha256').update(figuresText(of), 'utf8').digest('hex')
}
