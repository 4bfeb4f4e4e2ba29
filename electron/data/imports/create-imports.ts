import type { DatabaseKey } from '../../../db/database-key.ts'
import type { After } from '../../timer.ts'
import type { Showroom } from '../showroom.ts'
import { createStockClaims } from '../stock-claims.ts'
import { createImportRuns, type ImportRuns } from './import-runs.ts'
import { startImportThread } from './import-thread.ts'
import { createTakeBack, type TakeBack } from './take-back.ts'
import { createWriteImport } from './write-import.ts'

export interface Imports {
  readonly runs: ImportRuns
  readonly takeBack: TakeBack['takeBack']
  /** Lets go of what is under way; what is being written of a stock list stops after the cars that are. */
  readonly close: () => Promise<void>
}

/** Imports and their undo, each read and planned in a worker thread. @param deps.workerFile `import-worker.ts`, or its bundle */
export function createImports(
  showroom: Showroom,
  deps: {
    readonly workerFile: URL | string
    readonly folder: string
    readonly key: DatabaseKey
    readonly monotonicMs: () => number
    readonly after: After
  },
): Imports {
  const { workerFile, folder, key, monotonicMs, after } = deps
  const writeImport = createWriteImport(showroom, createStockClaims(showroom))
  const common = { folder, key, market: showroom.pack }
  const runs = createImportRuns({
    showroom,
    writeImport,
    monotonicMs,
    after,
    startThread: (file, onProgress) =>
      startImportThread({ workerFile, workerData: { ...common, file }, onProgress }),
  })
  const { takeBack, close } = createTakeBack({
    showroom,
    writeImport,
    startThread: () => startImportThread({ workerFile, workerData: { ...common, file: null } }),
  })
  return {
    runs,
    takeBack,
    async close() {
      await Promise.all([runs.close(), close()])
    },
  }
}
