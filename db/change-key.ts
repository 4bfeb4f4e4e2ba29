import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../contract/errors.ts'
import { createAccessLog } from './access-log.ts'
import { readBackups } from './backups.ts'
import { checkDatabase } from './check-database.ts'
import { type Connection, connectFileReader, connectWriter, databaseFile, encryptAnew } from './connect.ts'
import { differenceBetween } from './copy-database.ts'
import { copyFile } from './copy-file.ts'
import { databaseEndings } from './database-files.ts'
import type { DatabaseKey } from './database-key.ts'
import { finishPutInUse, isNamedByMarker, putInUse } from './put-in-use.ts'
import { readSalt } from './salt.ts'
import { destroyUnsealedAsides, type TurnKeys, turnAsides } from './turn-asides.ts'
import { turnBackups } from './turn-backups.ts'
import { turnJournal } from './turn-journal.ts'

/** Where the database under the new key is made ready. */
export const turnedFile = (folder: string): string => join(folder, 'northstar.turned.db')

/** What is on the disk when `onStep` says so, in this order. `backup` and `aside` come once for each file. */
type TurnStep = 'entered' | 'copied' | 'backup' | 'aside' | 'journal' | 'in-use' | 'done'

interface ChangeKeyOptions extends TurnKeys {
  readonly folder: string
  readonly nowMs: number
  /** The mark of the request that head office answered. */
  readonly request: string
  readonly randomBytes: (count: number) => Uint8Array
  /** Gets percent. */
  readonly onProgress?: (done: number, of: number) => void
  readonly onStep?: (step: TurnStep) => void
}

/**
 * Brings everything on this laptop that opens with a key from before under the new one, so that whoever learned an old
 * key, or kept an old recovery code with a copy of the wraps, opens nothing that lies here any more:
 *
 * 1. The access log says that head office gave the key back. The database is copied, the copy encrypted anew, read
 *    through and compared with it row for row. One that is damaged shows itself here, before anything is changed.
 * 2. Backups are encrypted anew, what was set aside is sealed byte for byte, the journal is written anew.
 * 3. The copy is put in use, and the one before is overwritten.
 *
 * Each file says by its salt which key it opens with, so that there is no other note of how far it came: killed anywhere,
 * it goes on when called next, and meanwhile each file opens with a key that is kept. The caller holds the folder, the
 * database is at the newest version, sound as far as is known, and nothing has it open.
 * @throws Refusal DATABASE_DAMAGED when the database cannot be read whole: it is as it was then
 */
export function changeKey(options: ChangeKeyOptions): void {
  const { folder, to, formers, nowMs, randomBytes, onProgress = () => {}, onStep = () => {} } = options
  finishPutInUse(folder)
  removeCopy(folder)
  const file = databaseFile(folder)
  const from = formers.find(({ salt }) => salt === readSalt(file)) ?? null
  onProgress(0, 100)
  if (from) {
    enter(options, from)
    onStep('entered')
    copyUnder(folder, { from, to }, (percent) => onProgress(Math.floor(percent * 0.4), 100))
  }
  onStep('copied')
  const backups = Math.max(1, readBackups(folder).length)
  let turned = 0
  turnBackups(folder, options, nowMs, () => {
    turned += 1
    onProgress(40 + Math.floor((50 * turned) / backups), 100)
    onStep('backup')
  })
  turnAsides(folder, options, randomBytes, () => onStep('aside'))
  turnJournal(folder, options, randomBytes)
  onStep('journal')
  if (from) {
    putInUse({ folder, from: turnedFile(folder), nowMs })
    onStep('in-use')
    destroyUnsealedAsides(folder)
  }
  onStep('done')
  onProgress(100, 100)
}

/** Once for each request, however often this begins anew; and the write-ahead log goes into the file. */
function enter({ folder, nowMs, request }: ChangeKeyOptions, key: DatabaseKey): void {
  const connection = connectWriter(folder, key)
  try {
    const write = connection.transaction(() => {
      if (isEntered(connection, request)) return
      const detail = { request }
      createAccessLog(connection).append({
        at: nowMs,
        personId: null,
        act: 'opened-by-headoffice',
        customerId: null,
        detail,
      })
    })
    write.immediate()
    connection.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    connection.close()
  }
}

const isEntered = (connection: Connection, request: string): boolean =>
  connection
    .prepare(
      "SELECT 1 FROM access_log WHERE act = 'opened-by-headoffice' AND json_extract(detail, '$.request') = ?",
    )
    .get(request) !== undefined

function copyUnder(
  folder: string,
  { from, to }: { readonly from: DatabaseKey; readonly to: DatabaseKey },
  onProgress: (percent: number) => void,
): void {
  const file = databaseFile(folder)
  const copy = turnedFile(folder)
  try {
    copyFile(file, copy)
    encryptAnew(copy, from, to)
    onProgress(40)
    if (checkDatabase({ file: copy, key: to }).extent !== 'none') throw new Refusal('DATABASE_DAMAGED')
    onProgress(60)
    compare({ file, key: from }, { file: copy, key: to })
    onProgress(100)
  } catch (error) {
    removeCopy(folder)
    throw error
  }
}

type Readable = { readonly file: string; readonly key: DatabaseKey }

function compare(one: Readable, other: Readable): void {
  const before = connectFileReader(one.file, one.key)
  try {
    const copy = connectFileReader(other.file, other.key)
    try {
      const difference = differenceBetween(before, copy, () => {})
      if (difference !== null) throw new Error(`The copy under the new key differs in ${difference}`)
    } finally {
      copy.close()
    }
  } finally {
    before.close()
  }
}

function removeCopy(folder: string): void {
  const copy = turnedFile(folder)
  if (isNamedByMarker(copy)) return
  for (const ending of databaseEndings) if (existsSync(`${copy}${ending}`)) rmSync(`${copy}${ending}`)
}

/**
 * Which of the keys the database in use opens with, by the salt at its head.
 * @returns `null` for a file that says another salt, or where there is none
 */
export function keyInUse(folder: string, keys: readonly DatabaseKey[]): DatabaseKey | null {
  const salt = readSalt(databaseFile(folder))
  return keys.find((key) => key.salt === salt) ?? null
}
