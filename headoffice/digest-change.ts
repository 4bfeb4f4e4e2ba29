/** What a page does to a store's digest. */
export interface DigestChange {
  /** Adds a row's hash, or takes it away: 16 bytes in hexadecimal. */
  readonly turn: (hash: string) => void
  /** The digest after it, told from the one before, in hexadecimal. */
  readonly after: (digest: string) => string
}

const digestBytes = 16

/** Collects what a page does to its store's digest. */
export function createDigestChange(): DigestChange {
  const sum = Buffer.alloc(digestBytes)
  const turn = (hash: string) => {
    const bytes = Buffer.from(hash, 'hex')
    for (let index = 0; index < digestBytes; index++) sum[index] = (sum[index] ?? 0) ^ (bytes[index] ?? 0)
  }
  return {
    turn,
    after(digest) {
      turn(digest)
      const after = sum.toString('hex')
      turn(digest)
      return after
    },
  }
}
