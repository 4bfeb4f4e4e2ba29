import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type PublishedKind, publishedKindSchema } from '../core/documents/read-document.ts'
import type { Connection } from './connect.ts'

/** What is known here of a document. */
interface KnownDocument {
  readonly hash: string
  readonly kind: PublishedKind
  readonly received: number
  readonly state: 'partial' | 'whole' | 'refused'
  readonly isInForce: boolean
}

/** One that cannot be used here. */
interface RefusedDocument {
  readonly kind: PublishedKind
  readonly reason: string
}

export interface Documents {
  readonly known: (hash: string) => KnownDocument | null
  /** The bytes of the one in force, `null` while none is. */
  readonly inForce: (kind: PublishedKind) => Uint8Array | null
  /**
   * Keeps the next part. What comes to other bytes than its name says is dropped whole.
   * @returns how many of its bytes are here
   */
  readonly addPart: (
    of: { readonly hash: string; readonly kind: PublishedKind; readonly total: number },
    part: { readonly offset: number; readonly content: Uint8Array },
  ) => number
  readonly content: (hash: string) => Uint8Array | null
  /** Puts a whole document in force in the place of the one before, which is kept. @param use done with it, in one transaction */
  readonly putInForce: (hash: string, since: number, use: () => void) => void
  /** Keeps why a whole document is not used; the one in force stays. */
  readonly refuse: (hash: string, reason: string) => void
  /** Refused documents that nothing newer of their kind has taken the place of. */
  readonly refused: () => readonly RefusedDocument[]
}

const knownRow = z
  .object({
    hash: z.string(),
    kind: publishedKindSchema,
    received: z.int(),
    state: z.enum(['partial', 'whole', 'refused']),
    in_force: z.int(),
  })
  .transform(({ in_force, ...row }) => ({ ...row, isInForce: in_force === 1 }))
const contentRow = z.object({ content: z.instanceof(Buffer), total: z.int() })
const refusedRow = z.object({ kind: publishedKindSchema, reason: z.string() })

/** What head office published downwards, each version kept: reports and shortlists name the one they used. */
export function createDocuments(connection: Connection): Documents {
  const known = connection.prepare(
    'SELECT hash, kind, octet_length(content) AS received, state, in_force FROM document WHERE hash = ?',
  )
  const inForce = connection.prepare('SELECT content, total FROM document WHERE kind = ? AND in_force = 1')
  const held = connection.prepare('SELECT content, total FROM document WHERE hash = ?')
  const write = connection.prepare(
    `INSERT INTO document (hash, kind, total, content, state) VALUES (@hash, @kind, @total, @content, @state)
     ON CONFLICT (hash) DO UPDATE SET content = excluded.content, state = excluded.state`,
  )
  const drop = connection.prepare("DELETE FROM document WHERE hash = ? AND state = 'partial'")
  const retire = connection.prepare(
    'UPDATE document SET in_force = 0 WHERE in_force = 1 AND kind = (SELECT kind FROM document WHERE hash = ?)',
  )
  const enforce = connection.prepare(
    "UPDATE document SET in_force = 1, since = ?, state = 'whole', reason = NULL WHERE hash = ? AND state <> 'partial'",
  )
  const refuse = connection.prepare(
    "UPDATE document SET state = 'refused', reason = ? WHERE hash = ? AND in_force = 0",
  )
  // The last one of a kind that came is the one that head office has in force.
  const refused = connection.prepare(
    `SELECT kind, reason FROM document WHERE state = 'refused'
       AND rowid = (SELECT max(rowid) FROM document same WHERE same.kind = document.kind)`,
  )

  const addPart: Documents['addPart'] = ({ hash, kind, total }, part) => {
    const before = contentRow.optional().parse(held.get(hash))
    const [content, of] = [before?.content ?? Buffer.alloc(0), before?.total ?? total]
    if (part.offset !== content.length || content.length + part.content.length > of) return content.length
    const grown = Buffer.concat([content, part.content])
    const isWhole = grown.length === of
    if (isWhole && createHash('sha256').update(grown).digest('hex') !== hash) {
      drop.run(hash)
      return 0
    }
    write.run({ hash, kind, total: of, content: grown, state: isWhole ? 'whole' : 'partial' })
    return grown.length
  }
  const putInForce: Documents['putInForce'] = (hash, since, use) => {
    retire.run(hash)
    enforce.run(since, hash)
    use()
  }
  return {
    known: (hash) => knownRow.optional().parse(known.get(hash)) ?? null,
    inForce: (kind) => contentRow.optional().parse(inForce.get(kind))?.content ?? null,
    addPart: connection.transaction(addPart).immediate,
    content: (hash) => contentRow.optional().parse(held.get(hash))?.content ?? null,
    putInForce: connection.transaction(putInForce).immediate,
    refuse: (hash, reason) => void refuse.run(reason, hash),
    refused: () => z.array(refusedRow).parse(refused.all()),
  }
}
