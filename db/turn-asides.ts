import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { asidesFolder, isAsideName, newAsideName } from './aside.ts'
import { backupFile, backupKeysFile, removeBackup } from './backups.ts'
import type { DatabaseKey } from './database-key.ts'
import { destroyFile } from './destroy-file.ts'
import { partialEnding, syncFolder } from './durable-files.ts'
import { patiently } from './patiently.ts'
import { saltOfSealed, sealBytes, sealFile, sealFileAnew } from './sealed-file.ts'

/** The keys of a change: `formers` are those from before, of which each file on the disk still opens with one. */
export interface TurnKeys {
  readonly to: DatabaseKey
  readonly formers: readonly DatabaseKey[]
}

const sealedEnding = '.sealed'

/** What the databases in an aside open with: they may be damaged, and are sealed as they are and not encrypted anew. */
const keysFile = `former-keys.json${sealedEnding}`

/**
 * Seals whatever lies aside under the new key, byte for byte. Each aside keeps its own time; with the keys from before
 * alone nothing of it can be read. Killed anywhere, it goes on when called next.
 */
export function turnAsides(
  folder: string,
  keys: TurnKeys,
  randomBytes: (count: number) => Uint8Array,
  onFile: () => void = () => {},
): void {
  const place = asidesFolder(folder)
  if (!existsSync(place)) return
  for (const name of readdirSync(place).filter(isAsideName)) {
    const aside = join(place, name)
    keepKeysIn(aside, keys, randomBytes)
    for (const file of filesIn(aside)) {
      if (file.endsWith(partialEnding)) destroyFile(file)
      else turnFile(file, keys, randomBytes)
      onFile()
    }
  }
}

/** A backup that cannot be read whole, and so cannot be encrypted anew, goes aside with the wraps beside it. */
export function setBackupAside(folder: string, id: string, nowMs: number): void {
  const aside = join(asidesFolder(folder), newAsideName(folder, nowMs))
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  for (const file of [backupKeysFile(folder, id), backupFile(folder, id)])
    if (existsSync(file)) patiently(() => renameSync(file, join(aside, basename(file))))
  syncFolder(aside)
  syncFolder(asidesFolder(folder))
  removeBackup(folder, id)
}

/** Destroys what a database that was just replaced left aside, known by its being the one thing there that is not sealed. */
export function destroyUnsealedAsides(folder: string): void {
  const place = asidesFolder(folder)
  if (!existsSync(place)) return
  for (const name of readdirSync(place).filter(isAsideName)) {
    const aside = join(place, name)
    for (const file of filesIn(aside)) if (!file.endsWith(sealedEnding)) patiently(() => destroyFile(file))
    if (filesIn(aside).length === 0) rmSync(aside, { recursive: true })
  }
  syncFolder(place)
}

/** Never in plain: whoever has the new key needs them to go on from there. */
function keepKeysIn(
  aside: string,
  { to, formers }: TurnKeys,
  randomBytes: (count: number) => Uint8Array,
): void {
  const file = join(aside, keysFile)
  if (existsSync(file) || filesIn(aside).length === 0) return
  const partial = `${file}${partialEnding}`
  destroyFile(partial)
  sealBytes(Buffer.from(JSON.stringify(formers)), partial, to, randomBytes)
  patiently(() => renameSync(partial, file))
}

function turnFile(file: string, { to, formers }: TurnKeys, randomBytes: (count: number) => Uint8Array): void {
  const isSealed = file.endsWith(sealedEnding)
  const salt = isSealed ? saltOfSealed(file) : null
  if (salt === to.salt) return
  const before = formers.find((former) => former.salt === salt)
  if (isSealed && !before) throw new Error('What lies aside was sealed with a key that is not kept')
  const sealed = isSealed ? file : `${file}${sealedEnding}`
  const partial = `${sealed}${partialEnding}`
  destroyFile(partial)
  if (before) sealFileAnew(file, partial, { before, now: to }, randomBytes)
  else sealFile(file, partial, to, randomBytes)
  patiently(() => renameSync(partial, sealed))
  syncFolder(dirname(sealed))
  if (!isSealed) patiently(() => destroyFile(file))
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
