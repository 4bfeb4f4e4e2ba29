import { hash } from 'node:crypto'
import { contentDigest, sha256OfDigest } from '../../core/sync/content-digest.ts'
import { CallRefusal } from './call-refusal.ts'

/** The `Content-Digest` of a body as it travels. */
export const digestOf = (wire: Uint8Array): string => contentDigest(sha256Of(wire))

/**
 * Refuses a body that is not what its caller sent. TLS tells a damaged line by itself, but not a proxy, a driver or a
 * memory chip that damages what it passes on, and JSON with one letter changed is JSON.
 * @param header `Content-Digest` as it came
 * @throws CallRefusal BODY_NOT_READABLE, and DIGEST_NEEDED where there has to be one and is none
 */
export function refuseDamaged(
  wire: Uint8Array,
  header: string | undefined,
  { isNeeded }: { readonly isNeeded: boolean },
): void {
  if (header === undefined) {
    if (isNeeded) throw new CallRefusal('DIGEST_NEEDED')
    return
  }
  const said = sha256OfDigest(header)
  // It may name other digests alone, which are not ours to check.
  if (said === null && isNeeded) throw new CallRefusal('DIGEST_NEEDED')
  if (said !== null && said !== sha256Of(wire)) throw new CallRefusal('BODY_NOT_READABLE')
}

const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64')
