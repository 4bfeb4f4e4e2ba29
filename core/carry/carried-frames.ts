import { z } from 'zod'
import { packedPageSchema } from '../sync/packed-page.ts'
import { handshakeRequestSchema, handshakeSchema, receiptSchema } from '../sync/protocol.ts'

/*
 * What a carried file says: a round of core/sync/protocol.ts, its two directions apart.
 *
 * A laptop's file: where it stands, as at a handshake, and then everything that waits, in its own order of writing.
 * Head office's answer: where the laptop stood when it wrote the file and what a handshake says to that; where it is
 * welcome in the epoch it named, or named none, a receipt for each change set; and the feed from there to its end.
 * In a new epoch nothing is taken in: the laptop finds that out, as on the line, and carries everything once more.
 */

/** The first frame of a laptop's file. */
export const standFrameSchema = z.object({
  type: z.literal('stand'),
  handshake: handshakeRequestSchema,
  changeSets: z.int().min(0),
})
export type CarriedStand = Readonly<z.infer<typeof standFrameSchema>>

/** The other frames of a laptop's file. */
export const changeSetsFrameSchema = z.object({
  type: z.literal('change-sets'),
  page: packedPageSchema,
})

/** The first frame of an answer. */
export const handshakeFrameSchema = z.object({
  type: z.literal('handshake'),
  asked: handshakeRequestSchema,
  /** When the laptop wrote the file, by its own clock: up to then head office has everything. */
  askedAt: z.int(),
  changeSets: z.int().min(0),
  handshake: handshakeSchema,
})
export type HandshakeFrame = Readonly<z.infer<typeof handshakeFrameSchema>>

/** The other frames of an answer: receipts first. */
export const answerFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('receipts'), receipts: z.array(receiptSchema) }),
  z.object({
    type: z.literal('feed'),
    /** What must stand on the laptop before this page is applied. */
    after: z.object({ cursor: z.int().min(0), hash: z.string() }),
    page: packedPageSchema,
    cursor: z.int(),
    hash: z.string(),
    end: z.boolean(),
    digest: z.string().nullable(),
  }),
])

/** Whether head office takes in what came with this handshake: it stands where the laptop believes it to stand. */
export const isTakenIn = ({ asked, handshake }: Pick<HandshakeFrame, 'asked' | 'handshake'>): boolean =>
  handshake.type === 'welcome' && (asked.epoch === null || asked.epoch === handshake.epoch)
