import { Refusal } from '../../../contract/errors.ts'
import { createBlobs } from '../../../db/blobs.ts'
import { createPictures } from '../../../db/pictures.ts'
import type { Implementer } from '../contract-implementer.ts'
import { readPicture } from '../read-picture.ts'
import type { Showroom } from '../showroom.ts'
import { alreadyMade } from './already-made.ts'

/** Pictures of visits. To see one is to see its customer. */
export function createPictureHandlers(contract: Implementer, showroom: Showroom) {
  const { db, clock } = showroom
  const blobs = createBlobs(db.connection)
  const pictures = createPictures(db.connection)
  return {
    pictures: {
      add: contract.pictures.add.handler(async ({ input: { pictureId, visitId, content, caption } }) => {
        // The picture is the person's who added it, also where another is signed in before it is read.
        const authorId = showroom.author()
        const { bytes, mediaType, hash } = await readPicture(content, {
          notReadable: 'PICTURE_NOT_READABLE',
          tooLarge: 'PICTURE_TOO_LARGE',
        })
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
