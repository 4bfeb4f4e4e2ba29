import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import type { Json } from '../core/canonical-json.ts'
import { type CustomerId, customerIdSchema } from '../core/ids.ts'
import { type EntityFields, entities } from '../core/sync/entities.ts'
import { erasedFields } from '../core/sync/erased-values.ts'
import type { FeedRow } from '../core/sync/protocol.ts'
import type { Connection } from './connect.ts'
import { createErasedRows, type ErasedRows } from './erased-rows.ts'
import {
  addPendingErasures,
  addToErasureList,
  readErasureList,
  replaceErasureList,
  takeOffPendingErasures,
} from './erasure-list.ts'
import type { AsidePlace } from './feed-aside.ts'
import {
  createStripRows,
  isAboutErased,
  leadsToCustomers,
  type StripRows,
  strippedFeedRow,
} from './strip-rows.ts'

/** When and why a customer was erased, in UTC milliseconds. */
interface ErasureView {
  readonly at: number
  readonly reason: EntityFields<'erasure'>['reason']
}

/** A change as it lies in the outbox journal. */
interface KeptChange {
  readonly entity: string
  readonly rowId: string
  readonly fields: Readonly<Record<string, { readonly value: Json }>>
}

/** A row of the feed that is about to be applied, already without the words of an erased customer. */
interface Arrival {
  readonly row: FeedRow
  /** What follows from it once it is applied or put aside. @returns as `showing` does, without the row itself */
  readonly arrived: () => readonly AsidePlace[]
}

export interface Erasures {
  readonly rows: ErasedRows
  /** The erasure that tells of a customer, the first where there are several; `null` where there is none. */
  readonly of: (customerId: CustomerId) => ErasureView | null
  /** Marks a customer erased and strips everything about them, inside the caller's transaction. */
  readonly strip: (customerId: CustomerId) => void
  /**
   * Marks customers, on the list that outlives every restore, as about to be erased; on the disk when it returns. A mark
   * that is neither made good nor taken off is settled as the database is next opened.
   */
  readonly list: (customerIds: readonly CustomerId[]) => {
    /** Their erasure is written: they are on the list for good. */
    readonly written: () => void
    readonly takeOff: () => void
  }
  /** Takes a fed row in, inside the caller's transaction: erasure wins over whatever comes before or after it. */
  readonly arriving: (row: FeedRow) => Arrival
  /**
   * To be called before a row shows other values, such as head office's; what it returns is to be called afterwards, and
   * strips what has become an erased customer's.
   * @returns what was stripped here and is nobody's who is erased any more: head office may have it whole
   */
  readonly showing: (entity: string, rowId: string) => () => readonly AsidePlace[]
  /**
   * Ends a page of the feed, before its transaction commits: looks again at what stands aside, and puts everyone on the
   * list who was erased by what arrived.
   */
  readonly pageArrived: () => void
  /** A change of somebody erased without their words, any other as it is. */
  readonly strippedChange: <C extends KeptChange>(change: C) => C
  /** Whether words of somebody erased may still stand in the outbox journal or the write-ahead log. */
  readonly haveTraces: () => boolean
  /**
   * Takes what is left of the erased out of the files beside the tables.
   * @param rewriteJournal writes the outbox journal anew through `strippedChange`
   * @returns whether nothing is left; a reader that holds the write-ahead log makes it wait for another time
   */
  readonly wipeTraces: (rewriteJournal: () => void) => boolean
}

const erasureRow = z
  .object({ occurred_at: z.int(), reason: entities.erasure.fields.shape.reason })
  .transform(({ occurred_at, reason }): ErasureView => ({ at: occurred_at, reason }))

