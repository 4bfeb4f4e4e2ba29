import { open } from 'node:fs/promises'
import type { UpdateFile } from '../../core/updates/release.ts'
import type { HeadofficeFiles } from './headoffice-files.ts'
import { sha512Of } from './sha512-of.ts'
import type { UpdateFolder } from './update-folder.ts'

/**
 * Brings a file on from where it stands; what came stays, however it ends.
 * @param of.url where head office has it
 * @returns `whole`: it is here and is the one that was signed; `part`: the rest comes another time; `damaged`: it is not
 * the one that was signed, and was thrown away; `gone`: head office has no such file
 */
export async function bringUpdateFile(of: {
  readonly files: HeadofficeFiles
  readonly folder: UpdateFolder
  readonly file: UpdateFile
  readonly url: string
  readonly signal: AbortSignal
}): Promise<'whole' | 'part' | 'damaged' | 'gone'> {
  const { folder, file } = of
  const came = await append(of)
  if (came === 'gone' || came === 'part') return came
  if (came === 'whole' && (await sha512Of(folder.partFile(file.url))) === file.sha512) {
    folder.makeWhole(file.url)
    return 'whole'
  }
  folder.dropFile(file.url)
  return 'damaged'
}

async function append({
  files,
  folder,
  file,
  url,
  signal,
}: Parameters<typeof bringUpdateFile>[0]): Promise<'whole' | 'part' | 'too-much' | 'gone'> {
  const part = await open(folder.partFile(file.url), 'a', 0o600)
  let bytes = folder.partBytes(file.url)
  try {
    if (bytes >= file.size) return bytes === file.size ? 'whole' : 'too-much'
    const isThere = await files.bring(
      url,
      bytes,
      {
        async beginAt(byte) {
          if (byte !== bytes) await part.truncate(byte)
          bytes = byte
        },
        async take(piece) {
          bytes += piece.length
          if (bytes > file.size) return false
          await part.appendFile(piece)
          return true
        },
      },
      signal,
    )
    if (!isThere) return 'gone'
    if (bytes > file.size) return 'too-much'
    return bytes === file.size ? 'whole' : 'part'
  } finally {
    await part.sync()
    await part.close()
  }
}
