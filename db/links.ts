import { z } from 'zod'
import { type Links, readLinks } from '../core/customers/links.ts'
import type { Connection } from './connect.ts'

/** What links: records of one person, or visits of one walk-in. */
export type Linked = 'customer' | 'visit'

const linkRow = z
  .object({
    id: z.string(),
    one_id: z.string(),
    other_id: z.string(),
    linked: z.int(),
    follows_ids: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    oneId: row.one_id,
    otherId: row.other_id,
    linked: row.linked === 1,
    followsIds: z.array(z.string()).parse(JSON.parse(row.follows_ids)),
  }))
const countRow = z.object({ count: z.int() })

/** Gives the links of one kind as they stand now; read again only when there are more of them. */
export function createLinks(connection: Connection, of: Linked): () => Links {
  const all = connection.prepare(`SELECT id, one_id, other_id, linked, follows_ids FROM ${of}_link`)
  // Links are written once and never taken away, so that as many are the same ones.
  const countAll = connection.prepare(`SELECT count(*) AS count FROM ${of}_link`)
  let known: { readonly count: number; readonly links: Links } | null = null
  return () => {
    const { count } = countRow.parse(countAll.get())
    if (known?.count !== count) known = { count, links: readLinks(z.array(linkRow).parse(all.all())) }
    return known.links
  }
}
