import { foldName as foldNameOfCore } from '../core/market/fold-name.ts'
import { entities, isEntityName } from '../core/sync/entities.ts'
import type { Change } from '../core/sync/protocol.ts'
import { type Connection, sqliteCode } from './connect.ts'
import { createCustomerSearch, type FoldName } from './customer-search.ts'
import { createEntityTables } from './entity-tables.ts'
import { createFieldVersions } from './field-versions.ts'
import type { JournalRecord } from './outbox-journal.ts'
import { createChangedRows } from './replay-journal-rows.ts'

export interface Replayed {
  /** Change sets that were brought back, whole or the part that was missing. */
  readonly replayed: number
  /** Change sets that the tables refuse; they stay in the journal. */
  readonly notReplayed: number
  /** Rows whose change is back and waits to be sent, while what they hang on is not here: head office feeds them again. */
  readonly waitingRows: number
}

/**
 * Brings every change set of the journal that the database does not have back into it: its rows, its changes and its
 * place in the outbox, at its old position where that is free, each in one transaction. What the database had by then
 * decides nothing that came after it: a field takes the journal's value unless a later change of this laptop, or one
 * that grew out of the journal's, stands there.
 *
 * Head office answers a change set that it had before with the first receipt, so sending it again is harmless. Erased
 * customers are for the caller to erase again (db/erasures.ts).
 * @param records in the order of writing
 */
export function replayJournal({
  connection,
  foldName = foldNameOfCore,
  records,
}: {
  readonly connection: Connection
  readonly foldName?: FoldName
  readonly records: Iterable<JournalRecord>
}): Replayed {
  const tables = createEntityTables(connection, createCustomerSearch(connection, foldName))
  const rows = createChangedRows(connection, { tables, fieldVersions: createFieldVersions(connection) })
  const statements = prepareStatements(connection)
  const heldUpTo = statements.newestPosition.get()?.newest ?? 0
  /** Changes whose row could not be made yet. */
  let waiting: readonly Placed[] = []
  let replayed = 0
  let notReplayed = 0
  const isApplied = ({ change, place }: Placed): boolean =>
    rows.apply(change, place, place >= (heldUpTo + 1) * placesOfASet)

  /** @returns the changes that were not there, `null` for a change set that was there whole */
  const bringBack = connection.transaction((record: JournalRecord): readonly Placed[] | null => {
    const there = statements.positionOf.get(record.id)?.position
    const position = there ?? statements.write(record)
    const changes = record.changes
      .map((change, ordinal) => ({ change, place: position * placesOfASet + ordinal }))
      .filter((placed, ordinal) => statements.writeChange(placed, position, ordinal))
    if (there !== undefined && changes.length === 0) return null
    for (const { change } of changes) statements.dropDraft(change, record.occurredAt)
    return changes.filter((placed) => !isApplied(placed))
  })

  for (const record of records)
    try {
      const notYet = bringBack.immediate(record)
      if (!notYet) continue
      replayed += 1
      waiting = [...waiting, ...notYet]
    } catch (error) {
      if (!sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT')) throw error
      notReplayed += 1
    }

  // What a row hangs on may have come after it; each round makes one row at least, or is the last.
  const tryAgain = connection.transaction(() => {
    for (let before = -1; before !== waiting.length; ) {
      before = waiting.length
      waiting = waiting.filter((placed) => !isApplied(placed))
    }
  })
  tryAgain.immediate()
  if (replayed > 0) statements.markAllSent.run()
  return { replayed, notReplayed, waitingRows: waiting.length }
}

/** A change and its place in the `change` table. */
interface Placed {
  readonly change: Change
  readonly place: number
}

/** `change.place` counts so many for each change set. */
const placesOfASet = 1024

function prepareStatements(connection: Connection) {
  const positionOf = connection.prepare<[string], { position: number }>(
    'SELECT position FROM change_set WHERE id = ?',
  )
  const isTaken = connection.prepare<[number]>('SELECT 1 FROM change_set WHERE position = ?')
  const newestPosition = connection.prepare<[], { newest: number | null }>(
    'SELECT max(position) AS newest FROM change_set',
  )
  const insertChangeSet = connection.prepare(
    `INSERT INTO change_set (position, id, author_id, occurred_at, business_day, clock_at, clock_offset_ms, clock_trusted,
       entered_late) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertChange = connection.prepare(
    `INSERT INTO change (place, change_set_position, ordinal, id, entity, row_id, fields, can_follow)
     VALUES (@place, @position, @ordinal, @id, @entity, @rowId, @fields, @canFollow) ON CONFLICT (place) DO NOTHING`,
  )
  const insertOutbox = connection.prepare(
    `INSERT INTO outbox (change_set_position, visit_id)
     SELECT @position, @visitId WHERE NOT EXISTS (SELECT 1 FROM receipt WHERE change_set_id = @id)
     ON CONFLICT (change_set_position) DO NOTHING`,
  )
  const dropDraft = connection.prepare(
    'DELETE FROM answer_draft WHERE opportunity_id = ? AND question_id = ? AND kept_at <= ?',
  )
  // What came back may have been sent before it was lost, so none of it is folded.
  const markAllSent = connection.prepare(
    'UPDATE feed_position SET sent_up_to = (SELECT coalesce(max(position), 0) FROM change_set)',
  )
  return {
    positionOf,
    newestPosition,
    markAllSent,
    /** The change set and its place in the outbox. @returns its position */
    write({ id, position: before, visitId, ...said }: JournalRecord): number {
      const isFree = isTaken.get(before) === undefined
      const position = isFree ? before : (newestPosition.get()?.newest ?? 0) + 1
      const { authorId, occurredAt, businessDay, deviceClock, enteredLate } = said
      insertChangeSet.run(
        position,
        id,
        authorId,
        occurredAt,
        businessDay,
        deviceClock?.at ?? null,
        deviceClock?.offsetMs ?? null,
        deviceClock && (deviceClock.trusted ? 1 : 0),
        enteredLate ? 1 : 0,
      )
      insertOutbox.run({ position, visitId, id })
      return position
    },
    /** @returns whether it was not there before */
    writeChange({ change, place }: Placed, position: number, ordinal: number): boolean {
      const { id, entity, rowId, fields } = change
      const canFollow = isEntityName(entity) && entities[entity].kind === 'row' ? 1 : 0
      const { changes } = insertChange.run({
        place,
        position,
        ordinal,
        id,
        entity,
        rowId,
        fields: JSON.stringify(fields),
        canFollow,
      })
      return changes === 1
    },
    /** What was being typed went when the answer was saved. */
    dropDraft({ entity, fields }: Change, occurredAt: number): void {
      if (entity !== 'answer') return
      const { opportunityId, questionId } = fields
      if (typeof opportunityId?.value === 'string' && typeof questionId?.value === 'string')
        dropDraft.run(opportunityId.value, questionId.value, occurredAt)
    },
  }
}
