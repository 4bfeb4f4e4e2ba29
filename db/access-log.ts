import { hash } from 'node:crypto'
import { z } from 'zod'
import { type AccessAct, accessActSchema } from '../contract/access.ts'
import { canonicalJson } from '../core/canonical-json.ts'
import { type ConsultantId, type CustomerId, consultantIdSchema, customerIdSchema } from '../core/ids.ts'
import type { Connection } from './connect.ts'

/** What is written down of one act. `detail` holds ids and codes only, never what a person said or is called. */
export interface Access {
  /** UTC milliseconds. */
  readonly at: number
  /** Who did it; for a wrong PIN whose PIN it was to be; `null` when nobody was signed in. */
  readonly personId: ConsultantId | null
  readonly act: AccessAct
  readonly customerId: CustomerId | null
  readonly detail: Readonly<Record<string, string>>
}

interface AccessEntry extends Access {
  readonly position: number
  readonly personName: string | null
  readonly customerName: string | null
  readonly hash: string
}

/**
 * `broken`: the first position whose entry is missing, changed or out of its place, and beginning with it the first
 * `breaksListed` of such positions. An entry whose own hash was changed is a break, and so is the one after it.
 */
export type Chain =
  | { readonly type: 'whole'; readonly entries: number; readonly head: string }
  | { readonly type: 'broken'; readonly position: number; readonly breaks: number[] }

export interface AccessLog {
  /** Adds one entry at the end: within the transaction that is open, or in one of its own. */
  readonly append: (access: Access) => void
  /** Entries newest first. @param before only those before this position, `null` for the newest */
  readonly list: (of: {
    readonly before: number | null
    readonly limit: number
    readonly customerId: CustomerId | null
  }) => { readonly entries: readonly AccessEntry[]; readonly total: number }
  /** Computes the chain anew from its first entry, and after a break goes on from the hash that stands there. */
  readonly verify: () => Chain
  /** The same in steps of some hundred entries, so that other work can go on between them. */
  readonly verifySteps: () => Generator<void, Chain>
  /** Whether it tells of a PIN: that one was given, or that somebody came in with one. */
  readonly tellsOfPin: () => boolean
  /** Where in the log a head that was noted earlier, or its first digits, stands; `null` when it is not there. */
  readonly positionOf: (noted: string) => number | null
}

interface Head {
  readonly position: number
  readonly hash: string
}

/** What stands for the entry before the first one. */
const beforeFirst = '0'.repeat(64)
const stepEntries = 500
/** No more breaks than these are told apart. */
export const breaksListed = 20

/**
 * The laptop's access log: append-only, and each entry's hash covers the one before, so that an entry changed, taken
 * out, put in or moved breaks the chain from there on. Entries cut off at the end leave a shorter chain that is whole:
 * only a head that was noted elsewhere tells of them.
 *
 * The hash of an entry is SHA-256, as 64 lower-case hexadecimal digits, over the UTF-8 text of one JSON array without
 * spaces: `["northstar-access-1",previousHash,position,at,personId,act,customerId,detail]`. Positions count from 1
 * without gaps; `previousHash` of the first is 64 zeros; an absent person or customer is `null`; `detail` is the text
 * of the column itself (canonical JSON: keys sorted, no spaces), as one JSON string. JSON's own quotes and escapes keep
 * one field's characters from passing for another's.
 */
