import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Refusal } from '../../contract/errors.ts'
import { databaseFile, holdFolder } from '../../db/connect.ts'

/** Where a demo day lies. */
export interface DemoFolder {
  readonly folder: string
  readonly laptop: string
  readonly headoffice: string
  readonly exports: string
}

/** Only a folder with this file in it was made by a demo, and only such a one is ever replaced. */
const markerName = 'made-by-northstar-demo'

/**
 * Takes a folder for a new demo day, replacing an earlier one.
 * @returns the sentence to say instead when the folder is somebody else's, in use or not writable; it is then untouched
 */
export function claimDemoFolder(
  named: string,
):
  | { readonly type: 'claimed'; readonly place: DemoFolder }
  | { readonly type: 'refused'; readonly sentence: string } {
  const folder = resolve(named)
  const place = {
    folder,
    laptop: join(folder, 'laptop'),
    headoffice: join(folder, 'headoffice'),
    exports: join(folder, 'exports'),
  }
  try {
    if (isSomebodyElses(folder))
      return refused(
        `The folder ${folder} has files that no demo made, so it was left untouched. Name an empty or a new one: npm run demo -- --out FOLDER.`,
      )
    if (existsSync(databaseFile(place.laptop))) holdFolder(place.laptop).release()
    makeFolder(folder)
    // First of all: a demo that is broken off must be able to replace itself the next time.
    writeFileSync(join(folder, markerName), 'Everything in this folder is replaced by the next demo.\n')
    for (const part of [place.laptop, place.headoffice, place.exports])
      rmSync(part, { recursive: true, force: true })
    mkdirSync(place.exports)
    return { type: 'claimed', place }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'ALREADY_OPEN') return refused(error.message)
    if (!isFileError(error)) throw error
    return refused(
      `The demo may not write in ${folder} (${error.code}). Nothing was made. Name a folder that you may write in: npm run demo -- --out FOLDER.`,
    )
  }
}

function isSomebodyElses(folder: string): boolean {
  if (!existsSync(folder)) return false
  const names = readdirSync(folder)
  return names.length > 0 && !names.includes(markerName)
}

/** One at a time: Node's recursive `mkdir` never comes back in a file system that makes no folders, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error
}

const refused = (sentence: string) => ({ type: 'refused', sentence }) as const
