import { z } from 'zod'
import { consultantIdSchema } from '../core/ids.ts'
import { pinSchema } from './access.ts'
import { call } from './call.ts'

/** What a person types to be let in by a head office: the address and the code that it gave. */
const wayInSchema = z.object({ url: z.string().max(300), code: z.string().max(60) })

/** Who this laptop is to head office. */
export const enrolmentContract = {
  enrolment: {
    state: call.output(
      z.object({
        state: z.enum(['not-enrolled', 'enrolled', 'revoked', 'cloned']),
        headofficeUrl: z.string().nullable(),
        enrolledAt: z.int().nullable(),
        /** When this laptop last had new keys, `null` while it has its first. */
        rotatedAt: z.int().nullable(),
        /** Whether lost passphrases can be helped with from there. */
        hasEscrow: z.boolean(),
      }),
    ),
    /** Enrols a laptop that is set up: it takes up head office's store, and what it recorded comes along. */
    enrol: call.input(wayInSchema).output(z.object({ storeName: z.string() })),
    /** Gives this laptop new keys; whoever has a copy of the old ones is locked out. */
    rotate: call.output(z.object({ rotatedAt: z.int() })),
    /** Joins a store with a laptop that has none yet; who joins chooses a PIN to be let in by once its people are here. */
    join: call
      .input(wayInSchema.extend({ yourName: z.string().trim().min(1).max(120), pin: pinSchema }))
      .output(z.object({ storeName: z.string() })),
    /** Who joined and has not yet said which of the store's people they are; `null` once they have. */
    joining: call.output(
      z
        .object({
          name: z.string(),
          headofficeUrl: z.string().nullable(),
          /** The store's people are here as head office has them now. */
          isWhole: z.boolean(),
          /** How long until the next try is looked at, after wrong PINs; 0 for at once. */
          waitMs: z.int(),
          /** Ten wrong PINs: only a new code from head office opens it again. */
          isLocked: z.boolean(),
        })
        .nullable(),
    ),
    /** Says who joined, with the PIN chosen then: a manager who is here already, or a new one. They are signed in. */
    takePlace: call
      .input(z.object({ consultantId: consultantIdSchema, isNew: z.boolean(), pin: pinSchema }))
      .output(z.object({})),
  },
}
