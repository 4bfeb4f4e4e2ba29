import { renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { Refusal } from '../contract/errors.ts'
import { errorForLog } from '../core/error-for-log.ts'
import { makeFolder } from '../db/make-folder.ts'

const largestBytes = 5_000_000

/**
 * The one logger of a process: structured lines in a file of the data folder. A line carries ids, codes and counts,
 * never what a customer said or who they are, and never a token.
 * @param name of the file, without `.log`
 * @throws Refusal FOLDER_NOT_WRITABLE
 */
export function createLog(folder: string, name: string): Logger {
  const file = join(folder, 'logs', `${name}.log`)
  try {
    makeFolder(join(folder, 'logs'))
    keepSmall(file)
    return pino(
      { base: null, serializers: { err: errorForLog } },
      pino.destination({ dest: file, sync: true, mode: 0o600 }),
    )
  } catch (cause) {
    throw new Refusal('FOLDER_NOT_WRITABLE', { folder }, { cause })
  }
}

function keepSmall(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > largestBytes) renameSync(file, `${file}.1`)
}
