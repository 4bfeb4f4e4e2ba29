import { z } from 'zod'
import { pictureIdSchema, visitIdSchema } from '../core/ids.ts'
import { entities } from '../core/sync/entities.ts'
import { call } from './call.ts'

const mediaTypeSchema = entities.picture.fields.shape.mediaType

/** Pictures taken in visits, such as of the car to be traded in. */
export const picturesContract = {
  pictures: {
    /** Keeps a JPEG, PNG or WebP of at most 300,000 bytes, without what the camera wrote beside the picture. */
    add: call
      .input(
        z.object({
          pictureId: pictureIdSchema,
          visitId: visitIdSchema,
          content: z.instanceof(Blob),
          caption: z.string().trim().max(200),
        }),
      )
      .output(z.object({ savedAt: z.int() })),
    /** Those of the visit's opportunity, the newest first. */
    list: call.input(z.object({ visitId: visitIdSchema })).output(
      z.object({
        pictures: z.array(
          z.object({
            id: pictureIdSchema,
            caption: z.string(),
            authorName: z.string(),
            occurredAt: z.int(),
            /** Taken on another laptop, it may still be on its way. */
            isHere: z.boolean(),
          }),
        ),
      }),
    ),
    get: call
      .input(z.object({ pictureId: pictureIdSchema }))
      .output(z.object({ mediaType: mediaTypeSchema, content: z.instanceof(Blob) })),
  },
}
