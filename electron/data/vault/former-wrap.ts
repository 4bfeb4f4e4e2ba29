import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { canonicalJson } from '../../../core/canonical-json.ts'
import type { DatabaseKey } from '../../../db/database-key.ts'
import type { FormerWrap, KeyWraps, Wrap } from './wraps-file.ts'

/*
 * While the data's key is being changed some files open with the key from before, which is kept under the new one: in a
 * wrap `former`, AES-256-GCM with HKDF-SHA256 of the new data key, info "former key", and as additional data the
 * canonical JSON of `databaseId`, `formerSalt`, `id`, `request`, `salt` and `type`. The wrap goes with the last such file.
 */

const tagBytes = 16

/** Seals a key that was in use before under the one in use now. @param nonce twelve bytes that were never used before */
export function makeFormerWrap(
  { key, former }: { readonly key: DatabaseKey; readonly former: DatabaseKey },
  around: {
    readonly databaseId: string
    readonly id: string
    readonly madeAt: number
    readonly request: string
    readonly nonce: Uint8Array
  },
): FormerWrap {
  const { id, madeAt, request } = around
  const open = { type: 'former', id, salt: key.salt, formerSalt: former.salt, request } as const
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(key), around.nonce, { authTagLength: tagBytes })
  cipher.setAAD(authenticated(around.databaseId, open))
  const plain = Buffer.from(former.dataKey, 'hex')
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  plain.fill(0)
  return {
    ...open,
    madeAt,
    nonce: Buffer.from(around.nonce).toString('hex'),
    sealed: sealed.toString('base64'),
  }
}

/** The keys that were in use before and may still be what some file opens with, the newest first. */
export const formerKeysOf = (wraps: KeyWraps, key: DatabaseKey): readonly DatabaseKey[] =>
  wraps.wraps.filter(isFormer).flatMap((wrap) => openFormerWrap(wrap, wraps.databaseId, key) ?? [])

export const isFormer = (wrap: Wrap): wrap is FormerWrap => wrap.type === 'former'

function openFormerWrap(wrap: FormerWrap, databaseId: string, key: DatabaseKey): DatabaseKey | null {
  const bytes = Buffer.from(wrap.sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey(key), Buffer.from(wrap.nonce, 'hex'), {
    authTagLength: tagBytes,
  })
    .setAAD(authenticated(databaseId, wrap))
    .setAuthTag(bytes.subarray(-tagBytes))
  const plain = decipher.update(bytes.subarray(0, -tagBytes))
  try {
    decipher.final()
    return { dataKey: plain.toString('hex'), salt: wrap.formerSalt }
  } catch {
    // The one thing `final` has to say: it is not the key that this was sealed under.
    return null
  } finally {
    plain.fill(0)
  }
}

const wrappingKey = ({ dataKey }: DatabaseKey): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(dataKey, 'hex'), '', 'former key', 32))

function authenticated(
  databaseId: string,
  {
    type,
    id,
    salt,
    formerSalt,
    request,
  }: Pick<FormerWrap, 'type' | 'id' | 'salt' | 'formerSalt' | 'request'>,
): Buffer {
  return Buffer.from(canonicalJson({ databaseId, type, id, salt, formerSalt, request }))
}
