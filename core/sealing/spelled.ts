import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToSymbols, inGroups, symbolsToBytes, typedSymbols } from './symbols.ts'

/*
 * Bytes as text that a person can copy, or read out over a telephone line by line: lines of five groups of five symbols
 * (core/sealing/symbols.ts). The last three of the 25 are the line's check: the first 15 bits of the SHA-256 of
 * `northstar line <number>:` and its other 22, numbers from 1. So a slip of the hand is told with the line it is in, and
 * so are lines that are missing or changed places. The bytes begin with their count, two bytes, most significant first.
 */

const lineSymbols = 25
const checkSymbols = 3
const dataSymbols = lineSymbols - checkSymbols
const groupSymbols = 5
const mostBytes = 0xffff

/** Bytes as lines of text. @throws RangeError beyond 65,535 bytes */
export function spell(bytes: Uint8Array): readonly string[] {
  if (bytes.length > mostBytes) throw new RangeError('Too much to be spelled')
  const counted = Uint8Array.of(bytes.length >>> 8, bytes.length & 255, ...bytes)
  const data = bytesToSymbols(counted)
  return Array.from({ length: Math.ceil(data.length / dataSymbols) }, (_, index) => {
    const own = data.slice(index * dataSymbols, (index + 1) * dataSymbols).padEnd(dataSymbols, '0')
    return inGroups(own + checkOf(own, index + 1), groupSymbols).join(' ')
  })
}

/** `line` counts from 1. `cut-off`: the end is missing, or something stands behind it. */
export type Spelled =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'mistyped'; readonly line: number }
  | { readonly type: 'cut-off' }

/** Reads what `spell` wrote, however its lines and groups were typed or copied. */
export function readSpelled(typed: string): Spelled {
  const symbols = typedSymbols(typed)
  if (symbols === null) return { type: 'mistyped', line: lineOfStranger(typed) }
  const lines = inGroups(symbols, lineSymbols)
  const wrong = lines.findIndex((line, index) => !proves(line, index + 1))
  if (wrong >= 0) return { type: 'mistyped', line: wrong + 1 }
  const data = lines.map((line) => line.slice(0, dataSymbols)).join('')
  const [high, low, ...bytes] = symbolsToBytes(data)
  if (high === undefined || low === undefined) return { type: 'cut-off' }
  const count = high * 256 + low
  if (lines.length !== Math.ceil(Math.ceil(((count + 2) * 8) / 5) / dataSymbols)) return { type: 'cut-off' }
  return { type: 'bytes', bytes: Uint8Array.from(bytes.slice(0, count)) }
}

const proves = (line: string, number: number): boolean =>
  line.length === lineSymbols && checkOf(line.slice(0, dataSymbols), number) === line.slice(dataSymbols)

function checkOf(data: string, line: number): string {
  const hash = sha256(new TextEncoder().encode(`northstar line ${line}:${data}`))
  return bytesToSymbols(hash.slice(0, 2)).slice(0, checkSymbols)
}

/** The line of the first character that is no symbol, counted by the symbols before it. */
function lineOfStranger(typed: string): number {
  let before = 0
  for (const character of typed) {
    const symbol = typedSymbols(character)
    if (symbol === null) break
    before += symbol.length
  }
  return Math.floor(before / lineSymbols) + 1
}
