import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'

/** Writes and reads messages of fields of fixed lengths, and texts of at most 255 bytes with their length before them. */
export function createByteWriter() {
  const bytes: number[] = []
  return {
    byte: (value: number) => void bytes.push(value),
    bytes: (value: Uint8Array) => void bytes.push(...value),
    /** A UUID's 16 bytes. */
    uuid: (value: string) => void bytes.push(...hexToBytes(value.replaceAll('-', ''))),
    hex: (value: string) => void bytes.push(...hexToBytes(value)),
    /** UTC milliseconds in six bytes. */
    instant: (ms: number) => void bytes.push(...hexToBytes(ms.toString(16).padStart(12, '0'))),
    text(value: string) {
      const encoded = new TextEncoder().encode(value)
      if (encoded.length > 255) throw new RangeError('A text of a message is too long')
      bytes.push(encoded.length, ...encoded)
    },
    done: () => Uint8Array.from(bytes),
  }
}

/** Every reading beyond the end gives `NaN` or shorter bytes, and `isAtEnd` is then never true. */
export function createByteReader(bytes: Uint8Array) {
  let at = 0
  const take = (count: number): Uint8Array => {
    at += count
    return bytes.slice(at - count, at)
  }
  const hex = (count: number): string => bytesToHex(take(count))
  return {
    byte: () => take(1)[0] ?? Number.NaN,
    bytes: take,
    uuid: () => hex(16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    hex,
    instant: () => Number.parseInt(hex(6), 16),
    text: () => new TextDecoder().decode(take(take(1)[0] ?? 0)),
    isAtEnd: () => at === bytes.length,
  }
}
