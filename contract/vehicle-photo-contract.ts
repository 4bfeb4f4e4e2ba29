import { z } from 'zod'
import { vehiclePhotoIdSchema } from '../core/ids.ts'
import { entities } from '../core/sync/entities.ts'
import { call } from './call.ts'

const { vehicle: vehicleSchema, mediaType: mediaTypeSchema } = entities.vehiclePhoto.fields.shape
const savedSchema = z.object({ savedAt: z.int() })

/** Photos of vehicles on sale, seen by everyone; `catalogue.vehicle` names those of a vehicle. */
export const vehiclePhotoContract = {
  vehiclePhotos: {
    /** Keeps a JPEG, PNG or WebP of at most 300,000 bytes, without what the camera wrote beside the picture. */
    add: call
      .input(
        z.object({
          photoId: vehiclePhotoIdSchema,
          /** A variant's id, or `brand/model` of it for a photo of all its variants. */
          vehicle: vehicleSchema,
          content: z.instanceof(Blob),
          caption: z.string().trim().max(200),
        }),
      )
      .output(savedSchema),
    get: call
      .input(z.object({ photoId: vehiclePhotoIdSchema }))
      .output(z.object({ mediaType: mediaTypeSchema, content: z.instanceof(Blob) })),
    remove: call.input(z.object({ photoId: vehiclePhotoIdSchema })).output(savedSchema),
  },
}
