import { z } from 'zod'
import type { Connection } from './connect.ts'

/** For each field of a row the change whose value it shows. */
export type Versions = ReadonlyMap<string, string>

/** What this laptop keeps of a row for sync, beside the row itself. */
interface RowState {
  readonly versions: Versions
  /** What head office last fed of it, in the present era; `null` where it fed nothing. */
  readonly fed: { readonly seq: number; readonly hash: Buffer } | null
}

export interface RowStates {
  /** @param era as `feed_position` has it: what was fed in another counts for nothing */
  readonly get: (entity: string, rowId: string, era: number) => RowState | null
  readonly put: (
    place: { readonly entity: string; readonly rowId: string; readonly era: number },
    state: { readonly versions: Versions; readonly seq: number; readonly hash: Buffer },
  ) => void
  /** From now on head office has fed nothing of the row: a comparison finds it, and has it fed again. */
  readonly forgetFed: (entity: string, rowId: string) => void
  readonly versionsOf: (entity: string, rowId: string) => Versions
  readonly setVersions: (entity: string, rowId: string, versions: Versions) => void
}

interface StateRow {
  readonly versions: string
  readonly fed_era: number | null
  readonly fed_seq: number | null
  readonly fed_hash: Buffer | null
}

/** What is known of rows for sync, one row each, so that a fed row costs one read and one write here. */
export function createRowStates(connection: Connection): RowStates {
  const select = connection.prepare<[string, string], StateRow>(
    'SELECT versions, fed_era, fed_seq, fed_hash FROM row_state WHERE entity = ? AND row_id = ?',
  )
  const upsert = connection.prepare(
    `INSERT INTO row_state (entity, row_id, versions, fed_era, fed_seq, fed_hash) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (entity, row_id) DO UPDATE SET versions = excluded.versions, fed_era = excluded.fed_era,
       fed_seq = excluded.fed_seq, fed_hash = excluded.fed_hash`,
  )
  const forgetFed = connection.prepare(
    'UPDATE row_state SET fed_era = NULL, fed_seq = NULL, fed_hash = NULL WHERE entity = ? AND row_id = ?',
  )
  const upsertVersions = connection.prepare(
    `INSERT INTO row_state (entity, row_id, versions) VALUES (?, ?, ?)
     ON CONFLICT (entity, row_id) DO UPDATE SET versions = excluded.versions`,
  )
  return {
    get(entity, rowId, era) {
      const row = select.get(entity, rowId)
      if (!row) return null
      const { fed_era, fed_seq: seq, fed_hash: hash } = row
      return {
        versions: readVersions(row.versions),
        fed: fed_era === era && seq !== null && hash !== null ? { seq, hash } : null,
      }
    },
    put({ entity, rowId, era }, { versions, seq, hash }) {
      upsert.run(entity, rowId, versionsText(versions), era, seq, hash)
    },
    forgetFed: (entity, rowId) => void forgetFed.run(entity, rowId),
    versionsOf(entity, rowId) {
      const row = select.get(entity, rowId)
      return row ? readVersions(row.versions) : new Map()
    },
    setVersions: (entity, rowId, versions) => void upsertVersions.run(entity, rowId, versionsText(versions)),
  }
}

/** Most fields of a row were said by one change, so each change is named once: `{ changeId: [field, ...] }`. */
function versionsText(versions: Versions): string {
  const fieldsByChange = new Map<string, string>()
  for (const [field, changeId] of versions) {
    const before = fieldsByChange.get(changeId)
    fieldsByChange.set(changeId, `${before === undefined ? '' : `${before},`}${JSON.stringify(field)}`)
  }
  // By hand: an object with a key for each change of a store costs more than the row.
  let text = ''
  for (const [changeId, fields] of fieldsByChange)
    text += `${text === '' ? '' : ','}${JSON.stringify(changeId)}:[${fields}]`
  return `{${text}}`
}

const fieldsByChangeSchema = z.record(z.string(), z.array(z.string()))

function readVersions(text: string): Versions {
  const fieldsByChange = fieldsByChangeSchema.parse(JSON.parse(text))
  return new Map(
    Object.entries(fieldsByChange).flatMap(([changeId, fields]) => fields.map((field) => [field, changeId])),
  )
}
