import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import { writeDurably } from './durable-files.ts'

const listSchema = z.object({ version: z.literal(1), customerIds: z.array(z.uuid().lowercase()) })

/** Beside the database, for it outlives every restore of one: ids only. */
export const erasureListFile = (folder: string): string => join(folder, 'erased-customers.json')

/**
 * The ids of everyone who was erased on this laptop, also of those that a restored backup knows nothing of.
 * @throws Refusal ERASURE_LIST_DAMAGED when the file is there and cannot be read: an empty list would bring people back
 */
export function readErasureList(folder: string): readonly string[] {
  const file = erasureListFile(folder)
  if (!existsSync(file)) return []
  try {
    return listSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).customerIds
  } catch (cause) {
    throw new Refusal('ERASURE_LIST_DAMAGED', { file }, { cause })
  }
}

/** Puts ids on the list, on the disk when it returns. @returns those that were not on it */
export function addToErasureList(folder: string, customerIds: readonly string[]): readonly string[] {
  const before = readErasureList(folder)
  const added = [...new Set(customerIds)].filter((id) => !before.includes(id))
  if (added.length > 0) write(folder, [...before, ...added])
  return added
}

/** Writes the list anew, whatever stood there. */
export function replaceErasureList(folder: string, customerIds: readonly string[]): void {
  write(folder, customerIds)
}

/** Takes ids off the list again, of an erasure that was not written after all. */
export function takeOffErasureList(folder: string, customerIds: readonly string[]): void {
  if (customerIds.length === 0) return
  write(
    folder,
    readErasureList(folder).filter((id) => !customerIds.includes(id)),
  )
}

function write(folder: string, customerIds: readonly string[]): void {
  writeDurably(erasureListFile(folder), `${JSON.stringify({ version: 1, customerIds })}\n`)
}