/** @param folder the laptop's data folder, where the list of the erased lies */
export function createErasures(connection: Connection, folder: string): Erasures {
  const rows = createErasedRows(connection)
  const strip = createStripRows(connection, rows)
  const first = connection.prepare(
    'SELECT occurred_at, reason FROM erasure WHERE customer_id = ? ORDER BY occurred_at, id LIMIT 1',
  )
  const traces = connection.prepare('SELECT 1 FROM erased_customer WHERE traces_left = 1 LIMIT 1')
  const noTraces = connection.prepare('UPDATE erased_customer SET traces_left = 0 WHERE traces_left = 1')
  /** Erased by the rows of the page that is being applied. */
  const arrivedIds = new Set<string>()
  /** A row that arrived may tell whose another is that stands aside. */
  let tellsOfAside = false

  const erase = createErase(connection, strip)
  const showing = (entity: string, rowId: string) => {
    if (!leadsToCustomers(entity) || !rows.areThere()) return () => nothing
    const was = rows.has(entity, rowId, {})
    return () => {
      const isTheirs = rows.has(entity, rowId, {})
      if (isTheirs && was) strip.only(entity, rowId)
      if (isTheirs && !was) strip.under(entity, [rowId])
      return was && !isTheirs ? strip.withWords(entity, rowId) : nothing
    }
  }

  return {
    rows,
    of: (customerId) => erasureRow.optional().parse(first.get(customerId)) ?? null,
    strip: (customerId) => erase([customerId]),
    list(customerIds) {
      addPendingErasures(folder, customerIds)
      return {
        written: () => addToErasureList(folder, customerIds),
        takeOff: () => takeOffPendingErasures(folder, customerIds),
      }
    },
    arriving(row) {
      if (row.entity === 'erasure') return { row, arrived: () => erasureArrived(row) }
      if (!rows.areThere()) return { row, arrived: () => nothing }
      const shown = showing(row.entity, row.rowId)
      const isAbout = isAboutErased(rows, row)
      return {
        row: isAbout ? strippedFeedRow(row) : row,
        arrived() {
          tellsOfAside ||= isAbout
          // Shown as somebody else's now, it is as head office sent it, with every side that all laptops have.
          return shown().filter(({ entity, rowId }) => entity !== row.entity || rowId !== row.rowId)
        },
      }
    },
    showing,
    pageArrived() {
      if (tellsOfAside) strip.aside()
      tellsOfAside = false
      if (arrivedIds.size > 0) addToErasureList(folder, [...arrivedIds])
      arrivedIds.clear()
    },
    strippedChange(change) {
      const said = Object.fromEntries(
        Object.entries(change.fields).map(([field, { value }]) => [field, value]),
      )
      if (!rows.has(change.entity, change.rowId, said)) return change
      return { ...change, fields: erasedFields(change.entity, change.fields) }
    },
    haveTraces: () => traces.get() !== undefined,
    wipeTraces(rewriteJournal) {
      if (traces.get() === undefined) return true
      rewriteJournal()
      if (!emptyWriteAheadLog(connection)) return false
      noTraces.run()
      return true
    },
  }

  /** Also one that has to wait for its author: the words are not to wait. */
  function erasureArrived({ fields }: FeedRow): readonly AsidePlace[] {
    const customerId = customerIdSchema.safeParse(fields.customerId?.value)
    if (!customerId.success) return nothing
    arrivedIds.add(customerId.data)
    if (!rows.isErased(customerId.data)) erase([customerId.data])
    return nothing
  }
}

const nothing: readonly AsidePlace[] = []

/**
 * Makes these customers erased in a database that may not know it: after a restore, a salvage, a replay of the
 * journal. Done again, it changes nothing.
 */
export function applyErasures(connection: Connection, customerIds: readonly string[]): void {
  if (customerIds.length === 0) return
  connection.pragma('secure_delete = ON')
  const erase = createErase(connection, createStripRows(connection, createErasedRows(connection)))
  connection.transaction(erase).immediate(customerIds)
}

function createErase(connection: Connection, strip: StripRows): (customerIds: readonly string[]) => void {
  const mark = connection.prepare(
    'INSERT INTO erased_customer VALUES (?, 1) ON CONFLICT (customer_id) DO UPDATE SET traces_left = 1',
  )
  return (customerIds) => {
    for (const customerId of customerIds) mark.run(customerId)
    strip.under('customer', customerIds)
  }
}

/**
 * Brings the database and the list together, as the database is opened: whoever is on the list is erased here too, also
 * in a file that somebody has put in the place of the one before, and whoever is erased here is on the list. Whoever is
 * only marked as about to be erased, and is not erased here, comes off it: their erasure was never written, and to strip
 * them here would tell nobody else. A list that cannot be read is written anew from what is known here.
 */
export function settleErasures(connection: Connection, folder: string): void {
  const here = erasedHere(connection)
  const listed = readListOrNull(folder)
  if (listed === null) {
    replaceErasureList(folder, here)
    return
  }
  const known = new Set(here)
  applyErasures(
    connection,
    listed.filter((id) => !known.has(id)),
  )
  addToErasureList(folder, here)
  takeOffPendingErasures(folder)
}

function readListOrNull(folder: string): readonly string[] | null {
  try {
    return readErasureList(folder)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'ERASURE_LIST_DAMAGED') return null
    throw error
  }
}

/** Strips everyone whom this database knows to be erased, such as after rows were put into it from elsewhere. */
export function eraseAll(connection: Connection): void {
  applyErasures(connection, erasedHere(connection))
}

function erasedHere(connection: Connection): readonly string[] {
  const found = connection
    .prepare('SELECT customer_id AS id FROM erased_customer UNION SELECT customer_id FROM erasure')
    .all()
  return z
    .array(z.object({ id: z.string() }))
    .parse(found)
    .map(({ id }) => id)
}

/**
 * Moves everything from the write-ahead log into the database and cuts the log to nothing, so that no old page is left
 * in it. @returns false when a reader holds an old page; it is not waited for
 */
function emptyWriteAheadLog(connection: Connection): boolean {
  const waitsMs = Number(connection.pragma('busy_timeout', { simple: true }))
  connection.pragma('busy_timeout = 0')
  try {
    const [outcome] = z
      .array(z.object({ busy: z.int() }))
      .parse(connection.pragma('wal_checkpoint(TRUNCATE)'))
    return outcome?.busy === 0
  } finally {
    connection.pragma(`busy_timeout = ${waitsMs}`)
  }
}
