/*
 * A UUIDv7 by its digits. The last ten bits of a change set's id are zero, and an ordinal in those of its changes
 * (core/sync/change-ids.ts). Every id of a page passes here, so nothing is cut out of it that can be read in place.
 */

/** How many bits of an id hold the ordinal. */
export const ordinalBits = 10
const ordinalMask = 2 ** ordinalBits - 1
const narrowMiddle = '7000-8000-'

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether it is a UUIDv7 in lower case, so that its time and chance tell it. */
export const isPackable = (text: string): boolean => text.length === 36 && pattern.test(text)

const nibbleByCode = new Uint8Array(128)
for (const [value, character] of [...'0123456789abcdef'].entries())
  nibbleByCode[character.charCodeAt(0)] = value

/** The number that some of an id's digits write. */
export function digits(id: string, from: number, to: number): number {
  let value = 0
  for (let place = from; place < to; place += 1)
    value = value * 16 + (nibbleByCode[id.charCodeAt(place)] ?? 0)
  return value
}

/** Every byte as two digits: every id of a page is written out. */
const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const hexByte = (value: number): string => pairs[value & 0xff] ?? ''
export const hex16 = (value: number): string => hexByte(value >>> 8) + hexByte(value)
export const hex24 = (value: number): string => hexByte(value >>> 16) + hex16(value)

export const ordinalOf = (id: string): number => digits(id, 32, 36) & ordinalMask
export const timeOf = (id: string): number => digits(id, 0, 8) * 0x10000 + digits(id, 9, 13)

/** Whether it tells nothing between its version and its last group, as a change set's id does not. */
export const isNarrow = (id: string): boolean => id.startsWith(narrowMiddle, 14)

export const withOrdinal = (id: string, ordinal: number): string =>
  id.slice(0, 32) + hex16((digits(id, 32, 36) & ~ordinalMask) | ordinal)
