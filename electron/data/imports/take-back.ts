import type { z } from 'zod'
import { Refusal } from '../../../contract/errors.ts'
import type { importUndoSchema } from '../../../contract/import-views.ts'
import type { ImportId } from '../../../core/ids.ts'
import type { Language } from '../../../core/market/language.ts'
import type { Showroom } from '../showroom.ts'
import type { ImportThread } from './import-thread.ts'
import { undoneUnits } from './plan-undo.ts'
import { createSayImport } from './say-import.ts'
import type { WriteImport } from './write-import.ts'

type Undo = Readonly<z.infer<typeof importUndoSchema>>

export interface TakeBack {
  /**
   * Says what of an import would go back to what it was before and what would stay, and unless `dryRun` writes it and
   * says what did.
   * @throws Refusal NOT_FOUND, IMPORT_UNDONE, IMPORT_NOT_KNOWN, IMPORT_UNDER_WAY, IMPORT_PLANNED_ANEW
   */
  readonly takeBack: (asked: {
    readonly importId: ImportId
    readonly dryRun: boolean
    readonly language: Language
  }) => Promise<Undo>
  readonly close: () => Promise<void>
}

export function createTakeBack(deps: {
  readonly showroom: Showroom
  readonly startThread: () => ImportThread
  readonly writeImport: WriteImport
}): TakeBack {
  const { showroom, startThread, writeImport } = deps
  const { db } = showroom
  const threads = new Set<ImportThread>()
  /** The import that is being taken back. */
  let underWay: { readonly fileName: string; readonly personName: string } | null = null

  const standing = (importId: ImportId) => {
    const record = db.imports.get(importId)
    if (!record) throw new Refusal('NOT_FOUND')
    if (record.undoneAt !== null) throw new Refusal('IMPORT_UNDONE')
    return record
  }
  const alone = async <T>(importId: ImportId, work: () => Promise<T>): Promise<T> => {
    if (underWay)
      throw new Refusal('IMPORT_UNDER_WAY', { file: underWay.fileName, person: underWay.personName })
    const personName = db.consultants.get(showroom.author())?.name ?? ''
    underWay = { fileName: standing(importId).fileName, personName }
    try {
      return await work()
    } finally {
      underWay = null
    }
  }
  const withThread = async <T>(work: (thread: ImportThread) => Promise<T>): Promise<T> => {
    const thread = startThread()
    threads.add(thread)
    try {
      return await work(thread)
    } finally {
      threads.delete(thread)
      await thread.end()
    }
  }

  const sayIn = (language: Language) =>
    createSayImport({
      market: showroom.pack,
      language,
      catalogue: showroom.catalogue()?.catalogue ?? null,
    })

  return {
    async takeBack({ importId, dryRun, language }) {
      standing(importId)
      const personId = showroom.author()
      const today = showroom.today()
      const work = () =>
        withThread(async (thread) => {
          const { undo, packed } = await thread.ask('undo', { importId, today, language })
          if (dryRun) return undo
          // Another window may have done so since.
          standing(importId)
          const cars = await writeImport.takeBack({
            importId,
            personId,
            packed,
            thread,
            isCancelled: () => false,
            onWritten: () => {},
          })
          return cars === null
            ? undo
            : undoneUnits({ stock: db.stock, say: sayIn(language), language }, undo, cars)
        })
      return dryRun ? work() : alone(importId, work)
    },
    async close() {
      await Promise.all([...threads].map((thread) => thread.end()))
    },
  }
}
