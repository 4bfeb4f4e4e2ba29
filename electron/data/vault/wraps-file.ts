import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../../../contract/errors.ts'
import { canonicalJson } from '../../../core/canonical-json.ts'
import { deviceIdSchema } from '../../../core/ids.ts'
import { jsonOrNull } from '../../../core/json-or-null.ts'
import { failureOf } from '../../../db/damage.ts'
import type { DatabaseKey } from '../../../db/database-key.ts'
import { partialEnding, syncFile, syncFolder } from '../../../db/durable-files.ts'
import { secretSealSchema } from './secret-seal.ts'

const knownVersion = 1

const common = {
  id: z.string().min(1),
  /** The 16 bytes at the head of the database, in hexadecimal. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  madeAt: z.int(),
}

// Fields of a later version are kept as they came.
const json = z.json()
const osWrapSchema = z
  .object({
    ...common,
    type: z.literal('os'),
    /** What the system sealed with, and what it sealed with before that when it changed by itself. */
    backend: z.string(),
    isWeak: z.boolean(),
    was: z.string().nullable(),
    sealed: z.base64(),
  })
  .catchall(json)
const passphraseWrapSchema = z
  .object({ ...common, type: z.literal('passphrase'), seal: secretSealSchema })
  .catchall(json)
const recoveryCodeWrapSchema = z
  .object({
    ...common,
    type: z.literal('recovery-code'),
    seal: secretSealSchema,
    /** Its owner has shown that they kept it. */
    isConfirmed: z.boolean(),
  })
  .catchall(json)

const escrowWrapSchema = z
  .object({
    ...common,
    type: z.literal('escrow'),
    /** Whose laptop it is; bound to the seal, as the date and what the database is called. */
    deviceId: deviceIdSchema,
    storeCode: z.string().max(100),
    /** The public key that it is sealed to, raw, as base64url. */
    escrowKey: z.base64url().length(43),
    /** Proves that a key which an answer brings is the one that was sealed (core/sealing/recovery.ts). */
    keyCheck: z.string().regex(/^[0-9a-f]{32}$/),
    sealed: z.base64url().length(107),
  })
  .catchall(json)
const formerWrapSchema = z
  .object({
    ...common,
    type: z.literal('former'),
    /** The salt of the key that was in use before and is sealed here under the one in use now. */
    formerSalt: common.salt,
    /** The mark of the request that made the key be changed. */
    request: z.string(),
    nonce: z.string().regex(/^[0-9a-f]{24}$/),
    sealed: z.base64().length(64),
  })
  .catchall(json)

export type OsWrap = z.infer<typeof osWrapSchema>
export type PassphraseWrap = z.infer<typeof passphraseWrapSchema>
export type RecoveryCodeWrap = z.infer<typeof recoveryCodeWrapSchema>
export type EscrowWrap = z.infer<typeof escrowWrapSchema>
export type FormerWrap = z.infer<typeof formerWrapSchema>

/** A wrap of a kind or cost that this version does not know: kept, and never opened. */
const otherWrapSchema = z.record(z.string(), json).transform((raw) => ({ type: 'other' as const, raw }))
type OtherWrap = z.infer<typeof otherWrapSchema>

export type Wrap = OsWrap | PassphraseWrap | RecoveryCodeWrap | EscrowWrap | FormerWrap | OtherWrap

const fileSchema = z
  .object({
    format: z.literal('northstar-key-wraps'),
    version: z.literal(knownVersion),
    databaseId: z.uuid(),
    /** The backup of another laptop that these wraps came with, until this laptop has one of its own. */
    broughtWith: z.string().nullable(),
    wraps: z.array(
      z.union([
        osWrapSchema,
        passphraseWrapSchema,
        recoveryCodeWrapSchema,
        escrowWrapSchema,
        formerWrapSchema,
        otherWrapSchema,
      ]),
    ),
  })
  .catchall(json)
export type KeyWraps = z.infer<typeof fileSchema>

const checkedSchema = z.object({ format: z.string(), version: z.int(), checksum: z.string() }).catchall(json)

