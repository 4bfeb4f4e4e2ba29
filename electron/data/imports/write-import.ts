import { Refusal } from '../../../contract/errors.ts'
import type { ConsultantId, ImportId, StockUnitId } from '../../../core/ids.ts'
import type { RecordedCounts } from '../../../db/imports.ts'
import type { Showroom } from '../showroom.ts'
import type { StockClaims } from '../stock-claims.ts'
import type { Answered } from './import-protocol.ts'
import type { ImportThread } from './import-thread.ts'
import { type WrittenUnits, writeUnits } from './write-units.ts'

type Packed = Answered['pack']
type PackedCatalogue = Extract<Packed, { type: 'vehicles' }>

/** What came of writing; `version` is the catalogue in use then, `null` for a stock list. */
interface Written {
  readonly target: 'vehicles' | 'stock'
  readonly written: number
  readonly passedOver: number
  readonly version: string | null
}

interface Writing {
  readonly importId: ImportId
  readonly personId: ConsultantId
  readonly packed: Packed
  /** Holds the cars that were packed. */
  readonly thread: Pick<ImportThread, 'ask'>
  readonly isCancelled: () => boolean
  readonly onWritten: (rows: number) => void
}

/** Writes what an import's worker has made ready, and what takes it back. */
export interface WriteImport {
  /** Whether the catalogue is still the one that it was made ready from. */
  readonly isCurrent: (packed: Packed) => boolean
  readonly putIn: (
    writing: Writing & {
      readonly fileName: string
      readonly counts: Omit<RecordedCounts, 'written'>
    },
  ) => Promise<Written>
  /** @returns what became of the cars, `null` for vehicles: there all goes back that was planned */
  readonly takeBack: (writing: Writing) => Promise<WrittenUnits | null>
}

export function createWriteImport(showroom: Showroom, claims: Pick<StockClaims, 'promisedTo'>): WriteImport {
  const { db, clock } = showroom

  const isCurrent = (packed: Packed) =>
    packed.type === 'stock' || packed.before === db.catalogues.versionInUse()
  /** A car, or an hour of it that is not over, is promised to somebody. */
  const isKept = (unitId: StockUnitId) =>
    db.stock
      .claimsOf(unitId)
      .some(
        (claim) =>
          (claim.hour === null || claim.hour >= showroom.today()) && claims.promisedTo(claim).length > 0,
      )
  /** The catalogue and what is said of it stand or fall together: a crash leaves all of it or nothing. */
  const useCatalogue = db.connection.transaction(
    (packed: PackedCatalogue, at: number, alongside: () => void) => {
      if (!isCurrent(packed)) throw new Refusal('IMPORT_PLANNED_ANEW')
      alongside()
      db.catalogues.use(packed, packed.origin, at)
    },
  )
  /** By who began it: they may have signed out, or another have signed in, while it was read and written. */
  const logged = (
    act: 'file-imported' | 'import-undone',
    { importId, personId }: Pick<Writing, 'importId' | 'personId'>,
    target: Written['target'],
  ) => showroom.accessLog(act, null, { importId, target }, personId)
  const writeCars = (
    { importId, personId, thread, isCancelled, onWritten }: Writing,
    noteWritten: (importId: ImportId, rows: number) => void,
  ): Promise<WrittenUnits> =>
    writeUnits({
      db,
      isKept,
      isCancelled,
      slice: async (from, count) => (await thread.ask('units', { from, count })).units,
      write(edits, rows) {
        const occurredAt = clock()
        const alongside = () => noteWritten(importId, rows)
        showroom.write({ visitId: null, authorId: personId, occurredAt, edits, alongside })
        onWritten(rows)
      },
    })

  return {
    isCurrent,
    async putIn(writing) {
      const { importId, fileName, personId: authorId, packed, counts, onWritten } = writing
      const made = { id: importId, fileName, authorId, occurredAt: clock() }
      if (packed.type === 'vehicles') {
        const written = counts.added + counts.changed
        useCatalogue.immediate(packed, made.occurredAt, () => {
          const { before: beforeVersion, version: afterVersion } = packed
          const what = { target: 'vehicles' as const, beforeVersion, afterVersion }
          db.imports.add({ ...made, counts: { ...counts, written }, what })
          logged('file-imported', writing, 'vehicles')
        })
        onWritten(written)
        return { target: 'vehicles', written, passedOver: 0, version: packed.version }
      }
      // Before the first car: whatever ends it early, what was written can be taken back.
      db.connection.transaction(() => {
        const what = { target: 'stock' as const, edits: packed.edits }
        db.imports.add({ ...made, counts: { ...counts, written: 0 }, what })
        logged('file-imported', writing, 'stock')
      })()
      const { written, passedOver } = await writeCars(writing, db.imports.written)
      return { target: 'stock', written, passedOver: passedOver.length, version: null }
    },
    async takeBack(writing) {
      const { importId, packed, onWritten } = writing
      const at = clock()
      const undone = () => {
        db.imports.undone(importId, at)
        logged('import-undone', writing, packed.type)
      }
      if (packed.type === 'vehicles') {
        useCatalogue.immediate(packed, at, undone)
        onWritten(1)
        return null
      }
      const written = await writeCars(writing, () => {})
      db.connection.transaction(undone)()
      return written
    },
  }
}
