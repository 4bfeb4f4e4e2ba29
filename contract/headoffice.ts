import { oc } from '@orpc/contract'
import { z } from 'zod'
import {
  handshakeRequestSchema,
  handshakeSchema,
  pullRequestSchema,
  pullResponseSchema,
  pushRequestSchema,
  pushResponseSchema,
  receiptMarkSchema,
} from '../core/sync/protocol.ts'

export const healthSchema = z.object({
  name: z.literal('northstar-headoffice'),
  epoch: z.string(),
  mark: receiptMarkSchema,
})
export type Health = Readonly<z.infer<typeof healthSchema>>

/** Both mean: shake hands again before anything else. */
const handshakeErrors = {
  EPOCH_CHANGED: { status: 409, data: z.object({ epoch: z.string() }) },
  STORE_NOT_KNOWN: { status: 409, data: z.object({ epoch: z.string() }) },
}

/** What a laptop says to head office, over HTTP. The meaning of each call is in `core/sync/protocol.ts`. */
export const headofficeContract = {
  health: oc.route({ method: 'GET', path: '/health' }).output(healthSchema),
  handshake: oc
    .route({ method: 'POST', path: '/handshake' })
    .input(handshakeRequestSchema)
    .output(handshakeSchema),
  push: oc
    .route({ method: 'POST', path: '/push' })
    .errors(handshakeErrors)
    .input(pushRequestSchema)
    .output(pushResponseSchema),
  pull: oc
    .route({ method: 'POST', path: '/pull' })
    .errors(handshakeErrors)
    .input(pullRequestSchema)
    .output(pullResponseSchema),
}
