import type { Connection } from './connect.ts'
import { createLinks } from './links.ts'

/** Folds a name for search: the same words for every spelling a person may try. */
export type FoldName = (name: string) => string

export interface CustomerSearch {
  /** Brings the search entry of one customer up to date with its row. */
  readonly index: (customerId: string) => void
  /** The same for a customer whose row was made just now, who has no entry yet. */
  readonly indexNew: (customer: {
    readonly id: string
    readonly position: number
    readonly name: string | null
  }) => void
  /**
   * The ids of customers, and how many there are. Digits alone, four or more, find whose phone has them anywhere. Any
   * other text finds whose name has for each of its words one that begins so: of the latest, those whose whole words
   * were typed come first. A text without words finds all. Otherwise the latest come first. Linked records are one
   * person, found once, by the record that comes first.
   */
  readonly find: (text: string, limit: number) => { readonly ids: readonly string[]; readonly total: number }
}

interface CustomerRow {
  readonly position: number
  readonly name: string | null
  readonly is_erased: number
}

/** So many of the latest matches are weighed: whoever looks for one of more types another letter. */
const weighedAtMost = 200

const isErased = 'EXISTS (SELECT 1 FROM erased_customer e WHERE e.customer_id = c.id)'

/** Full-text search over folded names (FTS5), and over the digits of phones. Customers who are erased are never found. */
export function createCustomerSearch(connection: Connection, foldName: FoldName): CustomerSearch {
  const row = connection.prepare<[string], CustomerRow>(
    `SELECT c.position, c.name, ${isErased} AS is_erased FROM customer c WHERE c.id = ?`,
  )
  const remove = connection.prepare('DELETE FROM customer_search WHERE rowid = ?')
  const insert = connection.prepare('INSERT INTO customer_search (rowid, name) VALUES (?, ?)')
  const erased = connection.prepare<[string]>('SELECT 1 FROM erased_customer WHERE customer_id = ?')
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

  const inIndex = connection.prepare<[string]>(
    'SELECT 1 FROM customer c JOIN customer_search_docsize d ON d.id = c.position WHERE c.id = ?',
  )
  // One pass over the matches, as counting them is: asked one by one, each linked record would cost a search.
  const linkedMatches = connection.prepare<[string], { id: string }>(
    `SELECT c.id FROM customer c WHERE c.position IN (
       SELECT s.rowid FROM customer_search s WHERE customer_search MATCH ? AND +s.rowid IN (
         SELECT l.position FROM customer l
         WHERE l.id IN (SELECT one_id FROM customer_link UNION SELECT other_id FROM customer_link)))`,
  )
  // The phones stand in indexes of their own, which are read through.
  const phoneMatches = connection.prepare<[{ readonly like: string }], { id: string }>(
    `SELECT c.id FROM customer c WHERE c.position IN (
       SELECT position FROM customer WHERE phone IS NOT NULL AND phone LIKE @like
       UNION ALL SELECT position FROM customer WHERE also_phones <> '[]' AND also_phones LIKE @like)
     AND NOT ${isErased} ORDER BY c.position DESC`,
  )
  const links = createLinks(connection, 'customer')
  const foldWords = createFoldWords(foldName)

  return {
    index(customerId) {
      const customer = row.get(customerId)
      if (!customer) return
      remove.run(customer.position)
      if (customer.is_erased === 1) return
      insert.run(customer.position, customer.name ? foldName(customer.name) : '')
    },
    indexNew({ id, position, name }) {
      if (erased.get(id) === undefined) insert.run(position, name ? foldWords(name) : '')
    },
    find(text, limit) {
      const { classes, classOf } = links()
      /** One id for each person, in the order found. */
      const once = (ids: readonly string[]) => {
        const people = new Set<string>()
        return ids.filter((id) => {
          const [person = id] = classOf(id)
          if (people.has(person)) return false
          people.add(person)
          return true
        })
      }
      /** How many of the records found are a second one of somebody. */
      const repeatsAmong = (ids: readonly string[]) => ids.length - once(ids).length
      const digits = phoneDigits(text, foldName)
      if (digits !== null) {
        const people = once(phoneMatches.all({ like: `%${digits}%` }).map(({ id }) => id))
        return { ids: people.slice(0, limit), total: people.length }
      }
      const query = matchQuery(text, foldName)
      if (query === null) {
        const repeated = repeatsAmong(classes.flat().filter((id) => inIndex.get(id) !== undefined))
        const ids = once(latest.all(limit + repeated).map(({ id }) => id))
        return { ids: ids.slice(0, limit), total: (countAll.get()?.total ?? 0) - repeated }
      }
      const typed = new Set(foldName(text).split(' '))
      const wholeWords = (name: string) => name.split(' ').filter((word) => typed.has(word)).length
      const atMost = Math.max(limit, weighedAtMost)
      const found = matches.all(query, atMost)
      const bestFirst = found.toSorted((a, b) => wholeWords(b.name) - wholeWords(a.name))
      const people = once(bestFirst.map(({ id }) => id))
      const total =
        found.length < atMost
          ? people.length
          : (count.get(query)?.total ?? 0) - repeatsAmong(linkedMatches.all(query).map(({ id }) => id))
      return { ids: people.slice(0, limit), total }
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

/** The digits of a text that is a phone or part of one, at least four, as people say the end of it; else `null`. */
function phoneDigits(text: string, foldName: FoldName): string | null {
  if (/\p{L}/u.test(text)) return null
  const digits = foldName(text).replace(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 4 ? digits : null
}

/** An FTS5 query of quoted prefixes, so that nothing a person types is an operator; `null` for no words. */
function matchQuery(text: string, foldName: FoldName): string | null {
  const words = foldName(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  if (words.length === 0) return null
  return words.map((word) => `"${word}"*`).join(' AND ')
}

/** So many folded words are kept: a store's people have the same few thousand names. */
const wordsKept = 5000

/** Folds a name word by word, as folding the whole does, and remembers the words: many names come at once. */
function createFoldWords(foldName: FoldName): FoldName {
  let folded = new Map<string, string>()
  const foldWord = (word: string): string => {
    const known = folded.get(word)
    if (known !== undefined) return known
    if (folded.size >= wordsKept) folded = new Map()
    const made = foldName(word)
    folded.set(word, made)
    return made
  }
  return (name) => name.split(' ').map(foldWord).filter(Boolean).join(' ')
}
