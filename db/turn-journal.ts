import { renameSync } from 'node:fs'
import { destroyFile } from './destroy-file.ts'
import { syncFolder } from './durable-files.ts'
import {
  clearJournalFolder,
  createJournalWriter,
  type JournalFile,
  journalFiles,
  journalFolder,
  partialPath,
  readJournalFile,
} from './outbox-journal-files.ts'
import { journalKeyOf } from './outbox-journal-frames.ts'
import type { JournalRecord } from './outbox-journal-record.ts'
import { patiently } from './patiently.ts'
import type { TurnKeys } from './turn-asides.ts'

/**
 * Writes the outbox journal anew under the new key, and overwrites the files before. Killed anywhere, the journal is the
 * one before or the new one whole. What could not be read of it stays behind, as when it is written anew for an erasure.
 */
export function turnJournal(
  folder: string,
  { to, formers }: TurnKeys,
  randomBytes: (count: number) => Uint8Array,
): void {
  clearJournalFolder(folder)
  const before = journalFiles(folder)
  const under = (file: JournalFile): readonly JournalRecord[] =>
    formers.flatMap((former) => readJournalFile(file, journalKeyOf(former)).records)
  if (before.every((file) => under(file).length === 0)) return
  const key = journalKeyOf(to)
  const anew = createJournalWriter(folder, { key, randomBytes, isAnew: true })
  try {
    for (const file of before) anew.append([...under(file), ...readJournalFile(file, key).records])
  } finally {
    anew.close()
  }
  patiently(() => renameSync(partialPath(anew.file), anew.file.path))
  syncFolder(journalFolder(folder))
  for (const { path } of before) patiently(() => destroyFile(path))
}
