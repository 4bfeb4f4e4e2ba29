import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { destroyFile, overwriteFile } from './destroy-file.ts'
import { partialEnding, syncFolder, writeDurably } from './durable-files.ts'
import { patiently } from './patiently.ts'

/*
 * The end of a laptop that head office revoked. The note says that head office has everything: it is written only when the
 * last receipt is there, and from then on whoever opens the folder destroys what is left, so that a power cut leaves
 * nothing half done.
 */
const revokedSchema = z.object({
  format: z.literal('northstar-revoked'),
  version: z.literal(1),
  /** When head office took the last of it, UTC milliseconds. */
  at: z.int(),
  /** Change sets that were handed over, sealed. */
  changeSets: z.int(),
  /** Pictures that were handed over with them, and those that were more than head office takes. */
  pictures: z.int().default(0),
  picturesLeft: z.int().default(0),
  deviceId: z.string(),
  storeCode: z.string(),
})
export type RevokedNote = Readonly<z.infer<typeof revokedSchema>>

const noteFile = (folder: string): string => join(folder, 'revoked.json')

/** The note that this laptop was revoked and everything handed over; `null` where there is none, or none readable. */
export function readRevokedNote(folder: string): RevokedNote | null {
  const file = noteFile(folder)
  if (!existsSync(file)) return null
  try {
    return revokedSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

/** From here on everything may be destroyed, and is. */
export const writeRevokedNote = (folder: string, note: RevokedNote): void =>
  writeDurably(noteFile(folder), JSON.stringify(note))

/** The laptop may begin anew: there is nothing of the store on it any more. */
export function removeRevokedNote(folder: string): void {
  rmSync(noteFile(folder), { force: true })
  syncFolder(folder)
}

/** Each opens the data, or helps to: they go first, so that a power cut leaves nothing that opens. */
const keys = [
  'key-wraps.json',
  'key-wraps.json.before',
  'recovery-request.json',
  'device-chain.json',
] as const
/** Backups have wraps beside them that open them and the database alike. */
const folders = ['backups', 'aside', 'journal', 'farewell'] as const
/** What else Northstar keeps in its folder. The person's own files are none of these. */
const others = ['erased-customers.json', 'installation.json', 'put-in-use.json'] as const

/**
 * Overwrites and removes every key, wrap, backup, aside, journal and database of a laptop. What `destroyFile` can and
 * cannot do is said there. Logs and the window's own files hold nothing of customers and stay. The caller holds the
 * folder, and nothing has the database open. Killed anywhere, it goes on when called next.
 * @param onStep gets what is gone
 */
export function destroyLaptop(folder: string, onStep: (gone: string) => void = () => {}): void {
  for (const name of keys)
    for (const file of [name, `${name}${partialEnding}`]) {
      patiently(() => destroyFile(join(folder, file)))
      onStep(file)
    }
  syncFolder(folder)
  for (const name of folders) destroyWrapsIn(join(folder, name), onStep)
  // Without its first bytes, which hold the salt, not even the key opens the database.
  for (const name of databasesIn(folder)) overwriteFile(join(folder, name))
  onStep('northstar.db')
  for (const name of folders) {
    destroyFolder(join(folder, name))
    onStep(name)
  }
  for (const name of databasesIn(folder)) patiently(() => destroyFile(join(folder, name)))
  for (const name of others)
    for (const file of [name, `${name}${partialEnding}`]) patiently(() => destroyFile(join(folder, file)))
  syncFolder(folder)
}

/** The database, its log, and whatever copies of it were being made: never the lock, which is held. */
const databasesIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => /^northstar(\.[a-z]+)?\.db/.test(name))

function destroyWrapsIn(place: string, onStep: (gone: string) => void): void {
  for (const file of filesIn(place)) {
    if (!file.includes('.keys.json')) continue
    patiently(() => destroyFile(file))
    onStep(file)
  }
}

function destroyFolder(place: string): void {
  for (const file of filesIn(place)) patiently(() => destroyFile(file))
  rmSync(place, { recursive: true, force: true })
}

function filesIn(place: string): readonly string[] {
  if (!existsSync(place)) return []
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
}
