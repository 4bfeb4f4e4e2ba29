import { digits, hex16, hex24, isNarrow, isPackable, ordinalOf, withOrdinal } from './id-digits.ts'
import { PageNotReadable } from './packed-page.ts'

/*
 * The ids of a page. Each UUIDv7 is told once, as its time and its bits of chance, and has a number from then on.
 * Thirty-eight bits of chance are told of a change set's id (core/sync/change-ids.ts), whose last ten bits are an
 * ordinal and the others zero, and seventy-four of any other. The bits of all ids follow each other, highest first, in one text of base64url.
 */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const bitsInACharacter = 6
const versionBits = 0x7000
const variantBits = 0x8000

/** The latest time a UUIDv7 can say. */
const latestTime = 2 ** 48 - 1

/** The number of what tells an id, 0 where none does: what writes a page and what reads it must say the same. */
export function ownerNumber(id: string | null, numberOf: (id: string) => number | undefined): number {
  if (id === null || !isPackable(id)) return 0
  return numberOf(id) ?? numberOf(withOrdinal(id, 0)) ?? 0
}

/** Where an id was told: its number, and its ordinal where it differs from what has the number by that alone. */
export interface Told {
  readonly number: number
  readonly ordinal: number
}

export interface IdWriter {
  readonly find: (id: string) => Told | undefined
  /** Of an id that was told as it is. */
  readonly numberOf: (id: string) => number | undefined
  /** Tells a new id and gives its number. */
  readonly tell: (id: string, isWide: boolean) => number
  readonly chance: () => string
}

export function createIdWriter(): IdWriter {
  const numberById = new Map<string, number>()
  const bits = createBitWriter()
  return {
    numberOf: (id) => numberById.get(id),
    find(id) {
      const exact = numberById.get(id)
      if (exact !== undefined) return { number: exact, ordinal: 0 }
      // Only what follows from a change set's id has another with its ordinal.
      if (!isNarrow(id)) return
      const ordinal = ordinalOf(id)
      const number = ordinal === 0 ? undefined : numberById.get(withOrdinal(id, 0))
      return number === undefined ? undefined : { number, ordinal }
    },
    tell(id, isWide) {
      if (isWide) {
        bits.write(digits(id, 15, 18), 12)
        bits.write(digits(id, 19, 23) & 0x3fff, 14)
      }
      bits.write(digits(id, 24, 30), 24)
      const rest = digits(id, 30, 36)
      if (isWide) bits.write(rest, 24)
      else bits.write(rest >>> 10, 14)
      const number = numberById.size
      numberById.set(id, number)
      return number
    },
    chance: bits.text,
  }
}

export interface IdReader {
  /** The next new id of the page. @throws PageNotReadable */
  readonly next: (time: number, isWide: boolean) => string
  /** @throws PageNotReadable when no id has the number yet */
  readonly at: (number: number) => string
  readonly numberOf: (id: string) => number | undefined
}

export function createIdReader(chance: string): IdReader {
  const ids: string[] = []
  const numberById = new Map<string, number>()
  const bits = createBitReader(chance)
  return {
    next(time, isWide) {
      if (time < 0 || time > latestTime) throw new PageNotReadable('An id of no time')
      const a = isWide ? bits.read(12) : 0
      const b = isWide ? bits.read(14) : 0
      const c = bits.read(24)
      const rest = isWide ? bits.read(24) : bits.read(14) * 0x400
      const high = Math.floor(time / 0x10000)
      const moment = `${hex16(high >>> 16)}${hex16(high)}-${hex16(time % 0x10000)}`
      const id = `${moment}-${hex16(a | versionBits)}-${hex16(b | variantBits)}-${hex24(c)}${hex24(rest)}`
      numberById.set(id, ids.length)
      ids.push(id)
      return id
    },
    at(number) {
      const id = ids[number]
      if (id === undefined) throw new PageNotReadable('An id that was not told')
      return id
    },
    numberOf: (id) => numberById.get(id),
  }
}

function createBitWriter() {
  let text = ''
  let held = 0
  let bitsHeld = 0
  return {
    /** @param bits at most 24, so that nothing leaves the 32 bits of an integer */
    write(value: number, bits: number): void {
      held = (held << bits) | value
      bitsHeld += bits
      while (bitsHeld >= bitsInACharacter) {
        bitsHeld -= bitsInACharacter
        text += alphabet[held >>> bitsHeld]
        held &= (1 << bitsHeld) - 1
      }
    },
    text: (): string => text + (bitsHeld === 0 ? '' : alphabet[(held << (bitsInACharacter - bitsHeld)) & 63]),
  }
}

function createBitReader(text: string) {
  let place = 0
  let held = 0
  let bitsHeld = 0
  return {
    read(bits: number): number {
      while (bitsHeld < bits) {
        const value = valueByCode[text.charCodeAt(place)] ?? -1
        if (value < 0) throw new PageNotReadable('The bits of chance end, or are no base64url')
        place += 1
        held = (held << bitsInACharacter) | value
        bitsHeld += bitsInACharacter
      }
      bitsHeld -= bits
      const read = held >>> bitsHeld
      held &= (1 << bitsHeld) - 1
      return read
    },
  }
}

const valueByCode = new Int8Array(128).fill(-1)
for (const [value, character] of [...alphabet].entries()) valueByCode[character.charCodeAt(0)] = value
