import { parse, YAMLParseError } from 'yaml'
import { type MetadataFile, type Release, releaseSchema } from '../../core/updates/release.ts'
import { trustedComment } from './minisign.ts'

export interface SignedMetadata {
  /** The bytes of `latest.yml` or what it is called for the machine. */
  readonly metadata: Uint8Array
  /** The text of its `.minisig`. */
  readonly signature: string
}

export type ReadRelease =
  | { readonly type: 'release'; readonly release: Release }
  | { readonly type: 'not-signed' }
  | { readonly type: 'not-readable' }

/** What the trusted comment says of the file that was signed, as minisign writes it by itself. */
export const signedFileMark = (file: MetadataFile): string => `file:${file}`

/**
 * Reads a release's metadata, once it is known who wrote it: nothing of it is looked at before.
 * @param file signed metadata of another kind of machine is not this one's
 */
export function readRelease(
  { metadata, signature }: SignedMetadata,
  { file, keys }: { readonly file: MetadataFile; readonly keys: readonly string[] },
): ReadRelease {
  const comment = trustedComment(metadata, signature, keys)
  if (!comment?.split(/\s+/).includes(signedFileMark(file))) return { type: 'not-signed' }
  const read = releaseSchema.safeParse(fromYaml(new TextDecoder().decode(metadata)))
  return read.success ? { type: 'release', release: read.data } : { type: 'not-readable' }
}

function fromYaml(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof YAMLParseError) return null
    throw error
  }
}
