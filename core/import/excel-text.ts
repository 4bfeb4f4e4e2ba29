/** How a workbook shows a number. */
export type NumberStyle = 'number' | 'percent' | 'date' | 'time' | 'duration'

const millisecondsPerDay = 86_400_000
const minutesPerDay = 1440

/**
 * A number of a workbook as text: a date as `2026-03-15`, with a time of day as `2026-03-15 14:30`, a share as `13%`, a
 * duration in hours, anything else in plain decimals however long, to the 15 digits that a spreadsheet keeps.
 */
export function excelNumberText(raw: string, style: NumberStyle, is1904: boolean): string {
  // Most numbers stand in the file as they are to be read.
  if (style === 'number' && (plainWhole.test(raw) || (plainDecimals.test(raw) && !readTwoWays.test(raw))))
    return raw
  const number = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(number)) return raw
  if (style === 'percent') return `${plainNumber(number * 100)}%`
  if (style === 'duration') return `${plainNumber(number * 24)} h`
  if (style === 'date' || style === 'time') return dateText(number, is1904) ?? plainNumber(number)
  return plainNumber(number)
}

const plainWhole = /^-?(?:0|[1-9]\d{0,14})$/
const plainDecimals = /^-?(?:0\.\d{0,12}|[1-9]\d{0,5}\.\d{0,8})[1-9]$/

/** Of `1.234` nobody could say whether it is a thousand: here the point is always the decimals'. */
const readTwoWays = /^-?[1-9]\d{0,2}\.\d{3}$/

function plainNumber(number: number): string {
  const text = String(Number(number.toPrecision(15)))
  const plain = text.includes('e') ? withoutExponent(text) : text
  return readTwoWays.test(plain) ? `${plain}0` : plain
}

function withoutExponent(text: string): string {
  const [mantissa = '', exponent = '0'] = text.split('e')
  const [whole = '', decimals = ''] = mantissa.replace('-', '').split('.')
  const point = whole.length + Number(exponent)
  const digits = `${whole}${decimals}`
  const sign = mantissa.startsWith('-') ? '-' : ''
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return `${sign}${digits.padEnd(point, '0')}`
}

/**
 * Days are counted from 1900 with a 29 February 1900 that never was, or from 1904 (ECMA-376 part 1, 18.17.4.1).
 * @returns `null` for a number that is no date
 */
function dateText(number: number, is1904: boolean): string | null {
  const minutes = Math.round(number * minutesPerDay)
  const days = Math.floor(minutes / minutesPerDay)
  const ofDay = minutes - days * minutesPerDay
  const time = `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`
  if (days === 0) return time
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const date = new Date(epoch + days * millisecondsPerDay)
  if (days < 0 || Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return null
  const day = date.toISOString().slice(0, 10)
  return ofDay === 0 ? day : `${day} ${time}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** What a number format that every workbook knows by its number shows (ECMA-376 part 1, 18.8.30). */
export function builtInStyle(id: number): NumberStyle {
  if (id === 9 || id === 10) return 'percent'
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date'
  if (id >= 18 && id <= 21) return 'time'
  if (id >= 45 && id <= 47) return 'duration'
  return 'number'
}

/** What a format code such as `dd/mm/yyyy` or `0.0%` shows; words in quotes or brackets are no part of it. */
export function styleOfFormat(code: string): NumberStyle {
  const first = code.split(';')[0] ?? ''
  if (/\[(h+|m+|s+)\]/i.test(first)) return 'duration'
  const bare = first.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').toLowerCase()
  if (bare.includes('general')) return 'number'
  if (/[yd]/.test(bare) || /m{3,}/.test(bare)) return 'date'
  if (/h|s/.test(bare)) return 'time'
  return bare.includes('%') ? 'percent' : 'number'
}
