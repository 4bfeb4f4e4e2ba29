import { createHash } from 'node:crypto'
import { type ErrorCode, Refusal } from '../../contract/errors.ts'
import { type CleanImage, cleanImage } from '../../core/pictures/clean-image.ts'
import { isHeic } from '../../core/pictures/is-heic.ts'
import { mostPictureBytes } from '../../core/pictures/picture-bytes.ts'

/** What a camera adds to a picture may be much; more than this is not even looked at. */
const mostRawBytes = 2_000_000

interface PictureRead extends CleanImage {
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string
}

/**
 * A picture that a page gave, without what the camera wrote beside it.
 * @throws Refusal PHOTO_IN_HEIC, and the codes of whoever asks
 */
export async function readPicture(
  content: Blob,
  codes: { readonly notReadable: ErrorCode; readonly tooLarge: ErrorCode },
): Promise<PictureRead> {
  const tooLarge = (size: number) =>
    new Refusal(codes.tooLarge, {
      size: String(Math.ceil(size / 1000)),
      most: String(mostPictureBytes / 1000),
    })
  // Before its size: a page that cannot draw it gives it as it came from the camera.
  if (isHeic(new Uint8Array(await content.slice(0, 12).arrayBuffer()))) throw new Refusal('PHOTO_IN_HEIC')
  if (content.size > mostRawBytes) throw tooLarge(content.size)
  const image = cleanImage(new Uint8Array(await content.arrayBuffer()))
  if (image === null) throw new Refusal(codes.notReadable)
  if (image.bytes.length > mostPictureBytes) throw tooLarge(image.bytes.length)
  return { ...image, hash: createHash('sha256').update(image.bytes).digest('hex') }
}
