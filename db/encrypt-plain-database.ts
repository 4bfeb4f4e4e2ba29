import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import {
  type Connection,
  connectFileReader,
  connectFileWriter,
  connectPlainReader,
  databaseFile,
  recoverPlain,
} from './connect.ts'
import { copyDatabase, countRows, differenceBetween } from './copy-database.ts'
import { besideEndings, databaseEndings } from './database-files.ts'
import type { DatabaseKey } from './database-key.ts'
import { destroyFile, overwriteFile } from './destroy-file.ts'
import { syncFile, syncFolder } from './durable-files.ts'
import { refuseForeign } from './refuse-foreign.ts'

/** What is on the disk when `onStep` says so, in this order. */
export type EncryptStep =
  | 'copying'
  | 'comparing'
  /** The encrypted copy is whole, compared row for row, and on the disk. From here it is the truth. */
  | 'kept'
  | 'backups-destroyed'
  | 'plain-overwritten'
  | 'log-destroyed'
  | 'in-use'

type OnStep = (done: number, of: number | null, step: EncryptStep) => void

/** The encrypted copy while it is being made; worth nothing before it is whole. */
const unfinishedFile = (folder: string): string => `${databaseFile(folder)}.encrypting`

/** The encrypted copy when it is whole. While it stands beside `northstar.db`, that one is the plain database, or what is left of it. */
const finishedFile = (folder: string): string => `${databaseFile(folder)}.encrypted`

/**
 * Whether a data folder holds the plain database of an earlier build, or one whose encryption was cut short. Only
 * while nothing has the database open: closing a file here lets go of SQLite's locks on it.
 */
export function isPlainDatabase(folder: string): boolean {
  return existsSync(finishedFile(folder)) || isPlain(databaseFile(folder))
}

/**
 * Whether a data folder holds a database that only its key opens, or at least the log of one that was emptied. Only while
 * nothing has it open.
 */
export function hasEncryptedDatabase(folder: string): boolean {
  const file = databaseFile(folder)
  return existsSync(finishedFile(folder)) || (hasBytes(file) ? !isPlain(file) : hasBytes(`${file}-wal`))
}

/**
 * Encrypts the plain database of an earlier build and destroys everything plain that it left: the file, its log and its
 * backups. Killed anywhere, it begins again or goes on when called next, and every row is in one whole file meanwhile:
 *
 * 1. Every row is copied into a new encrypted file. The plain one is only read, its log left as it is.
 * 2. The copy is read back, checked, and compared with the plain one row for row; then it gets the name that says it is
 *    whole (`kept`). Nothing plain is touched before.
 * 3. Plain backups, the plain file from its first byte, and its log are overwritten (see `destroyFile` for what that
 *    can and cannot do), and the copy takes the file's place in one step. No log of the plain file may be there by
 *    then: SQLite would write it into the encrypted one.
 *
 * The caller holds the folder, and nothing has the database open.
 * @param options.onStep told what is done: rows of all rows while copying and comparing, and each step once it is on the disk
 * @throws Refusal DATABASE_NOT_READABLE for a damaged file or another program's, which is not touched
 */
export function encryptPlainDatabase(options: {
  readonly folder: string
  readonly key: DatabaseKey
  readonly onStep?: OnStep
}): void {
  const { folder, key } = options
  if (!isPlainDatabase(folder)) return
  const progress = createProgress(options.onStep)
  removeUnfinished(folder)
  if (!existsSync(finishedFile(folder))) {
    try {
      makeCopy(folder, key, progress)
    } catch (error) {
      // What it took of a full disk is given back.
      removeUnfinished(folder)
      throw error
    }
  }
  destroyPlain(folder, key, progress)
}

