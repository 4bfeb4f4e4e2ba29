import { type FileHandle, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CarriedBytes } from '../../core/carry/carried-file.ts'
import { type CarriedIn, type CarryDeps, takeCarried } from './take-carried.ts'

/** Takes in a file that was carried by hand, and leaves the answer beside it. */
export type CarryIn = (of: {
  /** Absolute paths on this machine; nothing may be at `out` yet. */
  readonly file: string
  readonly out: string
}) => Promise<CarriedIn | { readonly type: 'no-file' } | { readonly type: 'out-is-there' }>

/** Makes the act on head office's data. */
export function createCarryIn(deps: CarryDeps): CarryIn {
  return async ({ file, out }) => {
    const from = await openOrNull(file, 'r')
    if (from === null) return { type: 'no-file' }
    try {
      const to = await openOrNull(out, 'wx', 0o600)
      if (to === null) return { type: 'out-is-there' }
      let isWhole = false
      try {
        const taken = await takeCarried(deps, await bytesOfFile(from), async (piece) => {
          await to.writeFile(piece)
        })
        if (taken.type === 'taken') {
          // It may go onto a stick and out of the door at once.
          await to.sync()
          await syncFolder(dirname(out))
          isWhole = true
        }
        return taken
      } finally {
        await to.close()
        if (!isWhole) await rm(out, { force: true })
      }
    } finally {
      await from.close()
    }
  }
}

/** Puts on the disk which names a folder holds; Windows does so by itself, and opens no folder for it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function bytesOfFile(file: FileHandle): Promise<CarriedBytes> {
  const { size } = await file.stat()
  return {
    size,
    async read(from, to) {
      const buffer = new Uint8Array(Math.max(0, to - from))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, from)
      return buffer.subarray(0, bytesRead)
    },
  }
}

const expected = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'EEXIST'])

async function openOrNull(path: string, flags: 'r' | 'wx', mode?: number): Promise<FileHandle | null> {
  try {
    return await open(path, flags, mode)
  } catch (error) {
    if (error instanceof Error && 'code' in error && expected.has(String(error.code))) return null
    throw error
  }
}
