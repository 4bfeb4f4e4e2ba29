import {
  closeSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { destroyFile } from './destroy-file.ts'
import { syncFolder } from './durable-files.ts'
import { makeFolder } from './make-folder.ts'
import { type JournalKey, missingOf, readFrames, readHeads, sealFrame } from './outbox-journal-frames.ts'
import { type JournalRecord, readRecord, recordBytes } from './outbox-journal-record.ts'
import { readWhatIsThere } from './salvage-file.ts'

export const journalFolder = (folder: string): string => join(folder, 'journal')

/** A journal file; `isAnew` says that it stands for every file with a lower number. Numbers are never used twice. */
export interface JournalFile {
  readonly path: string
  readonly fileNumber: number
  readonly isAnew: boolean
}

/** The file with a number, or the name it will have. */
function journalFileOf(folder: string, fileNumber: number, isAnew: boolean): JournalFile {
  const name = `${String(fileNumber).padStart(6, '0')}${isAnew ? '-anew' : ''}.journal`
  return { path: join(journalFolder(folder), name), fileNumber, isAnew }
}

/** Every file there is, the oldest first, whether it counts or not. */
function allFiles(folder: string): readonly JournalFile[] {
  if (!existsSync(journalFolder(folder))) return []
  return readdirSync(journalFolder(folder))
    .flatMap((name) => {
      const [, number, anew] = /^(\d{6,})(-anew)?\.journal$/.exec(name) ?? []
      return number === undefined ? [] : [journalFileOf(folder, Number(number), anew !== undefined)]
    })
    .sort((a, b) => a.fileNumber - b.fileNumber)
}

/** The files that count, the oldest first: one that was written anew ends all before it, though they may still lie there. */
export function journalFiles(folder: string): readonly JournalFile[] {
  const files = allFiles(folder)
  return files.slice(
    Math.max(
      0,
      files.findLastIndex(({ isAnew }) => isAnew),
    ),
  )
}

/** Takes away what a process that ended in the middle of writing anew left behind. */
export function clearJournalFolder(folder: string): void {
  if (!existsSync(journalFolder(folder))) return
  for (const name of readdirSync(journalFolder(folder)))
    if (name.endsWith(partialEnding)) destroyFile(join(journalFolder(folder), name))
  const counting = new Set(journalFiles(folder).map(({ path }) => path))
  for (const { path } of allFiles(folder)) if (!counting.has(path)) destroyFile(path)
}

interface FileContent {
  readonly records: readonly JournalRecord[]
  /** Change sets that were in the file and can no longer be read; a write cut short at its end counts as one. */
  readonly damaged: number
}

export function readJournalFile({ path, fileNumber }: JournalFile, key: JournalKey): FileContent {
  const frames = readFrames(key, fileNumber, readWhatIsThere(path))
  const records = frames.records.map(readRecord).filter((record) => record !== null)
  const unknown = frames.records.length - records.length
  return { records, damaged: frames.damaged + unknown + (frames.isTorn ? 1 : 0) }
}

interface FileSpan {
  readonly count: number
  /** The positions of the first and the highest change set; `null` where no head can be read. */
  readonly first: number | null
  readonly highest: number | null
  /** Every head of the file can be read. */
  readonly isWhole: boolean
}

/** What a file's heads say of it, without opening its records. */
export function spanOf({ path, fileNumber }: JournalFile): FileSpan {
  const bytes = readWhatIsThere(path)
  const heads = readHeads(fileNumber, bytes)
  const positions = heads.map(({ position }) => position)
  return {
    count: heads.length,
    first: positions[0] ?? null,
    highest: positions.reduce<number | null>((most, position) => Math.max(most ?? 0, position), null),
    isWhole:
      missingOf(heads.map(({ sequence }) => sequence)) === 0 && (heads.at(-1)?.end ?? 0) === bytes.length,
  }
}

export interface JournalWriter {
  readonly file: JournalFile
  /** Adds records at the end; on the disk when it returns. A write that fails leaves the file as it was. */
  readonly append: (records: readonly JournalRecord[]) => void
  readonly close: () => void
}

const partialEnding = '.partial'
export const partialPath = ({ path }: JournalFile): string => `${path}${partialEnding}`

/** Makes a new journal file; one that is written anew counts only when it is given its name. */
export function createJournalWriter(
  folder: string,
  deps: {
    readonly key: JournalKey
    readonly randomBytes: (count: number) => Uint8Array
    readonly isAnew: boolean
  },
): JournalWriter {
  makeFolder(journalFolder(folder))
  const file = journalFileOf(folder, 1 + (allFiles(folder).at(-1)?.fileNumber ?? 0), deps.isAnew)
  const descriptor = openSync(deps.isAnew ? partialPath(file) : file.path, 'wx', 0o600)
  syncFolder(journalFolder(folder))
  syncFolder(folder)
  let sizeBytes = 0
  let sequence = 0
  return {
    file,
    append(records) {
      const frames = records.map((record, index) => {
        const place = { fileNumber: file.fileNumber, sequence: sequence + index, position: record.position }
        return sealFrame(deps.key, place, recordBytes(record), deps.randomBytes(12))
      })
      const bytes = Buffer.concat(frames)
      try {
        for (let at = 0; at < bytes.length; )
          at += writeSync(descriptor, bytes, at, bytes.length - at, sizeBytes + at)
        fdatasyncSync(descriptor)
      } catch (error) {
        ftruncateSync(descriptor, sizeBytes)
        throw error
      }
      sizeBytes += bytes.length
      sequence += records.length
    },
    close: () => closeSync(descriptor),
  }
}
