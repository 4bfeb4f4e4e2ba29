import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

const saltBytes = 16
const hashBytes = 32
/** scrypt's cost for new PINs: 2^15 blocks of 8 x 128 bytes, which is 32 MB and about a tenth of a second a guess. */
const cost = { ln: 15, r: 8, p: 1 }
/** A verifier that asks for more than this was not written by any Northstar. */
const highestLn = 20

/**
 * Makes what is kept of a PIN, in the form that password hashes have elsewhere:
 * `$scrypt$ln=15,r=8,p=1$<salt>$<hash>`, both in base64 without padding. Runs beside the event loop.
 */
export async function pinToVerifier(
  digits: string,
  randomBytes: (count: number) => Uint8Array,
): Promise<string> {
  const salt = Buffer.from(randomBytes(saltBytes))
  const hashed = await derive(digits, salt, cost)
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${base64(salt)}$${base64(hashed)}`
}

/** Whether these are the digits that the verifier was made of. @throws Error when it is not a verifier */
export async function isPinOf(digits: string, verifier: string): Promise<boolean> {
  const read = /^\$scrypt\$ln=(\d{1,2}),r=(\d),p=(\d)\$([\w+/]{22})\$([\w+/]{43})$/.exec(verifier)
  const [, ln, r, p, salt = '', kept = ''] = read ?? []
  if (!read || Number(ln) > highestLn) throw new Error('A PIN verifier cannot be read')
  const hashed = await derive(digits, Buffer.from(salt, 'base64'), {
    ln: Number(ln),
    r: Number(r),
    p: Number(p),
  })
  return timingSafeEqual(hashed, Buffer.from(kept, 'base64'))
}

function derive(digits: string, salt: Buffer, { ln, r, p }: typeof cost): Promise<Buffer> {
  const N = 2 ** ln
  // What scrypt needs, and as much again: Node refuses at its own limit, which is just what N = 2^15 takes.
  const options: ScryptOptions = { N, r, p, maxmem: 2 * 128 * N * r }
  return new Promise((resolve, reject) => {
    scrypt(digits, salt, hashBytes, options, (error, hashed) => (error ? reject(error) : resolve(hashed)))
  })
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')
