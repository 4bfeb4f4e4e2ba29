import { createHash } from 'node:crypto'
import { z } from 'zod'
import { erasedPicture } from '../core/sync/erased-values.ts'
import type { Connection } from './connect.ts'

/** A picture named here whose bytes are not all here. */
interface WantedBlob {
  readonly hash: string
  readonly total: number
  /** How many of its bytes are here. */
  readonly received: number
}

/** A picture known to be at head office. */
export interface MarkedBlob {
  readonly hash: string
  /** UTC milliseconds. */
  readonly occurredAt: number
}

export interface Blobs {
  /** Keeps a picture's bytes whole, inside the caller's transaction. */
  readonly put: (hash: string, content: Uint8Array) => void
  /** The bytes of a whole picture; `null` while it is on its way. */
  readonly get: (hash: string) => Uint8Array | null
  /** Pictures that are whole here and not known to be at head office, the newest first. @param passedOver left out */
  readonly toSend: (epoch: string, limit: number, passedOver?: ReadonlySet<string>) => readonly string[]
  readonly markAtHeadoffice: (hash: string, epoch: string) => void
  /** It turned out not to be there: it is to be sent again. */
  readonly unmark: (hash: string) => void
  /**
   * Pictures known to be at head office, the newest first.
   * @param after the last of those told before; `null` to begin with the newest
   */
  readonly atHeadoffice: (epoch: string, limit: number, after: MarkedBlob | null) => readonly MarkedBlob[]
  /** Pictures that are named here and not whole here, the newest first. @param known those that are not asked for again */
  readonly wanted: (limit: number, known: ReadonlySet<string>) => readonly WantedBlob[]
  /**
   * Keeps the next part of a wanted picture. What comes to other bytes than its name says is dropped whole.
   * @returns how many of its bytes are here
   */
  readonly addPart: (
    wanted: Pick<WantedBlob, 'hash' | 'total'>,
    part: { readonly offset: number; readonly content: Uint8Array },
    epoch: string,
  ) => number
}

const contentRow = z.object({ content: z.instanceof(Buffer), total: z.int() })
const wantedRow = z.object({ hash: z.string(), total: z.int(), received: z.int() })
const hashRow = z.object({ hash: z.string() })
const markedRow = z
  .object({ hash: z.string(), occurred_at: z.int() })
  .transform((row) => ({ hash: row.hash, occurredAt: row.occurred_at }))

