import { z } from 'zod'
import {
  type CustomerId,
  customerIdSchema,
  type OpportunityId,
  type PictureId,
  pictureIdSchema,
} from '../core/ids.ts'
import { entities } from '../core/sync/entities.ts'
import { erasedPicture } from '../core/sync/erased-values.ts'
import type { Connection } from './connect.ts'

interface PictureView {
  readonly id: PictureId
  readonly caption: string
  readonly authorName: string
  readonly occurredAt: number
  /** Whether its bytes are whole on this laptop. */
  readonly isHere: boolean
}

export interface Pictures {
  /** Those of an opportunity, the newest first; what was taken of a customer since erased is left out. */
  readonly of: (opportunityId: OpportunityId) => readonly PictureView[]
  readonly get: (pictureId: PictureId) => {
    readonly hash: string
    readonly mediaType: z.infer<typeof entities.picture.fields.shape.mediaType>
    readonly customerId: CustomerId | null
  } | null
  readonly customerOf: (opportunityId: OpportunityId) => CustomerId | null
}

const viewRow = z
  .object({
    id: pictureIdSchema,
    caption: z.string(),
    name: z.string(),
    occurred_at: z.int(),
    is_here: z.int(),
  })
  .transform(({ name, occurred_at, is_here, ...row }) => ({
    ...row,
    authorName: name,
    occurredAt: occurred_at,
    isHere: is_here === 1,
  }))
const pictureRow = z
  .object({
    hash: z.string(),
    media_type: entities.picture.fields.shape.mediaType,
    customer_id: customerIdSchema.nullable(),
  })
  .transform((row) => ({ hash: row.hash, mediaType: row.media_type, customerId: row.customer_id }))
const customerRow = z.object({ customer_id: customerIdSchema.nullable() })

/** Pictures as the screens read them. */
export function createPictures(connection: Connection): Pictures {
  const list = connection.prepare(
    `SELECT p.id, p.caption, c.name, p.occurred_at,
       EXISTS (SELECT 1 FROM blob b WHERE b.hash = p.hash AND b.state = 'whole') AS is_here
     FROM picture p JOIN consultant c ON c.id = p.author_id
     WHERE p.opportunity_id = ? AND p.hash <> '${erasedPicture}' ORDER BY p.occurred_at DESC, p.id`,
  )
  const get = connection.prepare(
    `SELECT p.hash, p.media_type, o.customer_id FROM picture p JOIN opportunity o ON o.id = p.opportunity_id
     WHERE p.id = ? AND p.hash <> '${erasedPicture}'`,
  )
  const customer = connection.prepare('SELECT customer_id FROM opportunity WHERE id = ?')
  return {
    of: (opportunityId) => z.array(viewRow).parse(list.all(opportunityId)),
    get: (pictureId) => pictureRow.optional().parse(get.get(pictureId)) ?? null,
    customerOf: (opportunityId) =>
      customerRow.optional().parse(customer.get(opportunityId))?.customer_id ?? null,
  }
}
