import { CallRefusal } from './call-refusal.ts'

/** Nothing of the protocol lies deeper; what reads it calls itself once a level, and the stack is not endless. */
const mostLevels = 100

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d,
]

/**
 * JSON in UTF-8 that is not nested without end.
 * @returns `undefined` for no bytes at all
 * @throws CallRefusal BODY_NOT_READABLE
 */
export function parseFlatJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  if (isTooDeep(bytes)) throw new CallRefusal('BODY_NOT_READABLE')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new CallRefusal('BODY_NOT_READABLE', { cause })
  }
}

/** One plain loop: a page of a thousand customers passes it in less than a millisecond. */
function isTooDeep(bytes: Buffer): boolean {
  let level = 0
  let isInString = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (isInString) {
      if (byte === backslash) at += 1
      else if (byte === quote) isInString = false
    } else if (byte === quote) isInString = true
    else if (byte === openBrace || byte === openBracket) {
      level += 1
      if (level > mostLevels) return true
    } else if (byte === closeBrace || byte === closeBracket) level -= 1
  }
  return false
}
