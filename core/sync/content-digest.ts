/**
 * `Content-Digest` (RFC 9530) with SHA-256, of a body as it travels: after its encoding, so that it is checked before
 * anything of the body is read.
 * @param sha256 of those bytes, in base64
 */
export const contentDigest = (sha256: string): string => `sha-256=:${sha256}:`

/** The SHA-256 that a `Content-Digest` names, in base64; `null` where it names none, or not as RFC 9530 has it. */
export function sha256OfDigest(header: string): string | null {
  const named = header
    .split(',')
    .map((member) => /^\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*$/.exec(member)?.[1])
    .filter((sha256) => sha256 !== undefined)
  // Of a name said twice, the last counts (RFC 8941, 3.2).
  return named.at(-1) ?? null
}
