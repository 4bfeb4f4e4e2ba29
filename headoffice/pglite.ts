import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { PGlite, type Transaction } from '@electric-sql/pglite'
import { Refusal } from '../contract/errors.ts'
import { holdFolder } from './folder-hold.ts'
import type { SqlDoor } from './sql.ts'
import { sqlOf } from './sql-of.ts'

/** A trial head office's database; `endedWell` is whether the one before closed it in order (true for a new one). */
export interface TrialDoor extends SqlDoor {
  readonly endedWell: boolean
}

/**
 * Opens head office's database in a folder with nothing to install. PGlite does not sync its files to disk, so all that
 * it answers is marked `trial`, and after an end that was not in order its newest records may be gone.
 * @throws Refusal DATABASE_NOT_READABLE, and as `holdFolder` does
 */
export async function openPglite(folder: string): Promise<TrialDoor> {
  const hold = holdFolder(folder)
  const data = join(folder, 'pglite')
  const closedMark = join(folder, 'closed-in-order')
  const endedWell = !existsSync(data) || existsSync(closedMark)
  // After an end in order all that is there lies on the disk: only what changes from here on has to be put there.
  const onDisk = existsSync(closedMark) ? stampsOf(data) : new Map<string, string>()
  rmSync(closedMark, { force: true })
  // A mark that came back with a power cut would call torn data whole.
  syncFolder(folder)
  const db = await PGlite.create(data).catch((cause: unknown) => {
    hold.release()
    throw new Refusal('DATABASE_NOT_READABLE', { file: data }, { cause })
  })
  return {
    ...sqlOn(db),
    mark: 'trial',
    endedWell,
    transaction: (work) => db.transaction((transaction) => work(sqlOn(transaction))),
    async close() {
      try {
        await db.close()
        // What the mark says has to be on the disk before the mark can be: a power cut may come next.
        syncTree(data, onDisk)
        syncFolder(folder)
        writeFileSync(closedMark, '')
        sync(closedMark, 'r+')
        syncFolder(folder)
      } finally {
        hold.release()
      }
    },
  }
}

const sqlOn = (queryable: PGlite | Transaction) => sqlOf(queryable, (text) => queryable.exec(text))

/** Puts on the disk all that a folder holds, however deep, but for the files that are as they were. */
function syncTree(folder: string, onDisk: ReadonlyMap<string, string>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncTree(path, onDisk)
    else if (onDisk.get(path) !== stampOf(path)) sync(path, 'r+')
  }
  syncFolder(folder)
}

/** Every file in a folder, however deep, with what tells whether it was written since. */
function stampsOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  )
  const paths = files.map(({ parentPath, name }) => join(parentPath, name))
  return new Map(paths.map((path) => [path, stampOf(path)]))
}

function stampOf(path: string): string {
  const { ino, size, mtimeNs } = statSync(path, { bigint: true })
  return [ino, size, mtimeNs].join(' ')
}

/** Puts on the disk which names a folder holds; Windows does so by itself, and opens no folder for it. */
function syncFolder(folder: string): void {
  if (process.platform !== 'win32') sync(folder, 'r')
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
