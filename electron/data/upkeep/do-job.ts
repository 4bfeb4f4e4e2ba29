import { existsSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { Refusal } from '../../../contract/errors.ts'
import { assertNever } from '../../../core/assert-never.ts'
import type { NewId } from '../../../core/ids.ts'
import { foldName } from '../../../core/market/fold-name.ts'
import { bringBackJournaled } from '../../../db/bring-back-journaled.ts'
import { changeKey } from '../../../db/change-key.ts'
import { checkDatabase, rebuild } from '../../../db/check-database.ts'
import { connectWriter, databaseFile } from '../../../db/connect.ts'
import type { DatabaseKey } from '../../../db/database-key.ts'
import { encryptPlainDatabase } from '../../../db/encrypt-plain-database.ts'
import { makeBackup } from '../../../db/make-backup.ts'
import { migrate } from '../../../db/migrate.ts'
import { createOutboxJournal } from '../../../db/outbox-journal.ts'
import { restoreBackup } from '../../../db/restore-backup.ts'
import { salvageDatabase } from '../../../db/salvage.ts'
import type { Results, UpkeepData } from './upkeep-protocol.ts'

type OnProgress = (done: number, of: number | null) => void

interface Deps {
  readonly newId: NewId
  readonly randomBytes: (count: number) => Uint8Array
  readonly onProgress: OnProgress
}

/** Does one job from beginning to end; what it opens is closed when this returns. */
export function doJob(data: UpkeepData, deps: Deps): Results[keyof Results] {
  const { job, ...place } = data
  const options = { ...place, ...deps, foldName }
  switch (job.type) {
    case 'encrypt':
      encryptPlainDatabase({ ...place, onStep: deps.onProgress })
      return {}
    case 'migrate':
      return upgrade({ ...options, nowMs: job.nowMs })
    case 'check':
      return checkAndRebuild({ ...options, onProgress: deps.onProgress })
    case 'count-journal':
      return { records: createOutboxJournal(options).count() }
    case 'replay':
      return bringBackJournaled(options)
    case 'salvage':
      return { report: salvageDatabase(options) }
    case 'backup':
      giveWay()
      return makeBackup({ ...options, kind: job.kind, nowMs: job.nowMs })
    case 'restore':
      return restoreBackup({ ...options, backupId: job.backupId, nowMs: job.nowMs })
    case 'change-key':
      changeKey({ ...options, to: place.key, formers: job.formers, request: job.request, nowMs: job.nowMs })
      return {}
    default:
      return assertNever(job)
  }
}

/** People are at work meanwhile. Only Linux gives a thread a priority of its own; elsewhere it would be the process's. */
function giveWay(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)
}

function upgrade({
  nowMs,
  onProgress,
  ...options
}: Omit<UpkeepData, 'job'> & Deps & { readonly nowMs: number }): Results['migrate'] {
  const { folder, key } = options
  const connection = connectWriter(folder, key)
  let steps = 0
  try {
    const { from, to } = migrate(connection, {
      ...options,
      clock: () => nowMs,
      // The check afterwards is one step more.
      onStep: (done, of) => {
        steps = of + 1
        onProgress(done, steps)
      },
    })
    connection.close()
    if (checkDatabase({ file: databaseFile(folder), key }).extent !== 'none')
      throw new Refusal('DATABASE_DAMAGED')
    onProgress(steps, steps)
    return { from, to }
  } finally {
    connection.close()
  }
}

/** What is only told from the tables is told again, such as an index; what was recorded is not touched. */
function checkAndRebuild({
  folder,
  key,
  onProgress,
}: {
  readonly folder: string
  readonly key: DatabaseKey
  readonly onProgress: OnProgress
}): Results['check'] {
  const file = databaseFile(folder)
  if (!existsSync(file)) return { extent: 'all', rebuilt: false }
  const { extent, rebuildable } = checkDatabase({ file, key, onProgress })
  if (!rebuildable) return { extent, rebuilt: false }
  const connection = connectWriter(folder, key)
  try {
    if (!rebuild(connection)) return { extent, rebuilt: false }
  } finally {
    connection.close()
  }
  const after = checkDatabase({ file, key, onProgress })
  return { extent: after.extent, rebuilt: after.extent === 'none' }
}
