import { z } from 'zod'
import { type VariantId, type VehiclePhotoId, variantIdSchema, vehiclePhotoIdSchema } from '../core/ids.ts'
import { entities } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'

interface VehiclePhotoView {
  readonly id: VehiclePhotoId
  readonly caption: string
  /** Of every variant of the model. */
  readonly isOfModel: boolean
  readonly authorName: string
  readonly occurredAt: number
  /** Whether its bytes are whole on this laptop. */
  readonly isHere: boolean
}

export interface VehiclePhotos {
  /** Those of the variant, then those of its model, each the newest first. @param modelKey `honda/city` */
  readonly of: (variantId: VariantId, modelKey: string) => readonly VehiclePhotoView[]
  /** One that is whole here: of the model if there is one, else of any of its variants; `null` for none. */
  readonly ofModel: (modelKey: string) => VehiclePhotoId | null
  readonly get: (photoId: VehiclePhotoId) => {
    readonly hash: string
    readonly mediaType: z.infer<typeof entities.vehiclePhoto.fields.shape.mediaType>
  } | null
}

const viewRow = z
  .object({
    id: vehiclePhotoIdSchema,
    vehicle: z.string(),
    caption: z.string(),
    name: z.string(),
    occurred_at: z.int(),
    is_here: z.int(),
  })
  .transform(({ vehicle, name, occurred_at, is_here, ...row }) => ({
    ...row,
    isOfModel: !variantIdSchema.safeParse(vehicle).success,
    authorName: name,
    occurredAt: occurred_at,
    isHere: is_here === 1,
  }))
const idRow = z.object({ id: vehiclePhotoIdSchema })
const photoRow = z
  .object({ hash: z.string(), media_type: entities.vehiclePhoto.fields.shape.mediaType })
  .transform((row) => ({ hash: row.hash, mediaType: row.media_type }))

const isHere = "EXISTS (SELECT 1 FROM blob b WHERE b.hash = p.hash AND b.state = 'whole')"

/** Photos of vehicles as the screens read them; those that were taken away are left out. */
export function createVehiclePhotos(connection: Connection): VehiclePhotos {
  const list = connection.prepare(
    `SELECT p.id, p.vehicle, p.caption, c.name, p.occurred_at, ${isHere} AS is_here
     FROM vehicle_photo p JOIN consultant c ON c.id = p.author_id
     WHERE p.deleted = 0 AND p.vehicle IN (@variantId, @modelKey)
     ORDER BY p.vehicle = @modelKey, p.occurred_at DESC, p.id`,
  )
  // Every variant's id is the model's with a slash and more after it, and a 0 is what comes after a slash.
  const ofModel = connection.prepare(
    `SELECT p.id FROM vehicle_photo p
     WHERE p.deleted = 0 AND (p.vehicle = @modelKey OR (p.vehicle > @modelKey || '/' AND p.vehicle < @modelKey || '0'))
       AND ${isHere}
     ORDER BY p.vehicle <> @modelKey, p.occurred_at DESC, p.id LIMIT 1`,
  )
  const get = connection.prepare('SELECT hash, media_type FROM vehicle_photo WHERE id = ? AND deleted = 0')
  return {
    of: (variantId, modelKey) => z.array(viewRow).parse(list.all({ variantId, modelKey })),
    ofModel: (modelKey) => idRow.optional().parse(ofModel.get({ modelKey }))?.id ?? null,
    get: (photoId) => photoRow.optional().parse(get.get(photoId)) ?? null,
  }
}
