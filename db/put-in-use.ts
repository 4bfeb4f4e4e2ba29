import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import { asidesFolder, isAsideName, newAsideName } from './aside.ts'
import { databaseFile } from './connect.ts'
import { besideEndings, databaseEndings } from './database-files.ts'
import { syncFile, syncFolder, writeDurably } from './durable-files.ts'
import { patiently } from './patiently.ts'

/**
 * Putting another database in the place of the one in use.
 *
 * The database and its log are several files, and no file system moves several at once. A log left beside a database
 * that it does not belong to would be written into it. So a marker file says what is to be done before anything moves,
 * and whoever opens the folder next does the rest: until the marker is on the disk the old database is in use, whole,
 * and from then on the new one is.
 */
const markerSchema = z.object({
  /** The new database beside the old one, `null` to leave none. */
  from: z
    .string()
    .regex(/^[a-z.-]+\.db$/)
    .nullable(),
  aside: z.string().refine(isAsideName),
})
type Marker = z.infer<typeof markerSchema>

const markerFile = (folder: string) => join(folder, 'put-in-use.json')

/** Called when a step is on the disk. */
type OnStep = (step: 'marked' | 'one-aside' | 'all-aside' | 'in-place' | 'done') => void

interface Steps {
  readonly onStep?: OnStep
  /** The operating system's own, unless a test has one that fails. */
  readonly rename?: (from: string, to: string) => void
}

/**
 * Puts a database in use. What was in use goes aside whole. The caller holds the folder, and nothing has it open. When
 * it fails after its marker is on the disk, `isNamedByMarker`, the new database must stay where it is: whoever opens
 * the folder next, or puts the same one in use again, does the rest.
 * @param options.from a whole database in the same folder, closed
 * @throws Refusal DISK_FAILED when another program holds a file of it for long; as `finishPutInUse`
 */
export function putInUse(
  options: { readonly folder: string; readonly from: string; readonly nowMs: number } & Steps,
): void {
  const { folder, from } = options
  if (dirname(from) !== folder) throw new Error('A database can be put in use from its own folder only')
  // One that was cut short knows where the rest of the old database belongs.
  const begun = readMarker(folder)
  finishPutInUse(folder, options)
  if (begun?.from === basename(from)) return
  refuseOpenLog(from)
  syncFile(from)
  mark(options, basename(from))
  finishPutInUse(folder, options)
}

/**
 * Sets what is in use aside, whole and with the journal that goes with it, and leaves nothing in its place. The caller
 * holds the folder, and nothing has it open.
 */
export function setAside(options: { readonly folder: string; readonly nowMs: number } & Steps): void {
  finishPutInUse(options.folder, options)
  mark(options, null)
  finishPutInUse(options.folder, options)
}

/** Whether a database beside the one in use is about to take its place, or may be: then nobody else may touch it. */
export function isNamedByMarker(file: string): boolean {
  const folder = dirname(file)
  try {
    return readMarker(folder)?.from === basename(file)
  } catch (error) {
    if (error instanceof Refusal) return true
    throw error
  }
}

/**
 * Does the rest of what a `putInUse` or `setAside` that was cut short had begun. Called by whoever holds the folder,
 * before anything looks for its database.
 * @throws Refusal FILE_NOT_USABLE when the marker is not one; REPLACEMENT_MISSING when neither the new database nor one
 *   in use is there; DISK_FAILED when another program holds a file of it for long: what is left is done when next called
 */
export function finishPutInUse(folder: string, { onStep = () => {}, rename = renameSync }: Steps = {}): void {
  const marker = readMarker(folder)
  if (marker === null) return
  onStep('marked')
  const file = databaseFile(folder)
  const from = marker.from === null ? null : join(folder, marker.from)
  const aside = join(asidesFolder(folder), marker.aside)
  // Without the marker the next opening would make an empty database, and write the old one's log into it.
  if (from !== null && !existsSync(from) && !existsSync(file))
    throw new Refusal('REPLACEMENT_MISSING', { file: from, aside })
  // Once the new one has its name, what has that name is no longer the old one.
  if (from === null || existsSync(from)) {
    mkdirSync(aside, { recursive: true, mode: 0o700 })
    const old = [
      ...databaseEndings.map((ending) => `${file}${ending}`),
      ...(from === null ? [join(folder, 'journal')] : []),
    ]
    for (const path of old) {
      if (!existsSync(path)) continue
      patiently(() => rename(path, join(aside, basename(path))))
      onStep('one-aside')
    }
    for (const place of [aside, asidesFolder(folder), folder]) syncFolder(place)
    onStep('all-aside')
    if (from !== null) patiently(() => rename(from, file))
    syncFolder(folder)
  }
  onStep('in-place')
  patiently(() => rmSync(markerFile(folder)))
  syncFolder(folder)
  onStep('done')
}

function mark({ folder, nowMs }: { readonly folder: string; readonly nowMs: number }, from: string | null) {
  const marker: Marker = { from, aside: newAsideName(folder, nowMs) }
  patiently(() => writeDurably(markerFile(folder), JSON.stringify(marker)))
}

function readMarker(folder: string): Marker | null {
  const file = markerFile(folder)
  if (!existsSync(file)) return null
  try {
    return markerSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Refusal('FILE_NOT_USABLE', { file }, { cause })
  }
}

/** A database with a log of its own is not closed: its newest rows would stay behind. */
function refuseOpenLog(file: string): void {
  for (const ending of ['-wal', '-journal']) {
    const size = statSync(`${file}${ending}`, { throwIfNoEntry: false })?.size ?? 0
    if (size > 0) throw new Error('A database that is not closed cannot be put in use')
  }
  for (const ending of besideEndings) rmSync(`${file}${ending}`, { force: true })
}
