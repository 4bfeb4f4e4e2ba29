import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

/** A file that may lie on a failing disk, open for reading. */
export interface FileReader {
  readonly sizeBytes: number
  /** Bytes from an offset, fewer where the file ends or the disk does not give them. */
  readonly readAt: (offset: number, count: number) => Uint8Array
  readonly close: () => void
}

/** Opens a file for reading around what the disk does not give; one that is not there is empty. */
export function openFileReader(file: string): FileReader {
  if (!existsSync(file)) return { sizeBytes: 0, readAt: () => new Uint8Array(), close: () => {} }
  const descriptor = openSync(file, 'r')
  return {
    sizeBytes: fstatSync(descriptor).size,
    readAt(offset, count) {
      const bytes = new Uint8Array(count)
      try {
        return bytes.subarray(0, readSync(descriptor, bytes, 0, count, offset))
      } catch {
        // A sector that the disk does not give is as lost as one that it gives wrong.
        return bytes.subarray(0, 0)
      }
    },
    close: () => closeSync(descriptor),
  }
}

const blockBytes = 4096

/** A whole file with zeros where the disk gives nothing. */
export function readWhatIsThere(file: string): Buffer {
  const reader = openFileReader(file)
  try {
    const bytes = Buffer.alloc(reader.sizeBytes)
    for (let at = 0; at < bytes.length; at += blockBytes)
      bytes.set(reader.readAt(at, Math.min(blockBytes, bytes.length - at)), at)
    return bytes
  } finally {
    reader.close()
  }
}
