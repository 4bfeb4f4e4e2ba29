import { statSync } from 'node:fs'
import { z } from 'zod'
import { type Connection, connectFileReader, pageBytes } from './connect.ts'
import { isDamage } from './damage.ts'
import type { DatabaseKey } from './database-key.ts'
import { openDamaged, type Pages } from './salvage-pages.ts'
import { readRelations } from './salvage-relations.ts'
import { emptyLike, readSchema } from './salvage-schema.ts'
import { type Survey, surveyPages } from './salvage-survey.ts'

export interface Checked {
  /** `some`: parts can still be read. `all`: nothing of it can. */
  readonly extent: 'none' | 'some' | 'all'
  /** How many things are wrong, counted up to a bound; pages that cannot be read among them. */
  readonly problems: number
  /** Only what is told from the tables is damaged, such as an index: what was recorded is all there. */
  readonly rebuildable: boolean
}

/** More are not counted: what follows is the same either way. */
const mostProblems = 100

/**
 * Reads a database through without writing to it: SQLite's own integrity check, which opens every page of every tree
 * and the full-text index, the rows that other rows refer to, and the write-ahead log, of which SQLite itself would
 * forget a damaged part without a word. Where something is wrong, page by page, what it is. Damage is the answer, never
 * an error.
 * @param onProgress is told of pages, and only where something is wrong
 * @throws Refusal FILE_NOT_USABLE
 */
export function checkDatabase({
  file,
  key,
  onProgress,
}: {
  readonly file: string
  readonly key: DatabaseKey
  readonly onProgress?: (done: number, of: number | null) => void
}): Checked {
  const connection = openToCheck(file, key)
  const damaged = openDamaged({ file, key })
  try {
    const found = connection ? problemsOf(connection) : { count: 1, hasOrphans: false, areOfIndexes: false }
    const isShort = damaged.isLogBroken || damaged.endsEarly
    if (found.count === 0 && !isShort) return { extent: 'none', problems: 0, rebuildable: false }
    const survey = surveyAll(damaged.believed, onProgress)
    return {
      extent: survey.rows > 0 ? 'some' : 'all',
      problems: Math.min(mostProblems, found.count + survey.unreadablePages + (isShort ? 1 : 0)),
      rebuildable:
        survey.rows > 0 &&
        survey.isSchemaWhole &&
        !isShort &&
        !damaged.logEndsTorn &&
        survey.holes.every(({ relation }) => relation.holds !== 'table') &&
        !found.hasOrphans &&
        (found.areOfIndexes || survey.unreadablePages > 0),
    }
  } finally {
    damaged.close()
    connection?.close()
  }
}

/**
 * Whether a database that nobody has open yet shows damage which SQLite would pass over without a word: acknowledged
 * commits behind a broken place of its write-ahead log, or a file that ends early. Reads the log and the first page, so
 * it costs little; after a clean end there is no log.
 */
export function isSilentlyDamaged({
  file,
  key,
}: {
  readonly file: string
  readonly key: DatabaseKey
}): boolean {
  const damaged = openDamaged({ file, key })
  try {
    return damaged.isLogBroken || damaged.endsEarly
  } finally {
    damaged.close()
  }
}

/**
 * Makes what is told from the tables anew in place: every index, and the full-text index. A page that cannot be read
 * at all stays in the way of that; then `salvageDatabase` brings everything into a new file.
 * @returns whether it was made
 */
export function rebuild(connection: Connection): boolean {
  try {
    connection
      .transaction(() => {
        connection.exec('REINDEX')
        connection.exec("INSERT INTO customer_search (customer_search) VALUES ('rebuild')")
      })
      .immediate()
    return true
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}

/** `null` where SQLite cannot even begin. */
function openToCheck(file: string, key: DatabaseKey): Connection | null {
  // An emptied file must not be opened at all: SQLite would take it for a new one and delete its write-ahead log.
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < pageBytes) return null
  let connection: Connection | null = null
  try {
    connection = connectFileReader(file, key)
    // From here on one moment is looked at, by SQLite and page by page alike, whatever is written meanwhile.
    connection.exec('BEGIN')
    connection.prepare('SELECT count(*) FROM sqlite_schema').get()
    return connection
  } catch (error) {
    connection?.close()
    if (isDamage(error)) return null
    throw error
  }
}

const messageRow = z.object({ integrity_check: z.string() })
const countRow = z.object({ count: z.int() })
const ofIndexes =
  /^(row \S+ missing from index|wrong # of entries in index|non-unique entry in index|fts5: |(malformed|unable to validate the) inverted index)/

interface Problems {
  readonly count: number
  /** Rows were found whose own row to refer to is not there. */
  readonly hasOrphans: boolean
  readonly areOfIndexes: boolean
}

function problemsOf(connection: Connection): Problems {
  const integrity = unlessDamaged(() =>
    z
      .array(messageRow)
      .parse(connection.pragma(`integrity_check(${mostProblems})`))
      .map(({ integrity_check }) => integrity_check)
      .filter((message) => message !== 'ok'),
  )
  const orphans = unlessDamaged(
    () =>
      countRow.parse(
        connection
          .prepare('SELECT count(*) AS count FROM (SELECT 1 FROM pragma_foreign_key_check LIMIT ?)')
          .get(mostProblems),
      ).count,
  )
  return {
    count: (integrity?.length ?? 1) + (orphans ?? 1),
    hasOrphans: orphans !== null && orphans > 0,
    areOfIndexes: integrity?.every((message) => ofIndexes.test(message)) ?? false,
  }
}

function unlessDamaged<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (isDamage(error)) return null
    throw error
  }
}

function surveyAll(pages: Pages, onProgress: ((done: number, of: number) => void) | undefined): Survey {
  const empty = emptyLike(readSchema(pages))
  try {
    return surveyPages(pages, readRelations(empty), undefined, onProgress)
  } finally {
    empty.close()
  }
}
