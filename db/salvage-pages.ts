import { pageBytes } from './connect.ts'
import type { DatabaseKey } from './database-key.ts'
import { createOpenPage } from './salvage-cipher.ts'
import { openFileReader } from './salvage-file.ts'
import { readWal, type WalFrame } from './salvage-wal.ts'

/** The pages of a database as one moment knows them. Page numbers begin with 1. */
export interface Pages {
  /** Pages that the database should have, whether they are there or not. */
  readonly count: number
  /** The usable bytes of a page in plain, `null` where no copy of it is what was written. */
  readonly page: (pageNumber: number) => Buffer | null
  /** The copy that `page` gives is older than one that can no longer be read. */
  readonly isStale: (pageNumber: number) => boolean
}

export interface DamagedFile {
  /** Each page in its newest copy that proves itself, be it behind a broken place of the log. */
  readonly newest: Pages
  /** The pages that SQLite itself would read. */
  readonly believed: Pages
  /** Commits of the log that SQLite would pass over: both ways of reading may differ. */
  readonly differs: boolean
  /** Acknowledged commits stand behind a broken place of the log. */
  readonly isLogBroken: boolean
  /**
   * The database should be longer than its file is. SQLite takes what it finds behind the end for zeros, without asking
   * for their authentication code, and where a long row ends there it gives the row with zeros in it.
   */
  readonly endsEarly: boolean
  /** The log ends in a commit that is not whole: one that was never acknowledged, or a damaged one. */
  readonly logEndsTorn: boolean
  readonly close: () => void
}

/** Bytes that SQLite's header of the first page takes before its tree begins. */
export const databaseHeaderBytes = 100
const pageCountAt = 28

/**
 * Opens a database file and its write-ahead log for reading page by page, without SQLite, which would give up on page 1
 * or follow its own idea of the log. Nothing is written, and only the numbers of the log's frames are kept in memory.
 */
export function openDamaged({
  file,
  key,
}: {
  readonly file: string
  readonly key: DatabaseKey
}): DamagedFile {
  const main = openFileReader(file)
  const log = openFileReader(`${file}-wal`)
  const openPage = createOpenPage(key)
  const wal = readWal(log)
  const fromLog = (pageNumber: number) => (frame: WalFrame) =>
    openPage(pageNumber, log.readAt(frame.offset, pageBytes))
  const fromMain = (pageNumber: number) =>
    openPage(pageNumber, main.readAt((pageNumber - 1) * pageBytes, pageBytes))

  const believedFrames = newestByPage(wal.sound)
  const believed = (pageNumber: number): Buffer | null => {
    const frame = believedFrames.get(pageNumber)?.[0]
    return frame ? fromLog(pageNumber)(frame) : fromMain(pageNumber)
  }
  // Behind a broken place no checksum vouches for a frame's number, only the page itself does.
  const proven = wal.beyond.filter((frame) => fromLog(frame.pageNumber)(frame) !== null)
  const laterFrames = newestByPage([...wal.sound, ...proven])
  const pastFrames = newestByPage(wal.past)
  const stale = new Set<number>()
  const newest = (pageNumber: number): Buffer | null => {
    // In the order of their age, the youngest first. What is looked at only when asked for costs nothing.
    const copies = [
      ...(laterFrames.get(pageNumber) ?? []).map((frame) => () => fromLog(pageNumber)(frame)),
      () => fromMain(pageNumber),
      ...(pastFrames.get(pageNumber) ?? []).map((frame) => () => fromLog(pageNumber)(frame)),
    ]
    for (const [age, copy] of copies.entries()) {
      const bytes = copy()
      if (!bytes) continue
      if (age > 0) stale.add(pageNumber)
      return bytes
    }
    return null
  }
  const inFile = Math.ceil(main.sizeBytes / pageBytes)
  const countOf = (firstPage: Buffer | null, frames: ReadonlyMap<number, unknown>, isCertain: boolean) =>
    firstPage && isCertain
      ? firstPage.readUInt32BE(pageCountAt)
      : frames.keys().reduce((most, pageNumber) => Math.max(most, pageNumber), inFile)
  const firstPage = newest(1)
  const believedCount = countOf(believed(1), believedFrames, true)
  const wholePages = Math.floor(main.sizeBytes / pageBytes)
  const isBehindEnd = (pageNumber: number) => pageNumber > wholePages && !believedFrames.has(pageNumber)
  return {
    newest: {
      count: countOf(firstPage, laterFrames, !stale.has(1)),
      page: newest,
      isStale: (pageNumber) => stale.has(pageNumber),
    },
    believed: {
      count: believedCount,
      page: believed,
      isStale: () => false,
    },
    differs: wal.beyond.length > 0,
    isLogBroken: wal.isBroken,
    logEndsTorn: wal.endsTorn,
    endsEarly:
      // An emptied file SQLite takes for a new one, and deletes the log beside it.
      (wholePages === 0 && wal.sound.length > 0) || numbers(wholePages + 1, believedCount).some(isBehindEnd),
    close() {
      main.close()
      log.close()
    },
  }
}

function* numbers(from: number, to: number): Generator<number> {
  for (let number = from; number <= to; number += 1) yield number
}

/** The frames of each page, the youngest first. */
function newestByPage(frames: readonly WalFrame[]): ReadonlyMap<number, readonly WalFrame[]> {
  return Map.groupBy(frames.toReversed(), ({ pageNumber }) => pageNumber)
}
