import { createHash } from 'node:crypto'
import { Refusal } from '../../../contract/errors.ts'
import { cleanImage } from '../../../core/pictures/clean-image.ts'
import { mostPictureBytes } from '../../../core/pictures/picture-bytes.ts'
import { createBlobs } from '../../../db/blobs.ts'
import { createPictures } from '../../../db/pictures.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'
import { alreadyMade } from './already-made.ts'

/** What a camera adds to a picture may be much; more than this is not even looked at. */
const mostRawBytes = 2_000_000

/** Pictures of visits. To see one is to see its customer. */
export function createPictureHandlers(contract: Implementer, showroom: Showroom) {
  const { db, clock } = showroom
  const blobs = createBlobs(db.connection)
  const pictures = createPictures(db.connection)
  const tooLarge = (size: number) =>
    new Refusal('PICTURE_TOO_LARGE', {
      size: String(Math.ceil(size / 1000)),
      most: String(mostPictureBytes / 1000),
    })
  return {
    pictures: {
      add: contract.pictures.add.handler(async ({ input: { pictureId, visitId, content, caption } }) => {
        // The picture is the person's who added it, also where another is signed in before it is read.
        const authorId = showroom.author()
        if (content.size > mostRawBytes) throw tooLarge(content.size)
        const image = cleanImage(new Uint8Array(await content.arrayBuffer()))
        if (image === null) throw new Refusal('PICTURE_NOT_READABLE')
        if (image.bytes.length > mostPictureBytes) throw tooLarge(image.bytes.length)
        const { bytes, mediaType } = image
        const hash = createHash('sha256').update(bytes).digest('hex')
        const made = alreadyMade(db.tables, 'picture', pictureId, { visitId, hash })
        if (made) return { savedAt: made.occurredAt }
        const opportunityId = showroom.opportunityOf(visitId)
        const occurredAt = clock()
        showroom.write({
          visitId,
          authorId,
          occurredAt,
          edits: [
            {
              entity: 'picture',
              rowId: pictureId,
              fields: {
                opportunityId,
                visitId,
                hash,
                bytes: bytes.length,
                mediaType,
                caption,
                authorId,
                occurredAt,
              },
            },
          ],
          alongside: () => blobs.put(hash, bytes),
        })
        return { savedAt: occurredAt }
      }),
      list: contract.pictures.list.handler(({ input: { visitId } }) => {
        const { opportunityId } = showroom.visit(visitId)
        const found = pictures.of(opportunityId)
        const customerId = pictures.customerOf(opportunityId)
        if (found.length > 0 && customerId !== null) showroom.seen(customerId, { what: 'picture' })
        return { pictures: [...found] }
      }),
      get: contract.pictures.get.handler(({ input: { pictureId } }) => {
        const picture = pictures.get(pictureId)
        const content = picture && blobs.get(picture.hash)
        if (!picture || !content) throw new Refusal('NOT_FOUND')
        if (picture.customerId !== null) showroom.seen(picture.customerId, { what: 'picture' })
        const { mediaType } = picture
        return { mediaType, content: new Blob([new Uint8Array(content)], { type: mediaType }) }
      }),
    },
  }
}