/** The bytes of pictures on this laptop, encrypted with everything else in its database. */
export function createBlobs(connection: Connection): Blobs {
  const insert = connection.prepare(
    `INSERT INTO blob (hash, total, content, state) VALUES (?, ?, ?, 'whole')
     ON CONFLICT (hash) DO UPDATE SET total = excluded.total, content = excluded.content, state = 'whole'
       WHERE state = 'partial'`,
  )
  const whole = connection.prepare("SELECT content, total FROM blob WHERE hash = ? AND state = 'whole'")
  const held = connection.prepare('SELECT content, total FROM blob WHERE hash = ?')
  const toSend = connection.prepare(
    `SELECT b.hash FROM blob b JOIN named_blob p ON p.hash = b.hash
     WHERE b.state = 'whole' AND b.at_headoffice IS NOT ? AND b.hash NOT IN (SELECT value FROM json_each(?))
       -- Erasing finds bytes by the record that names them: head office must have it first.
       AND NOT EXISTS (SELECT 1 FROM outbox o
         JOIN change c ON c.place BETWEEN o.change_set_position * 1024 AND o.change_set_position * 1024 + 1023
         WHERE c.entity = p.entity AND c.row_id = p.id)
     GROUP BY b.hash ORDER BY max(p.occurred_at) DESC LIMIT ?`,
  )
  const mark = connection.prepare('UPDATE blob SET at_headoffice = ? WHERE hash = ?')
  const atHeadoffice = connection.prepare(
    `SELECT b.hash, max(p.occurred_at) AS occurred_at FROM blob b JOIN named_blob p ON p.hash = b.hash
     WHERE b.state = 'whole' AND b.at_headoffice = @epoch
     GROUP BY b.hash HAVING @hash IS NULL OR (max(p.occurred_at), b.hash) < (@occurredAt, @hash)
     ORDER BY 2 DESC, 1 DESC LIMIT @limit`,
  )
  const wanted = connection.prepare(
    `SELECT p.hash, p.bytes AS total, coalesce(octet_length(b.content), 0) AS received
     FROM named_blob p LEFT JOIN blob b ON b.hash = p.hash
     WHERE p.hash <> '${erasedPicture}' AND (b.hash IS NULL OR b.state = 'partial')
       AND p.hash NOT IN (SELECT value FROM json_each(?))
     GROUP BY p.hash ORDER BY max(p.occurred_at) DESC LIMIT ?`,
  )
  const isNamed = connection.prepare('SELECT 1 FROM named_blob WHERE hash = ? LIMIT 1')
  const write = connection.prepare(
    `INSERT INTO blob (hash, total, content, state, at_headoffice) VALUES (@hash, @total, @content, @state, @epoch)
     ON CONFLICT (hash) DO UPDATE SET content = excluded.content, state = excluded.state,
       at_headoffice = excluded.at_headoffice`,
  )
  const drop = connection.prepare("DELETE FROM blob WHERE hash = ? AND state = 'partial'")

  const addPart: Blobs['addPart'] = ({ hash, total }, part, epoch) => {
    const before = contentRow.optional().parse(held.get(hash))
    const [content, of] = [before?.content ?? Buffer.alloc(0), before?.total ?? total]
    // Its customer may have been erased while the part was on its way.
    if (isNamed.get(hash) === undefined) return 0
    if (part.offset !== content.length || content.length + part.content.length > of) return content.length
    const grown = Buffer.concat([content, part.content])
    const isWhole = grown.length === of
    if (isWhole && createHash('sha256').update(grown).digest('hex') !== hash) {
      drop.run(hash)
      return 0
    }
    write.run({
      hash,
      total: of,
      content: grown,
      state: isWhole ? 'whole' : 'partial',
      epoch: isWhole ? epoch : null,
    })
    return grown.length
  }

  return {
    put: (hash, content) => void insert.run(hash, content.length, Buffer.from(content)),
    get: (hash) => contentRow.optional().parse(whole.get(hash))?.content ?? null,
    toSend: (epoch, limit, passedOver = new Set()) =>
      z
        .array(hashRow)
        .parse(toSend.all(epoch, JSON.stringify([...passedOver]), limit))
        .map(({ hash }) => hash),
    markAtHeadoffice: (hash, epoch) => void mark.run(epoch, hash),
    unmark: (hash) => void mark.run(null, hash),
    atHeadoffice: (epoch, limit, after) =>
      z.array(markedRow).parse(
        atHeadoffice.all({
          epoch,
          limit,
          hash: after?.hash ?? null,
          occurredAt: after?.occurredAt ?? null,
        }),
      ),
    wanted: (limit, known) => z.array(wantedRow).parse(wanted.all(JSON.stringify([...known]), limit)),
    addPart: connection.transaction(addPart).immediate,
  }
}

/**
 * Makes the function that counts the pictures that are named, whole here and not known to be at head office.
 * @returns of an epoch, `null` before the first handshake: then no earlier mark counts
 */
export function createCountToSend(connection: Connection): (epoch: string | null) => number {
  const count = connection
    .prepare(
      `SELECT count(*) FROM blob b WHERE b.state = 'whole' AND (? IS NULL OR b.at_headoffice IS NOT ?)
         AND EXISTS (SELECT 1 FROM named_blob p WHERE p.hash = b.hash)`,
    )
    .pluck()
  return (epoch) => z.int().parse(count.get(epoch, epoch))
}

/** Makes the function that takes away the bytes of a picture that was taken away, unless something else names them. */
export function createDropBlob(connection: Connection): (hash: string) => void {
  const drop = connection.prepare(
    'DELETE FROM blob WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM named_blob p WHERE p.hash = blob.hash)',
  )
  return (hash) => void drop.run(hash)
}

/** Takes away all bytes that nothing names any more: their customer is erased. */
export function dropUnnamedBlobs(connection: Connection): void {
  connection.exec('DELETE FROM blob WHERE hash NOT IN (SELECT hash FROM named_blob)')
}
