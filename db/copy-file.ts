import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'

const chunkBytes = 4_000_000

/**
 * Copies a file in pieces, so that somebody can be told how far it is. The copy is this account's alone, and on the disk
 * when this returns.
 * @param onProgress gets bytes
 */
export function copyFile(
  from: string,
  to: string,
  onProgress: (done: number, of: number) => void = () => {},
): void {
  const source = openSync(from, 'r')
  try {
    const { size } = fstatSync(source)
    const target = openSync(to, 'wx', 0o600)
    try {
      const chunk = Buffer.alloc(Math.min(chunkBytes, Math.max(1, size)))
      let done = 0
      for (let read = readSync(source, chunk); read > 0; read = readSync(source, chunk)) {
        for (let written = 0; written < read; ) written += writeSync(target, chunk, written, read - written)
        done += read
        onProgress(done, size)
      }
      fsyncSync(target)
    } finally {
      closeSync(target)
    }
  } finally {
    closeSync(source)
  }
}
