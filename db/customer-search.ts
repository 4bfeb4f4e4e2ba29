import type { Connection } from './connect.ts'

/** Folds a name for search: the same words for every spelling a person may try. */
export type FoldName = (name: string) => string

export interface CustomerSearch {
  /** Brings the search entry of one customer up to date with its row. */
  readonly index: (customerId: string) => void
  /** The ids of customers whose name or phone begins with each word of the text, those whose whole words were typed first, then the latest; and how many there are. */
  readonly find: (text: string, limit: number) => { readonly ids: readonly string[]; readonly total: number }
}

interface CustomerRow {
  readonly position: number
  readonly name: string | null
  readonly phone: string | null
  readonly is_erased: number
}

/** So many of the latest matches are weighed: whoever looks for one of more types another letter. */
const weighedAtMost = 200

const isErased = 'EXISTS (SELECT 1 FROM erased_customer e WHERE e.customer_id = c.id)'

/** Full-text search over folded names and phone digits (FTS5). Customers who are erased are never found. */
export function createCustomerSearch(connection: Connection, foldName: FoldName): CustomerSearch {
  const row = connection.prepare<[string], CustomerRow>(
    `SELECT c.position, c.name, c.phone, ${isErased} AS is_erased FROM customer c WHERE c.id = ?`,
  )
  const remove = connection.prepare('DELETE FROM customer_search WHERE rowid = ?')
  const insert = connection.prepare('INSERT INTO customer_search (rowid, name, phone) VALUES (?, ?, ?)')
  // Not by FTS5's own rank: for that it reads every row of every word, and half the store may be called Khan.
  const matches = connection.prepare<[string, number], { id: string; name: string }>(
    `SELECT c.id, s.name FROM customer_search s JOIN customer c ON c.position = s.rowid
     WHERE customer_search MATCH ? ORDER BY s.rowid DESC LIMIT ?`,
  )
  const count = connection.prepare<[string], { total: number }>(
    'SELECT count(*) AS total FROM customer_search WHERE customer_search MATCH ?',
  )
  const latest = connection.prepare<[number], { id: string }>(
    `SELECT c.id FROM customer c WHERE NOT ${isErased} ORDER BY c.position DESC LIMIT ?`,
  )
  // One row for each customer in the index, and much less to read than the customers.
  const countAll = connection.prepare<[], { total: number }>(
    'SELECT count(*) AS total FROM customer_search_docsize',
  )

  return {
    index(customerId) {
      const customer = row.get(customerId)
      if (!customer) return
      remove.run(customer.position)
      if (customer.is_erased === 1) return
      insert.run(customer.position, customer.name ? foldName(customer.name) : '', phoneTokens(customer.phone))
    },
    find(text, limit) {
      const query = matchQuery(text, foldName)
      if (query === null)
        return { ids: latest.all(limit).map(({ id }) => id), total: countAll.get()?.total ?? 0 }
      const typed = new Set(foldName(text).split(' '))
      const wholeWords = (name: string) => name.split(' ').filter((word) => typed.has(word)).length
      const atMost = Math.max(limit, weighedAtMost)
      const found = matches.all(query, atMost)
      const total = found.length < atMost ? found.length : (count.get(query)?.total ?? 0)
      const bestFirst = found.toSorted((a, b) => wholeWords(b.name) - wholeWords(a.name))
      return { ids: bestFirst.slice(0, limit).map(({ id }) => id), total }
    },
  }
}

/**
 * Takes customers out of the index so that no word of theirs is left in it. Deleting takes words out of the index's
 * leaves (`secure-delete`), but the word that a leaf once began with stays behind in the list of leaves. Where such a
 * word is nobody's any more, the index is built anew from those who are still in it.
 */
export function forgetInSearch(connection: Connection, customerIds: readonly string[]): void {
  const remove = connection.prepare(
    'DELETE FROM customer_search WHERE rowid = (SELECT position FROM customer WHERE id = ?)',
  )
  const isSomebodys = connection.prepare<[string]>(
    'SELECT 1 FROM customer_search WHERE customer_search MATCH ? LIMIT 1',
  )
  const removed = customerIds.map((customerId) => remove.run(customerId).changes)
  if (removed.every((count) => count === 0)) return
  // What was deleted is written to the index before it is next searched: only then is its list as it will be.
  isSomebodys.get('"0"')
  const leaves = connection.prepare<[], { term: Buffer }>('SELECT term FROM customer_search_idx').all()
  const isStale = leaves.some(({ term }) => {
    const word = beginningOf(term)
    return word !== '' && isSomebodys.get(`"${word}"*`) === undefined
  })
  if (isStale) connection.exec("INSERT INTO customer_search (customer_search) VALUES ('rebuild')")
}

/** The word that a leaf begins with, after the byte that tells its index; it may be cut inside a letter. */
function beginningOf(term: Buffer): string {
  const word = term.subarray(1).toString('utf8')
  return word.replace(/\ufffd+$/, '').replaceAll('"', '')
}

/**
 * A phone is found by the start of its international digits or by its last digits, as people say it:
 * every tail of at least four digits is a token of its own.
 */
function phoneTokens(phone: string | null): string {
  if (phone === null) return ''
  const digits = phone.replace(/\D/g, '')
  const tails = Array.from({ length: Math.max(0, digits.length - 3) }, (_, start) => digits.slice(start))
  return tails.join(' ')
}

/** An FTS5 query of quoted prefixes, so that nothing a person types is an operator; `null` for no words. */
function matchQuery(text: string, foldName: FoldName): string | null {
  const digits = foldName(text).replace(/\D/g, '').replace(/^0+/, '')
  if (digits.length >= 4 && !/\p{L}/u.test(text)) return `phone : "${digits}"*`
  const words = foldName(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  if (words.length === 0) return null
  return `name : (${words.map((word) => `"${word}"*`).join(' AND ')})`
}
