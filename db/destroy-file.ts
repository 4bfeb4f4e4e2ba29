import { closeSync, existsSync, fstatSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs'

const chunk = new Uint8Array(1024 * 1024)

/**
 * Overwrites a file's bytes where they lie and takes it off the disk; does nothing where there is none.
 *
 * On a magnetic disk the bytes are gone. On an SSD the drive writes the zeros elsewhere and keeps the old cells until it
 * needs them; the same holds for file systems that copy on write (btrfs, ZFS, APFS, ReFS), for snapshots and for what the
 * system has cached or swapped. What can be reached through the file system is gone in every case; what a laboratory
 * reads from the bare flash chips may not be. Full-disk encryption of the machine is what covers that.
 */
export function destroyFile(file: string): void {
  if (!existsSync(file)) return
  overwriteFile(file)
  unlinkSync(file)
}

/** Overwrites a file's bytes where they lie with zeros, beginning with the first, and has the disk write them. */
export function overwriteFile(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    const { size } = fstatSync(descriptor)
    for (let at = 0; at < size; ) at += writeSync(descriptor, chunk, 0, Math.min(chunk.length, size - at), at)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