function makeCopy(folder: string, key: DatabaseKey, progress: Progress): void {
  const copy = unfinishedFile(folder)
  const plain = openPlain(folder)
  try {
    progress.expect(2 * countRows(plain))
    const writer = connectFileWriter(copy, key)
    try {
      chmodSync(copy, 0o600)
      // Worth nothing until it is whole, so nothing of it need be on the disk before, and no log beside it.
      writer.pragma('synchronous = OFF')
      if (writer.pragma('journal_mode = MEMORY', { simple: true }) !== 'memory')
        throw new Error('The copy still has a log')
      copyDatabase(plain, writer, (rows) => progress.rows('copying', rows))
    } finally {
      writer.close()
    }
    syncFile(copy)
    const reader = connectFileReader(copy, key)
    try {
      compare(plain, reader, progress)
    } finally {
      reader.close()
    }
  } finally {
    plain.close()
  }
  renameSync(copy, finishedFile(folder))
  syncFolder(folder)
  progress.step('kept')
}

/** @throws Refusal DATABASE_NOT_READABLE */
function openPlain(folder: string): Connection {
  const file = databaseFile(folder)
  // A transaction that was cut short in its journal has to be taken back, which reading alone cannot do.
  if (existsSync(`${file}-journal`) && !existsSync(`${file}-wal`)) recoverPlain(file)
  const plain = connectPlainReader(file)
  try {
    refuseForeign(plain, file)
    return plain
  } catch (error) {
    plain.close()
    throw error
  }
}

function compare(plain: Connection, copy: Connection, progress: Progress): void {
  const found = copy.pragma('integrity_check', { simple: true })
  if (found !== 'ok') throw new Error('The encrypted copy is not sound')
  const difference = differenceBetween(plain, copy, (rows) => progress.rows('comparing', rows))
  if (difference !== null) throw new Error(`The encrypted copy differs in ${difference}`)
}

function destroyPlain(folder: string, key: DatabaseKey, progress: Progress): void {
  const file = databaseFile(folder)
  const copy = finishedFile(folder)
  // Before anything goes: it opens with the key that is at hand.
  connectFileReader(copy, key).close()
  for (const backup of databasesIn(join(folder, 'backups')).filter(isPlainRest))
    for (const ending of databaseEndings) destroyFile(`${backup}${ending}`)
  progress.step('backups-destroyed')
  if (existsSync(file)) overwriteFile(file)
  progress.step('plain-overwritten')
  for (const ending of besideEndings) destroyFile(`${file}${ending}`)
  syncFolder(folder)
  progress.step('log-destroyed')
  renameSync(copy, file)
  syncFolder(folder)
  progress.step('in-use')
}

/** A plain database, or the beginning of one that was never finished: no encrypted file begins with zeros or so short. */
function isPlainRest(file: string): boolean {
  const head = headOf(file)
  return !head.isWhole || head.text === plainHead || /^\0+$/.test(head.text)
}

const plainHead = 'SQLite format 3\0'

const isPlain = (file: string): boolean => hasBytes(file) && headOf(file).text === plainHead

/** A file without a byte holds no database yet, or no longer. */
const hasBytes = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0

function headOf(file: string): { readonly text: string; readonly isWhole: boolean } {
  const head = Buffer.alloc(plainHead.length)
  const descriptor = openSync(file, 'r')
  try {
    const read = readSync(descriptor, head, 0, head.length, 0)
    return { text: head.toString('latin1', 0, read), isWhole: read === head.length }
  } finally {
    closeSync(descriptor)
  }
}

function databasesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.db'))
    .map(({ name }) => join(folder, name))
}

function removeUnfinished(folder: string): void {
  for (const ending of databaseEndings) rmSync(`${unfinishedFile(folder)}${ending}`, { force: true })
}

interface Progress {
  readonly expect: (rows: number) => void
  readonly rows: (step: EncryptStep, rows: number) => void
  readonly step: (step: EncryptStep) => void
}

function createProgress(onStep: OnStep | undefined): Progress {
  let done = 0
  let of: number | null = null
  return {
    expect: (rows) => {
      of = rows
    },
    rows: (step, rows) => {
      done += rows
      onStep?.(done, of, step)
    },
    step: (step) => onStep?.(done, of, step),
  }
}
