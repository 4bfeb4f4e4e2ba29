import { oc } from '@orpc/contract'
import { z } from 'zod'
import {
  enrolmentRefusalSchema,
  enrolmentSchema,
  enrolRequestSchema,
  farewellRequestSchema,
  nonceRequestSchema,
  nonceSchema,
  rotateRequestSchema,
  tokenRequestSchema,
  tokenSchema,
} from '../core/sync/identity.ts'
import {
  digestResponseSchema,
  documentInForceSchema,
  handshakeRequestSchema,
  handshakeSchema,
  pullRequestSchema,
  pullResponseSchema,
  pushRequestSchema,
  pushResponseSchema,
  receiptMarkSchema,
  repairRequestSchema,
  repairResponseSchema,
} from '../core/sync/protocol.ts'

export const healthSchema = z.object({
  name: z.literal('northstar-headoffice'),
  epoch: z.string(),
  mark: receiptMarkSchema,
})

/** Shake hands again before anything else. */
const handshakeErrors = { EPOCH_CHANGED: { status: 409, data: z.object({ epoch: z.string() }) } }

/** Why a device is not let in. `TOKEN_NOT_GOOD`: ask for another; the rest need a person. */
const tokenErrors = {
  TOKEN_NOT_GOOD: { status: 401 },
  DEVICE_NOT_KNOWN: { status: 403 },
  DEVICE_REVOKED: { status: 403 },
  DEVICE_CLONED: { status: 403 },
}
const enrolErrors = {
  CODE_NOT_GOOD: { status: 403 },
  SIGNATURE_WRONG: { status: 403 },
  TOO_MANY_TRIES: { status: 429 },
  ENROLMENT_REFUSED: { status: 409, data: z.object({ reason: enrolmentRefusalSchema }) },
}

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)
const partSchema = z.object({
  /** Where in the whole this part begins, in bytes. */
  offset: z.int().min(0),
  total: z.int().positive(),
  /** Base64 of the bytes. */
  content: z.string(),
})

/** No more bytes than this of a part, as suits the line; head office may give fewer. */
const atMostSchema = z.int().min(1).optional()

/** What a laptop may say without a token. */
export const openContract = {
  health: oc
    .route({
      method: 'GET',
      path: '/health',
      tags: ['service'],
      summary: 'What this is, and what its receipts are worth',
    })
    .output(healthSchema),
  enrol: oc
    .route({
      method: 'POST',
      path: '/enrol',
      tags: ['identity'],
      summary: 'Turns a one-time code into a device of a store',
    })
    .errors(enrolErrors)
    .input(enrolRequestSchema)
    .output(enrolmentSchema),
  nonce: oc
    .route({
      method: 'POST',
      path: '/nonce',
      tags: ['identity'],
      summary: 'A number to sign, good once and for a minute',
    })
    .input(nonceRequestSchema)
    .output(nonceSchema),
  token: oc
    .route({
      method: 'POST',
      path: '/token',
      tags: ['identity'],
      summary: 'A token of a few minutes for a signed nonce',
    })
    .errors({ ...tokenErrors, SIGNATURE_WRONG: { status: 403 } })
    .input(tokenRequestSchema)
    .output(tokenSchema),
  farewell: oc
    .route({
      method: 'POST',
      path: '/farewell',
      tags: ['identity'],
      summary: 'The sealed last word of a revoked device',
    })
    .errors({ ...tokenErrors, SIGNATURE_WRONG: { status: 403 } })
    .input(farewellRequestSchema)
    .output(z.object({ receivedAt: z.int() })),
}

const withToken = oc.errors(tokenErrors)

/** What a laptop says with a token, which names its store: no request does. */
export const deviceContract = {
  rotate: withToken
    .route({
      method: 'POST',
      path: '/rotate',
      tags: ['identity'],
      summary: 'New keys for the same device',
    })
    .errors({ SIGNATURE_WRONG: { status: 403 } })
    .input(rotateRequestSchema)
    .output(z.object({})),
  handshake: withToken
    .route({
      method: 'POST',
      path: '/handshake',
      tags: ['sync'],
      summary: 'Whether laptop and head office stand on the same data',
    })
    .input(handshakeRequestSchema)
    .output(handshakeSchema),
  push: withToken
    .route({
      method: 'POST',
      path: '/push',
      tags: ['sync'],
      summary: 'Change sets for receipts',
    })
    .errors(handshakeErrors)
    .input(pushRequestSchema)
    .output(pushResponseSchema),
  pull: withToken
    .route({
      method: 'POST',
      path: '/pull',
      tags: ['sync'],
      summary: 'The next page of the feed',
    })
    .errors(handshakeErrors)
    .input(pullRequestSchema)
    .output(pullResponseSchema),
  digest: withToken
    .route({
      method: 'POST',
      path: '/digest',
      tags: ['sync'],
      summary: 'What the rows of a store come to, by bucket',
    })
    .errors(handshakeErrors)
    .input(z.object({ epoch: z.string() }))
    .output(digestResponseSchema),
  repair: withToken
    .route({
      method: 'POST',
      path: '/repair',
      tags: ['sync'],
      summary: 'Every row of one bucket',
    })
    .errors(handshakeErrors)
    .input(repairRequestSchema)
    .output(repairResponseSchema),
  /** The escrow key, for a laptop to compare with the one it pinned. */
  escrowKey: withToken
    .route({
      method: 'GET',
      path: '/escrow-key',
      tags: ['identity'],
      summary: 'The key that recovery wraps are made for',
    })
    .output(z.object({ escrowKey: enrolmentSchema.shape.escrowKey })),
  document: withToken
    .route({
      method: 'POST',
      path: '/document',
      tags: ['documents'],
      summary: 'A part of a published document',
    })
    .errors({ NOT_FOUND: { status: 404 } })
    .input(
      documentInForceSchema.pick({ hash: true }).extend({ offset: z.int().min(0), atMost: atMostSchema }),
    )
    .output(partSchema),
  /** What head office has of these pictures: `null` where it knows nothing of one. */
  blobState: withToken
    .route({
      method: 'POST',
      path: '/blobs/state',
      tags: ['pictures'],
      summary: 'How much of each picture head office has',
    })
    .input(z.object({ hashes: z.array(hashSchema).min(1).max(200) }))
    .output(
      z.object({
        blobs: z.array(z.object({ received: z.int().min(0), total: z.int().positive() }).nullable()),
      }),
    ),
  /** The next part of a picture; whole, it must have the hash that names it. */
  putBlob: withToken
    .route({
      method: 'POST',
      path: '/blobs/put',
      tags: ['pictures'],
      summary: 'The next part of a picture',
    })
    .errors({ BLOB_REFUSED: { status: 409, data: z.object({ received: z.int().min(0) }) } })
    .input(partSchema.extend({ hash: hashSchema }))
    .output(z.object({ received: z.int().min(0) })),
  getBlob: withToken
    .route({
      method: 'POST',
      path: '/blobs/get',
      tags: ['pictures'],
      summary: 'A part of a picture',
    })
    .errors({ NOT_FOUND: { status: 404 } })
    .input(z.object({ hash: hashSchema, offset: z.int().min(0), atMost: atMostSchema }))
    .output(partSchema),
}

/** What a laptop says to head office, over HTTP. The meaning of each call is in `core/sync/protocol.ts`. */
export const headofficeContract = { ...openContract, ...deviceContract }
