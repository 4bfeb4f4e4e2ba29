import { oc } from '@orpc/contract'
import { z } from 'zod'
import { publishedKindSchema } from '../core/documents/read-document.ts'
import { customerIdSchema, deviceIdSchema, storeIdSchema } from '../core/ids.ts'
import { base64urlSchema, enrolledStoreSchema, storeCodeSchema } from '../core/sync/identity.ts'
import { changeSetSchema, receiptSchema } from '../core/sync/protocol.ts'

const instant = z.int()

/** A laptop as the operator sees it. Instants are UTC milliseconds. */
export const operatedDeviceSchema = z.object({
  deviceId: deviceIdSchema,
  storeId: storeIdSchema,
  storeCode: z.string(),
  storeName: z.string(),
  enrolledAt: instant,
  rotatedAt: instant.nullable(),
  lastTokenAt: instant.nullable(),
  revokedAt: instant.nullable(),
  clonedAt: instant.nullable(),
  farewells: z.int(),
})

/** A laptop that may still have the words of a customer whom head office has erased. */
const yetToEraseSchema = z.object({
  storeId: storeIdSchema,
  storeCode: z.string(),
  customerId: customerIdSchema,
  /** Feed position of the erasure. */
  seq: z.int(),
  deviceId: deviceIdSchema,
  lastSeenAt: instant,
})

const farewellSchema = z.object({
  storeId: storeIdSchema,
  deviceId: deviceIdSchema,
  sealedHash: z.string(),
  changeSets: z.int(),
  receivedAt: instant,
})

/**
 * What whoever runs head office does, and no laptop can. A command does it on the database itself, or asks the head
 * office that has a trial's folder open, on this machine.
 */
export const operatorContract = {
  /** A one-time code for a store. What is left out comes with its first laptop. */
  newEnrolmentCode: oc
    .route({ method: 'POST', path: '/enrolment-code' })
    .input(
      z.object({
        storeCode: storeCodeSchema,
        name: enrolledStoreSchema.shape.name.exactOptional(),
        market: enrolledStoreSchema.shape.market.exactOptional(),
        timeZone: enrolledStoreSchema.shape.timeZone.exactOptional(),
        language: enrolledStoreSchema.shape.language.exactOptional(),
      }),
    )
    .output(z.object({ code: z.string() })),
  devices: oc
    .route({ method: 'POST', path: '/devices' })
    .input(z.object({ storeCode: storeCodeSchema.optional() }))
    .output(z.object({ devices: z.array(operatedDeviceSchema) })),
  revoke: oc
    .route({ method: 'POST', path: '/revoke' })
    .input(z.object({ deviceId: deviceIdSchema }))
    .output(z.object({ isKnown: z.boolean() })),
  /** Puts the escrow's X25519 public key in force. */
  setEscrowKey: oc
    .route({ method: 'POST', path: '/escrow-key/set' })
    .input(z.object({ publicKey: base64urlSchema.length(43) }))
    .output(z.object({})),
  farewells: oc
    .route({ method: 'POST', path: '/farewells' })
    .output(z.object({ farewells: z.array(farewellSchema) })),
  /** The sealed bytes of one, as base64url. */
  farewell: oc
    .route({ method: 'POST', path: '/farewell' })
    .input(farewellSchema)
    .output(z.object({ sealed: z.string().nullable() })),
  /** Takes in what a revoked laptop had not sent, opened with the escrow key. */
  takeLastWords: oc
    .route({ method: 'POST', path: '/last-words' })
    .input(z.object({ deviceId: deviceIdSchema, changeSets: z.array(changeSetSchema).min(1).max(200) }))
    .output(
      z.discriminatedUnion('type', [
        z.object({ type: z.literal('taken'), outcomes: z.array(receiptSchema.shape.outcome) }),
        z.object({ type: z.literal('not-known') }),
        z.object({ type: z.literal('not-revoked') }),
      ]),
    ),
  /** Takes in a picture that a revoked laptop had not sent, opened with the escrow key; base64. */
  takeLastPicture: oc
    .route({ method: 'POST', path: '/last-picture' })
    .input(z.object({ deviceId: deviceIdSchema, hash: z.string(), content: z.base64() }))
    .output(z.object({ type: z.enum(['taken', 'refused', 'not-known', 'not-revoked']) })),
  /**
   * Takes in a file that a laptop wrote to be carried by hand, and writes the answer for that laptop. Absolute paths on
   * the machine where head office runs, as its account; what is at `out` already stays.
   */
  carryIn: oc
    .route({ method: 'POST', path: '/carry-in' })
    .input(z.object({ file: z.string().min(1), out: z.string().min(1) }))
    .output(
      z.discriminatedUnion('type', [
        z.object({
          type: z.literal('taken'),
          deviceId: deviceIdSchema,
          handshake: z.enum(['welcome', 'mismatch', 'protocol-not-accepted']),
          isNewEpoch: z.boolean(),
          changeSets: z.int(),
          outcomes: z.object({ accepted: z.int(), conflict: z.int(), refused: z.int() }),
          fedRows: z.int(),
        }),
        z.object({
          type: z.literal('refused'),
          reason: z.enum([
            'not-readable',
            'too-new',
            'not-a-laptops',
            'not-known',
            'revoked',
            'cloned',
            'other-keys',
            'other-headoffice',
          ]),
        }),
        z.object({ type: z.literal('begun-anew') }),
        z.object({ type: z.literal('no-file') }),
        z.object({ type: z.literal('out-is-there') }),
      ]),
    ),
  /** Puts a document in force for one store or, with `null`, for all. `content` is base64 of its bytes. */
  publish: oc
    .route({ method: 'POST', path: '/documents/publish' })
    .input(
      z.object({
        kind: publishedKindSchema,
        storeCode: storeCodeSchema.nullable(),
        content: z.base64().min(1),
      }),
    )
    .output(
      z.discriminatedUnion('type', [
        z.object({ type: z.literal('published'), hash: z.string(), before: z.string().nullable() }),
        z.object({ type: z.literal('in-force-already'), hash: z.string() }),
        z.object({ type: z.literal('store-not-known') }),
      ]),
    ),
  /** The one that a new document would take the place of, as base64. */
  documentInForce: oc
    .route({ method: 'POST', path: '/documents/in-force' })
    .input(z.object({ kind: publishedKindSchema, storeCode: storeCodeSchema.nullable() }))
    .output(z.object({ content: z.string().nullable() })),
  publications: oc.route({ method: 'POST', path: '/documents' }).output(
    z.object({
      publications: z.array(
        z.object({
          kind: publishedKindSchema,
          storeCode: z.string().nullable(),
          hash: z.string(),
          bytes: z.int(),
          since: instant,
        }),
      ),
    }),
  ),
  erasures: oc
    .route({ method: 'POST', path: '/erasures' })
    .output(z.object({ yetToErase: z.array(yetToEraseSchema) })),
  beginEpoch: oc.route({ method: 'POST', path: '/epoch/begin' }).output(z.object({ epoch: z.string() })),
}