export function createAccessLog(connection: Connection): AccessLog {
  const selectHead = connection.prepare<[], Head>(
    'SELECT position, hash FROM access_log ORDER BY position DESC LIMIT 1',
  )
  const insert = connection.prepare(
    `INSERT INTO access_log (position, at, person_id, act, customer_id, detail, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const view = `SELECT l.*, p.name AS person_name, c.name AS customer_name FROM access_log l
    LEFT JOIN consultant p ON p.id = l.person_id
    LEFT JOIN customer c ON c.id = l.customer_id`
  const newest = connection.prepare(`${view} WHERE l.position < ? ORDER BY l.position DESC LIMIT ?`)
  const newestOf = connection.prepare(
    `${view} WHERE l.customer_id = ? AND l.position < ? ORDER BY l.position DESC LIMIT ?`,
  )
  const count = connection.prepare<[], { total: number }>('SELECT count(*) AS total FROM access_log')
  const countOf = connection.prepare<[string], { total: number }>(
    'SELECT count(*) AS total FROM access_log WHERE customer_id = ?',
  )
  const ofPin = connection.prepare("SELECT 1 FROM access_log WHERE act IN ('pin-set', 'signed-in') LIMIT 1")
  const pageAfter = connection.prepare<[number, number], Hashed & { hash: string }>(
    'SELECT * FROM access_log WHERE position > ? ORDER BY position LIMIT ?',
  )

  const byHash = connection.prepare<[string], { position: number | null }>(
    'SELECT max(position) AS position FROM access_log WHERE instr(hash, ?) = 1',
  )

  function* verifySteps(): Generator<void, Chain> {
    let head: Head = { position: 0, hash: beforeFirst }
    const breaks = new Set<number>()
    // From the lowest number there is: an entry put in below the first one is looked at as well.
    let after = Number.NEGATIVE_INFINITY
    for (;;) {
      const page = pageAfter.all(after, stepEntries)
      for (const row of page) {
        const position = head.position + 1
        const follows = row.position === position && row.hash === entryHash(head.hash, row)
        if (!follows) breaks.add(position)
        if (breaks.size === breaksListed) return broken([...breaks])
        head = { position: Math.max(head.position, row.position), hash: row.hash }
        after = row.position
      }
      if (page.length < stepEntries)
        return breaks.size > 0
          ? broken([...breaks])
          : { type: 'whole', entries: head.position, head: head.hash }
      yield
    }
  }

  return {
    append({ at, personId, act, customerId, detail }) {
      // Looked up each time and not remembered: a transaction that is rolled back takes its entry with it.
      const head = selectHead.get() ?? { position: 0, hash: beforeFirst }
      const position = head.position + 1
      const text = canonicalJson(detail)
      const columns = { position, at, person_id: personId, act, customer_id: customerId, detail: text }
      insert.run(position, at, personId, act, customerId, text, entryHash(head.hash, columns))
    },
    list({ before, limit, customerId }) {
      const position = before ?? Number.MAX_SAFE_INTEGER
      const rows =
        customerId === null ? newest.all(position, limit) : newestOf.all(customerId, position, limit)
      const counted = customerId === null ? count.get() : countOf.get(customerId)
      return { entries: z.array(entrySchema).parse(rows), total: counted?.total ?? 0 }
    },
    verifySteps,
    verify() {
      const steps = verifySteps()
      for (;;) {
        const { done, value } = steps.next()
        if (done) return value
      }
    },
    tellsOfPin: () => ofPin.get() !== undefined,
    positionOf: (noted) => byHash.get(noted)?.position ?? null,
  }
}

const broken = (breaks: number[]): Chain => ({ type: 'broken', position: Math.min(...breaks), breaks })

/** The columns that an entry's hash covers, as they lie in the table. */
interface Hashed {
  readonly position: number
  readonly at: number
  readonly person_id: string | null
  readonly act: string
  readonly customer_id: string | null
  readonly detail: string
}

function entryHash(previousHash: string, entry: Hashed): string {
  const { position, at, person_id, act, customer_id, detail } = entry
  return hash(
    'sha256',
    canonicalJson(['northstar-access-1', previousHash, position, at, person_id, act, customer_id, detail]),
  )
}

const entrySchema = z
  .object({
    position: z.int(),
    at: z.int(),
    person_id: consultantIdSchema.nullable(),
    person_name: z.string().nullable(),
    act: accessActSchema,
    customer_id: customerIdSchema.nullable(),
    customer_name: z.string().nullable(),
    detail: z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text))),
    hash: z.string(),
  })
  .transform((row) => ({
    position: row.position,
    at: row.at,
    personId: row.person_id,
    personName: row.person_name,
    act: row.act,
    customerId: row.customer_id,
    customerName: row.customer_name,
    detail: row.detail,
    hash: row.hash,
  }))
