/** The exclusive-or of two digests of 16 bytes in hexadecimal: adds a row's hash, or takes it away. */
export function xorDigest(a: string, b: string): string {
  return (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(16).padStart(32, '0')
}
