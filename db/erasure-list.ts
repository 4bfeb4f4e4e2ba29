import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import { writeDurably } from './durable-files.ts'

const idsSchema = z.array(z.uuid().lowercase())
/** `pendingIds`: of an erasure that is being written, and may turn out not to have been. */
const listSchema = z.object({
  version: z.literal(1),
  customerIds: idsSchema,
  pendingIds: idsSchema.default([]),
})
type ErasureList = Readonly<z.infer<typeof listSchema>>

/** Beside the database, for it outlives every restore of one: ids only. */
export const erasureListFile = (folder: string): string => join(folder, 'erased-customers.json')

/**
 * The ids of everyone who was erased on this laptop, also of those that a restored backup knows nothing of.
 * @throws Refusal ERASURE_LIST_DAMAGED when the file is there and cannot be read: an empty list would bring people back
 */
export const readErasureList = (folder: string): readonly string[] => read(folder).customerIds

/** Puts ids on the list for good, on the disk when it returns. @throws Refusal ERASURE_LIST_DAMAGED */
export function addToErasureList(folder: string, customerIds: readonly string[]): void {
  const before = read(folder)
  const added = [...new Set(customerIds)].filter((id) => !before.customerIds.includes(id))
  const pendingIds = before.pendingIds.filter((id) => !customerIds.includes(id))
  if (added.length === 0 && pendingIds.length === before.pendingIds.length) return
  write(folder, { customerIds: [...before.customerIds, ...added], pendingIds })
}

/**
 * Marks ids as being erased, on the disk when it returns; nothing is erased by such a mark alone.
 * @throws Refusal ERASURE_LIST_DAMAGED
 */
export function addPendingErasures(folder: string, customerIds: readonly string[]): void {
  const { customerIds: listed, pendingIds } = read(folder)
  const added = customerIds.filter((id) => !listed.includes(id) && !pendingIds.includes(id))
  if (added.length > 0) write(folder, { customerIds: listed, pendingIds: [...pendingIds, ...added] })
}

/** Takes marks off again, of erasures that were not written after all: all of them where none is named. */
export function takeOffPendingErasures(folder: string, customerIds?: readonly string[]): void {
  const before = read(folder)
  const pendingIds = before.pendingIds.filter((id) => customerIds !== undefined && !customerIds.includes(id))
  if (pendingIds.length < before.pendingIds.length) write(folder, { ...before, pendingIds })
}

/** Writes the list anew, whatever stood there. */
export function replaceErasureList(folder: string, customerIds: readonly string[]): void {
  write(folder, { customerIds, pendingIds: [] })
}

function read(folder: string): ErasureList {
  const file = erasureListFile(folder)
  if (!existsSync(file)) return { version: 1, customerIds: [], pendingIds: [] }
  try {
    return listSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Refusal('ERASURE_LIST_DAMAGED', { file }, { cause })
  }
}

function write(
  folder: string,
  {
    customerIds,
    pendingIds,
  }: { readonly customerIds: readonly string[]; readonly pendingIds: readonly string[] },
): void {
  const list = { version: 1, customerIds, ...(pendingIds.length > 0 && { pendingIds }) }
  writeDurably(erasureListFile(folder), `${JSON.stringify(list)}\n`)
}
