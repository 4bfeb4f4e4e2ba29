import { Refusal } from '../../../contract/errors.ts'
import { createBlobs, createDropBlob } from '../../../db/blobs.ts'
import { createVehiclePhotos } from '../../../db/vehicle-photos.ts'
import type { Implementer } from '../contract-implementer.ts'
import { readPicture } from '../read-picture.ts'
import type { Showroom } from '../showroom.ts'
import { alreadyMade } from './already-made.ts'

/** Photos of vehicles on sale: nobody's picture, and everybody may see them. */
export function createVehiclePhotoHandlers(contract: Implementer, showroom: Showroom) {
  const { db, clock } = showroom
  const blobs = createBlobs(db.connection)
  const photos = createVehiclePhotos(db.connection)
  const dropBlob = createDropBlob(db.connection)
  return {
    vehiclePhotos: {
      add: contract.vehiclePhotos.add.handler(async ({ input: { photoId, vehicle, content, caption } }) => {
        // The photo is the person's who added it, also where another is signed in before it is read.
        const authorId = showroom.author()
        const { bytes, mediaType, hash } = await readPicture(content, {
          notReadable: 'VEHICLE_PHOTO_NOT_READABLE',
          tooLarge: 'VEHICLE_PHOTO_TOO_LARGE',
        })
        const made = alreadyMade(db.tables, 'vehiclePhoto', photoId, { vehicle, hash })
        if (made) return { savedAt: made.occurredAt }
        const occurredAt = clock()
        const fields = { vehicle, hash, bytes: bytes.length, mediaType, caption, authorId, occurredAt }
        showroom.write({
          visitId: null,
          authorId,
          occurredAt,
          edits: [{ entity: 'vehiclePhoto', rowId: photoId, fields: { ...fields, deleted: false } }],
          alongside: () => blobs.put(hash, bytes),
        })
        return { savedAt: occurredAt }
      }),
      get: contract.vehiclePhotos.get.handler(({ input: { photoId } }) => {
        const photo = photos.get(photoId)
        const content = photo && blobs.get(photo.hash)
        if (!photo || !content) throw new Refusal('NOT_FOUND')
        const { mediaType } = photo
        return { mediaType, content: new Blob([new Uint8Array(content)], { type: mediaType }) }
      }),
      remove: contract.vehiclePhotos.remove.handler(({ input: { photoId } }) => {
        const occurredAt = clock()
        const photo = photos.get(photoId)
        if (photo === null) {
          // Taken away already: the same call again.
          if (db.tables.isThere('vehiclePhoto', photoId)) return { savedAt: occurredAt }
          throw new Refusal('NOT_FOUND')
        }
        showroom.write({
          visitId: null,
          occurredAt,
          edits: [{ entity: 'vehiclePhoto', rowId: photoId, fields: { deleted: true } }],
          alongside: () => dropBlob(photo.hash),
        })
        return { savedAt: occurredAt }
      }),
    },
  }
}
