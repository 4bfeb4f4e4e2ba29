/** A column's value as SQLite keeps it. */
export type SqlValue = string | number | bigint | Uint8Array | null

/** A number of one to nine bytes, seven bits a byte, the last byte whole; `null` where the bytes end too early. */
export function readVarint(
  bytes: Uint8Array,
  at: number,
): { readonly value: number; readonly next: number } | null {
  const first = bytes[at]
  if (first !== undefined && first < 0x80) return { value: first, next: at + 1 }
  let value = 0n
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[at + index]
    if (byte === undefined) return null
    value = index === 8 ? (value << 8n) | BigInt(byte) : (value << 7n) | BigInt(byte & 0x7f)
    if (index === 8 || byte < 0x80) return { value: Number(BigInt.asIntN(64, value)), next: at + index + 1 }
  }
  return null
}

/**
 * A row's values out of its bytes (https://www.sqlite.org/fileformat2.html#record_format); `null` for bytes that are no
 * whole row.
 */
export function readRecord(bytes: Buffer): readonly SqlValue[] | null {
  const header = readVarint(bytes, 0)
  if (!header || header.value < header.next || header.value > bytes.length) return null
  const values: SqlValue[] = []
  let at = header.next
  let bodyAt = header.value
  while (at < header.value) {
    const serial = readVarint(bytes, at)
    if (!serial || serial.next > header.value) return null
    const size = sizeOf(serial.value)
    if (size === null || bodyAt + size > bytes.length) return null
    values.push(readValue(serial.value, bytes.subarray(bodyAt, bodyAt + size)))
    at = serial.next
    bodyAt += size
  }
  return bodyAt === bytes.length ? values : null
}

const integerSizes = [0, 1, 2, 3, 4, 6, 8]

/** Bytes that a value of this serial type takes; `null` for types that no row has. */
function sizeOf(serial: number): number | null {
  if (serial < 0 || serial === 10 || serial === 11) return null
  if (serial >= 12) return (serial - (serial % 2 === 0 ? 12 : 13)) / 2
  if (serial >= 8) return 0
  return integerSizes[serial] ?? 8
}

function readValue(serial: number, bytes: Buffer): SqlValue {
  if (serial === 0) return null
  if (serial === 8 || serial === 9) return serial - 8
  if (serial === 7) return bytes.readDoubleBE()
  if (serial === 6) {
    const value = bytes.readBigInt64BE()
    return BigInt.asIntN(54, value) === value ? Number(value) : value
  }
  if (serial < 6) return bytes.readIntBE(0, bytes.length)
  return serial % 2 === 0 ? new Uint8Array(bytes) : bytes.toString('utf8')
}
