import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { jsonOrNull } from '../../core/json-or-null.ts'
import { updateFileNameSchema, versionSchema } from '../../core/updates/release.ts'
import type { SignedMetadata } from './read-release.ts'

const triedSchema = z.object({ version: versionSchema, times: z.int().min(1) })
type Tried = Readonly<z.infer<typeof triedSchema>>

/** What is kept of one update on its way: its signed metadata, its file or a part of it, and how often it was tried. */
export interface UpdateFolder {
  readonly kept: () => SignedMetadata | null
  /** Keeps the metadata and throws away every file that is not of it. */
  readonly keep: (signed: SignedMetadata, file: string | null) => void
  /** Where the whole file lies once it is whole. */
  readonly wholeFile: (file: string) => string
  readonly partFile: (file: string) => string
  readonly hasWhole: (file: string) => boolean
  /** How many bytes of the file have come, 0 where none. */
  readonly partBytes: (file: string) => number
  readonly makeWhole: (file: string) => void
  readonly dropFile: (file: string) => void
  /** The version that was last handed to its installer. */
  readonly tried: () => Tried | null
  /** Counts one more try of this version, and forgets those of another. */
  readonly noteTry: (version: string) => void
  /** Throws everything away but what was tried. */
  readonly forget: () => void
  readonly clear: () => void
}

const names = { metadata: 'release.yml', signature: 'release.yml.minisig', tried: 'tried.json' } as const
const ownNames: ReadonlySet<string> = new Set(Object.values(names))
const partEnding = '.part'

/** Under the laptop's data folder, so that the window and the data process find the same. */
export const updatesFolder = (dataFolder: string): string => join(dataFolder, 'updates')

/** @param dataFolder the laptop's */
export function createUpdateFolder(dataFolder: string): UpdateFolder {
  const folder = updatesFolder(dataFolder)
  const path = (name: string) => join(folder, name)
  const wholeFile = (file: string) => path(updateFileNameSchema.parse(file))
  const partFile = (file: string) => `${wholeFile(file)}${partEnding}`
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // A power cut leaves the one from before, or this one.
    writeFileSync(path(`${name}.new`), content, { flush: true })
    renameSync(path(`${name}.new`), path(name))
  }
  const tried = (): Tried | null => {
    if (!existsSync(path(names.tried))) return null
    // Written by an earlier version, or spoilt: then nothing is known of it, and Northstar starts all the same.
    const read = triedSchema.safeParse(jsonOrNull(readFileSync(path(names.tried), 'utf8')))
    return read.success ? read.data : null
  }
  const bytesOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0

  return {
    wholeFile,
    partFile,
    kept() {
      if (!existsSync(path(names.metadata)) || !existsSync(path(names.signature))) return null
      return {
        metadata: readFileSync(path(names.metadata)),
        signature: readFileSync(path(names.signature), 'utf8'),
      }
    },
    keep({ metadata, signature }, file) {
      write(names.metadata, metadata)
      write(names.signature, signature)
      const stays = new Set([...ownNames, ...(file === null ? [] : [file, `${file}${partEnding}`])])
      for (const name of readdirSync(folder)) if (!stays.has(name)) remove(path(name))
    },
    hasWhole: (file) => existsSync(wholeFile(file)),
    partBytes: (file) => bytesOf(partFile(file)),
    makeWhole: (file) => renameSync(partFile(file), wholeFile(file)),
    dropFile(file) {
      remove(wholeFile(file))
      remove(partFile(file))
    },
    tried,
    forget() {
      if (!existsSync(folder)) return
      for (const name of readdirSync(folder)) if (name !== names.tried) remove(path(name))
    },
    noteTry(version) {
      const before = tried()
      const times = before?.version === version ? before.times + 1 : 1
      write(names.tried, JSON.stringify({ version, times } satisfies Tried))
    },
    clear: () => remove(folder),
  }
}

/** What Windows still holds, such as an installer that has just ended, goes the next time. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch (error) {
    const isHeld = error instanceof Error && 'code' in error && heldCodes.has(error.code)
    if (!isHeld) throw error
  }
}

const heldCodes: ReadonlySet<unknown> = new Set(['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY'])
