import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type PublishedKind, publishedKindSchema } from '../../core/documents/read-document.ts'
import type { StoreId } from '../../core/ids.ts'
import { mostPartBytes } from '../../core/pictures/picture-bytes.ts'
import type { DocumentInForce } from '../../core/sync/protocol.ts'
import { first, type Sql, type SqlDoor } from '../sql.ts'

interface DocumentPart {
  readonly offset: number
  readonly total: number
  /** Base64. */
  readonly content: string
}

/** A document that was published, the newest first; `storeCode` is `null` where it is for all stores. */
interface Publication {
  readonly kind: PublishedKind
  readonly storeCode: string | null
  readonly hash: string
  readonly bytes: number
  /** UTC milliseconds. */
  readonly since: number
}

export type Published =
  | { readonly type: 'published'; readonly hash: string; readonly before: string | null }
  | { readonly type: 'in-force-already'; readonly hash: string }
  | { readonly type: 'store-not-known' }

export interface Documents {
  /** What is in force for a store, one of each kind that was ever published for it. */
  readonly inForce: (storeId: StoreId) => Promise<readonly DocumentInForce[]>
  /** The part of a document from an offset; `null` where this store was never given such a document, or the offset lies behind it. */
  readonly part: (
    storeId: StoreId,
    of: { readonly hash: string; readonly offset: number; readonly atMost?: number | undefined },
  ) => Promise<DocumentPart | null>
  /** Puts a document in force that `readDocument` has found good. @param of.storeCode `null` for all stores */
  readonly publish: (of: {
    readonly kind: PublishedKind
    readonly content: Uint8Array
    readonly storeCode: string | null
    readonly now: number
  }) => Promise<Published>
  readonly publications: () => Promise<readonly Publication[]>
  /** The whole of one in force, to say what a new one changes. */
  readonly contentInForce: (kind: PublishedKind, storeCode: string | null) => Promise<Uint8Array | null>
}

const inForceRow = z.object({
  kind: publishedKindSchema,
  hash: z.string(),
  bytes: z.coerce.number().int(),
})
const partRow = z.object({ total: z.coerce.number().int(), content: z.string() })
const publicationRow = z
  .object({
    kind: inForceRow.shape.kind,
    code: z.string().nullable(),
    hash: z.string(),
    bytes: z.coerce.number().int(),
    since: z.coerce.number().int(),
  })
  .transform(({ code, ...row }) => ({ ...row, storeCode: code }))

/** What head office publishes downwards, named by the hash of its bytes. */
export function createDocuments(door: SqlDoor): Documents {
  return {
    inForce: (storeId) =>
      door.query(
        inForceRow,
        `SELECT DISTINCT ON (kind) kind, hash, d.bytes
         FROM document_in_force f JOIN document d USING (kind, hash)
         WHERE f.store_id = $1 OR f.store_id IS NULL
         ORDER BY kind, f.store_id IS NULL, f.place DESC`,
        [storeId],
      ),
    async part(storeId, { hash, offset, atMost = mostPartBytes }) {
      const found = await first(
        door.query(
          partRow,
          `SELECT bytes AS total, encode(substring(content FROM $3 + 1 FOR $4), 'base64') AS content FROM document
           WHERE hash = $2 AND bytes > $3 AND EXISTS (
             SELECT 1 FROM document_in_force f WHERE f.hash = $2 AND (f.store_id = $1 OR f.store_id IS NULL))`,
          [storeId, hash, offset, Math.min(atMost, mostPartBytes)],
        ),
      )
      // PostgreSQL breaks base64 into lines.
      return found ? { offset, total: found.total, content: found.content.replaceAll('\n', '') } : null
    },
    publish: ({ kind, content, storeCode, now }) =>
      door.transaction(async (sql) => {
        const storeId = storeCode === null ? null : await storeIdOf(sql, storeCode)
        if (storeId === undefined) return { type: 'store-not-known' }
        const hash = createHash('sha256').update(content).digest('hex')
        const before = await newestOf(sql, kind, storeId)
        if (before === hash) return { type: 'in-force-already', hash }
        await sql.run(
          `INSERT INTO document (hash, kind, content, bytes, published_at)
           VALUES ($1, $2, decode($3, 'base64'), $4, $5) ON CONFLICT (hash) DO NOTHING`,
          [hash, kind, Buffer.from(content).toString('base64'), content.length, now],
        )
        await sql.run('INSERT INTO document_in_force (store_id, kind, hash, since) VALUES ($1, $2, $3, $4)', [
          storeId,
          kind,
          hash,
          now,
        ])
        return { type: 'published', hash, before: before ?? null }
      }),
    publications: () =>
      door.query(
        publicationRow,
        `SELECT f.kind, s.code, f.hash, d.bytes, f.since
         FROM document_in_force f JOIN document d USING (hash) LEFT JOIN store s USING (store_id)
         ORDER BY f.place DESC`,
      ),
    async contentInForce(kind, storeCode) {
      const storeId = storeCode === null ? null : await storeIdOf(door, storeCode)
      if (storeId === undefined) return null
      const hash = await newestOf(door, kind, storeId)
      if (hash === undefined) return null
      const row = await first(
        door.query(
          partRow,
          "SELECT bytes AS total, encode(content, 'base64') AS content FROM document WHERE hash = $1",
          [hash],
        ),
      )
      return row ? new Uint8Array(Buffer.from(row.content, 'base64')) : null
    },
  }
}

async function storeIdOf(sql: Sql, code: string): Promise<string | undefined> {
  const row = await first(
    sql.query(
      z.object({ store_id: z.string() }),
      'SELECT store_id FROM store WHERE code = $1 AND enrolled_at IS NOT NULL',
      [code],
    ),
  )
  return row?.store_id
}

async function newestOf(sql: Sql, kind: PublishedKind, storeId: string | null): Promise<string | undefined> {
  const row = await first(
    sql.query(
      z.object({ hash: z.string() }),
      `SELECT hash FROM document_in_force WHERE kind = $1 AND store_id IS NOT DISTINCT FROM $2::uuid
       ORDER BY place DESC LIMIT 1`,
      [kind, storeId],
    ),
  )
  return row?.hash
}
