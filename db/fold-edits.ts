import { z } from 'zod'
import type { ConsultantId, VisitId } from '../core/ids.ts'
import type { BusinessDay } from '../core/market/business-day.ts'
import { fieldChangeSchema } from '../core/sync/protocol.ts'
import type { Connection } from './connect.ts'
import type { Versions } from './row-states.ts'

/** An edit of a row that is about to be written, and the action that it is part of. */
interface EditToFold {
  readonly entity: string
  readonly rowId: string
  readonly fields: readonly string[]
  readonly versions: Versions
  readonly authorId: ConsultantId | null
  readonly businessDay: BusinessDay
  readonly visitId: VisitId | null
  readonly enteredLate: boolean
}

/** The change set that an edit says anew. */
interface Foldable {
  readonly position: number
  /** For each of its fields, what the edit is to name in its place: what it was written over, and the change itself. */
  readonly parents: ReadonlyMap<string, { readonly parent: string | null; readonly also: readonly string[] }>
}

interface FoldEdits {
  /**
   * The change set that the edit says anew: the row's last, of the same person, business day and visit, with that change
   * alone and no field that the edit leaves out, never sent, and all of it still shown. `null` where there is none.
   */
  readonly find: (edit: EditToFold) => Foldable | null
  /** Takes it out of the outbox for good: the other says all of it. */
  readonly fold: (position: number, intoPosition: number | bigint) => void
}

const lastRow = z.object({
  position: z.int(),
  change_id: z.string(),
  fields: z.string(),
  author_id: z.string().nullable(),
  business_day: z.string(),
  entered_late: z.int(),
  visit_id: z.string().nullable(),
  is_unsent: z.int(),
  changes: z.int(),
})
const fieldsSchema = z.record(z.string(), fieldChangeSchema)

/** Keeps head office from being told what was corrected before it could be sent, inside the caller's transaction. */
export function createFoldEdits(connection: Connection): FoldEdits {
  const lastOfRow = connection.prepare<[string, string]>(
    `SELECT cs.position, c.id AS change_id, c.fields, cs.author_id, cs.business_day, cs.entered_late, o.visit_id,
       o.change_set_position IS NOT NULL AND cs.position > (SELECT sent_up_to FROM feed_position) AS is_unsent,
       (SELECT count(*) FROM change k WHERE k.place BETWEEN cs.position * 1024 AND cs.position * 1024 + 1023) AS changes
     FROM change c
     JOIN change_set cs ON cs.position = c.change_set_position
     LEFT JOIN outbox o ON o.change_set_position = cs.position
     WHERE c.entity = ? AND c.row_id = ? AND c.can_follow = 1 ORDER BY c.place DESC LIMIT 1`,
  )
  const takeOut = connection.prepare('DELETE FROM outbox WHERE change_set_position = ?')
  const note = connection.prepare('INSERT INTO folded (change_set_position, into_position) VALUES (?, ?)')
  const passOn = connection.prepare('UPDATE folded SET into_position = ? WHERE into_position = ?')

  return {
    find({ entity, rowId, fields, versions, authorId, businessDay, visitId, enteredLate }) {
      const last = lastRow.optional().parse(lastOfRow.get(entity, rowId))
      if (!last || last.is_unsent === 0 || last.changes !== 1) return null
      if (last.author_id !== authorId || last.business_day !== businessDay) return null
      if (last.visit_id !== visitId || (last.entered_late === 1) !== enteredLate) return null
      const said = Object.entries(fieldsSchema.parse(JSON.parse(last.fields)))
      const isSaidAnew = said.every(
        ([field]) => fields.includes(field) && versions.get(field) === last.change_id,
      )
      if (!isSaidAnew) return null
      return {
        position: last.position,
        parents: new Map(
          said.map(([field, { parent, alsoParents = [] }]) => [
            field,
            { parent, also: [...alsoParents, last.change_id] },
          ]),
        ),
      }
    },
    fold(position, intoPosition) {
      takeOut.run(position)
      passOn.run(intoPosition, position)
      note.run(position, intoPosition)
    },
  }
}
