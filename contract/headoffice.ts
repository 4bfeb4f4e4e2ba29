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

/** What a laptop says to head office, over HTTP. The meaning of each call is in `core/sync/protocol.ts`. */
export const headofficeContract = {
  health: oc
    .route({ method: 'GET', path: '/health' })
    .output(
      z.object({ name: z.literal('northstar-headoffice'), epoch: z.string(), mark: receiptMarkSchema }),
    ),
  handshake: oc
    .route({ method: 'POST', path: '/handshake' })
    .input(handshakeRequestSchema)
    .output(handshakeSchema),
  push: oc
    .route({ method: 'POST', path: '/push' })
    .errors({ EPOCH_CHANGED: { status: 409, data: z.object({ epoch: z.string() }) } })
    .input(pushRequestSchema)
    .output(pushResponseSchema),
  pull: oc
    .route({ method: 'POST', path: '/pull' })
    .errors({ EPOCH_CHANGED: { status: 409, data: z.object({ epoch: z.string() }) } })
    .input(pullRequestSchema)
    .output(pullResponseSchema),
}
