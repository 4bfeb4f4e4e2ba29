import { foldDigits } from '../market/fold-letters.ts'
import type { DecimalMark } from './mapping.ts'

/** Numbers are exact up to so many digits. */
const mostDigits = 15

/** A number in a text: digits with the marks that people set between them; a space only before three digits. */
export const numberPattern = String.raw`(?:\d|[.,٫](?=\d))(?:[.,'’٫٬]?\d|[\u0020\u00a0\u2009\u202f](?=\d{3}(?!\d))\d)*`

/**
 * Reads digits with decimals and thousands as people set them: `1,234.5`, `1.234,5`, `1 234,5`, `1'234`, `12,34,567`,
 * Urdu digits. Where the marks alone do not say it (`1.234`), `mark` is the decimals'.
 * @returns `null` for anything else, signs and more than fifteen digits included
 */
export function readDecimal(text: string, mark: DecimalMark): number | null {
  const plain = plainDecimal(text, mark)
  return plain === null ? null : Number(plain)
}

/** As `readDecimal`, as plain digits with a point before the decimals. */
export function plainDecimal(text: string, mark: DecimalMark): string | null {
  // Most numbers are plain digits already.
  if (/^(\d{1,15}|\d{1,3}\.\d{1,2}|\d{1,7}\.\d{4,8}|0\.\d{1,8})$/.test(text)) return text
  const spaceless = withoutSpaces(foldDigits(text).trim())
  if (spaceless === null || spaceless.replace(/\D/g, '').length > mostDigits) return null
  // The Arabic marks say themselves what they are.
  const [said = '', saidDecimals, more] = spaceless.split('٫')
  if (more !== undefined) return null
  if (saidDecimals !== undefined) {
    const whole = ungrouped(said.replaceAll('٬', ','), ',')
    return whole === null || !/^\d+$/.test(saidDecimals) ? null : `${whole}.${saidDecimals}`
  }
  return byMarks(said.replaceAll('٬', ','), said.includes('٬') ? 'point' : mark)
}

/** Without spaces and apostrophes between thousands; `null` where they stand anywhere else. */
function withoutSpaces(text: string): string | null {
  if (!/[\s'’]/.test(text)) return text
  return /^\d{1,3}([\s'’]\d{3})+([.,٫]\d+)?$/.test(text) ? text.replace(/[\s'’]/g, '') : null
}

function byMarks(text: string, mark: DecimalMark): string | null {
  if (!/^[\d.,]+$/.test(text)) return null
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  if (last === -1) return text
  const [before, after] = [text.slice(0, last), text.slice(last + 1)]
  const lastMark = text[last] === ',' ? ',' : '.'
  const isAlone = !/[.,]/.test(before)
  const isBothKinds = before.includes(lastMark === ',' ? '.' : ',')
  const isRepeated = before.includes(lastMark)
  if (isRepeated) return isBothKinds ? null : ungrouped(text, lastMark)
  if (after === '') return null
  if (isAlone && after.length === 3 && /^[1-9]\d{0,2}$/.test(before)) {
    const isDecimal = (lastMark === ',') === (mark === 'comma')
    return isDecimal ? `${before}.${after}` : `${before}${after}`
  }
  const whole = isAlone ? before : ungrouped(before, lastMark === ',' ? '.' : ',')
  return whole === null ? null : `${whole === '' ? '0' : whole}.${after}`
}

/** Without the marks between thousands, or between lakhs and crores where they are commas; `null` where they are wrong. */
function ungrouped(text: string, mark: '.' | ','): string | null {
  if (!text.includes(mark)) return /^\d+$/.test(text) ? text : null
  const isGrouped =
    mark === '.' ? /^\d{1,3}(\.\d{3})+$/.test(text) : /^(\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})*,\d{3})$/.test(text)
  return isGrouped ? text.replaceAll(mark, '') : null
}
