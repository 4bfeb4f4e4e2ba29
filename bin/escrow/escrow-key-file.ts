import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { jsonOrNull } from '../../core/json-or-null.ts'
import { newSealingKeyPair } from '../../core/sealing/sealed.ts'
import { syncFile, syncFolder } from '../../db/durable-files.ts'
import {
  openBytesWithSecret,
  sealBytesWithSecret,
  secretSealSchema,
} from '../../electron/data/vault/secret-seal.ts'

/*
 * The escrow key: an X25519 key pair whose private half lies in one file, sealed with a passphrase as a laptop's key is
 * (scrypt and AES-256-GCM, docs/security.md). Head office gets the public half alone; the file is for a stick in a safe.
 */
const fileSchema = z.object({
  format: z.literal('northstar-escrow-key'),
  version: z.literal(1),
  /** Raw, base64url. */
  publicKey: z.base64url().length(43),
  madeAt: z.int(),
  /** Of the raw private key, with format, version, public key and date around it. */
  seal: secretSealSchema,
})
type EscrowFile = Readonly<z.infer<typeof fileSchema>>

/** An escrow key file that is there and can be read, before anyone opened its seal. */
export interface EscrowKeyFile {
  readonly file: string
  readonly publicKey: Uint8Array
  /** UTC milliseconds. */
  readonly madeAt: number
  /** @returns the private key, or `null` when the passphrase is another one */
  readonly open: (passphrase: string) => Promise<Uint8Array | null>
}

/** Longer than a laptop's, for this one opens them all. */
export const leastCharacters = 16
const leastDifferent = 8

/** Whether a passphrase is long enough and not made of a few characters only. */
export function isGoodPassphrase(passphrase: string): boolean {
  const characters = [...passphrase.normalize('NFKC')]
  return characters.length >= leastCharacters && new Set(characters).size >= leastDifferent
}

/**
 * Makes an escrow key in a new file, which is on the disk when this resolves.
 * @returns its public half
 * @throws Error with code EEXIST where there is a file of that name
 */
export async function makeEscrowKeyFile({
  file,
  passphrase,
  madeAt,
  randomBytes,
}: {
  readonly file: string
  readonly passphrase: string
  readonly madeAt: number
  readonly randomBytes: (count: number) => Uint8Array
}): Promise<Uint8Array> {
  const pair = await newSealingKeyPair()
  const publicKey = Buffer.from(pair.publicKey).toString('base64url')
  const open = { format: 'northstar-escrow-key', version: 1, publicKey, madeAt } as const
  const seal = await sealBytesWithSecret(pair.privateKey, secretOf(passphrase), aroundOf(open), randomBytes)
  pair.privateKey.fill(0)
  const written: EscrowFile = { ...open, seal }
  writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  syncFile(file)
  syncFolder(dirname(resolve(file)))
  return pair.publicKey
}

/** @returns `null` where there is no such file, or one that is no escrow key */
export function readEscrowKeyFile(file: string): EscrowKeyFile | null {
  if (!existsSync(file)) return null
  const read = fileSchema.safeParse(jsonOrNull(readFileSync(file, 'utf8'))).data
  if (!read) return null
  return {
    file,
    publicKey: new Uint8Array(Buffer.from(read.publicKey, 'base64url')),
    madeAt: read.madeAt,
    async open(passphrase) {
      const opened = await openBytesWithSecret(read.seal, secretOf(passphrase), aroundOf(read))
      return opened && new Uint8Array(opened)
    },
  }
}

/** The same words typed on another keyboard or system must be the same secret. */
const secretOf = (passphrase: string): string => passphrase.normalize('NFKC')

const aroundOf = ({ format, version, publicKey, madeAt }: Omit<EscrowFile, 'seal'>) => ({
  format,
  version: String(version),
  publicKey,
  madeAt: String(madeAt),
})