export const wrapsFile = (folder: string): string => join(folder, 'key-wraps.json')

/** The same once more: when one of the two is damaged the other is read. */
export const wrapsCopy = (folder: string): string => `${wrapsFile(folder)}.before`

/**
 * The wraps of a data folder, `null` where there are none.
 * @returns with `isWhole` saying that both copies are there and alike
 * @throws Refusal KEY_FILE_DAMAGED when neither copy can be read, DATABASE_NEWER
 */
export function readWraps(folder: string): { readonly wraps: KeyWraps; readonly isWhole: boolean } | null {
  const texts = [textOf(wrapsFile(folder)), textOf(wrapsCopy(folder))]
  if (texts.every((text) => text === null)) return null
  for (const text of texts) {
    const wraps = text === null ? null : parseWraps(text, folder)
    if (wraps) return { wraps, isWhole: texts[0] === texts[1] }
  }
  throw new Refusal('KEY_FILE_DAMAGED', { file: wrapsFile(folder) })
}

/** The wraps in a file, such as the one beside a backup. @throws Refusal KEY_FILE_DAMAGED, DATABASE_NEWER */
export function readWrapsFile(file: string, folder: string): KeyWraps {
  const text = textOf(file)
  const wraps = text === null ? null : parseWraps(text, folder)
  if (!wraps) throw new Refusal('KEY_FILE_DAMAGED', { file })
  return wraps
}

/**
 * Writes the wraps, both copies; they are on the disk when this returns. A wrap that was taken away is gone from both.
 * @throws Refusal DISK_FULL, DISK_FAILED, and then the wraps from before are still in force
 */
export function writeWraps(folder: string, wraps: KeyWraps): void {
  const text = wrapsText(wraps)
  const files = [wrapsFile(folder), wrapsCopy(folder)]
  try {
    // A disk without room shows itself here, before anything is replaced.
    for (const file of files) {
      writeFileSync(partialOf(file), text, { mode: 0o600 })
      syncFile(partialOf(file))
    }
    for (const file of files) renameSync(partialOf(file), file)
    syncFolder(folder)
  } catch (cause) {
    throw new Refusal(failureOf(cause) === 'disk-full' ? 'DISK_FULL' : 'DISK_FAILED', {}, { cause })
  }
}

const partialOf = (file: string): string => `${file}${partialEnding}`

/** A list of wraps as the text of its file. */
export function wrapsText({ wraps, ...rest }: KeyWraps): string {
  const body = z
    .record(z.string(), json)
    .parse({ ...rest, wraps: wraps.map((wrap) => (isOther(wrap) ? wrap.raw : wrap)) })
  return `${canonicalJson({ ...body, checksum: checksumOf(body) })}\n`
}

/** `null` for a text that is torn or changed. @throws Refusal DATABASE_NEWER */
function parseWraps(text: string, folder: string): KeyWraps | null {
  const checked = checkedSchema.safeParse(jsonOrNull(text))
  if (!checked.success) return null
  const { checksum, ...body } = checked.data
  if (checksumOf(body) !== checksum) return null
  if (body.version > knownVersion)
    throw new Refusal('DATABASE_NEWER', {
      folder,
      found: String(body.version),
      known: String(knownVersion),
    })
  return fileSchema.safeParse(body).data ?? null
}

const checksumOf = (body: z.infer<z.ZodRecord<z.ZodString, z.ZodJSONSchema>>): string =>
  createHash('sha256').update(canonicalJson(body)).digest('hex')

export const isOther = (wrap: Wrap): wrap is OtherWrap => wrap.type === 'other'

/** A wrap of another key beside this database would lose it at the next start. */
export function refuseOtherKey(wraps: KeyWraps, key: DatabaseKey): void {
  for (const wrap of wraps.wraps)
    if (!isOther(wrap) && wrap.salt !== key.salt) throw new Error('The key is not the one that is kept here')
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw new Refusal('FILE_NOT_USABLE', { file }, { cause })
  }
}
