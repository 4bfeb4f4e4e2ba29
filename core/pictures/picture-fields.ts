import { z } from 'zod'
import { mostPictureBytes } from './picture-bytes.ts'

/** What travels of a picture beside its bytes. */
export const pictureFields = {
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(1).max(mostPictureBytes),
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  caption: z.string().max(200),
}
