import { z } from 'zod'
import { consultantIdSchema, customerIdSchema } from '../core/ids.ts'
import {
  accessEntrySchema,
  chainSchema,
  dueForErasureSchema,
  permissionSchema,
  pinSchema,
  securityStateSchema,
  sessionStateSchema,
} from './access.ts'
import { call } from './call.ts'
import { backupSchema, passphraseSchema } from './laptop.ts'

/** Who uses the open data, who has used it, and what keeps it from being lost, read or kept too long. */
export const protectionContract = {
  session: {
    state: call.output(sessionStateSchema),
    signIn: call
      .input(z.object({ consultantId: consultantIdSchema, pin: pinSchema }))
      .output(z.object({ since: z.int() })),
    /** `locked` by the person, who means to go on; either way nobody is signed in. */
    signOut: call.input(z.object({ because: z.enum(['locked', 'signed-out']) })).output(z.object({})),
    /** Someone is using the laptop: the idle lock starts over. Refused when nobody is signed in. */
    active: call.output(z.object({})),
    /** Gives a person a PIN on this laptop, and opens one that was locked. */
    setPin: call
      .input(z.object({ consultantId: consultantIdSchema, pin: pinSchema, allowedBy: permissionSchema }))
      .output(z.object({})),
    /** Opens a PIN that was locked after ten wrong ones, unchanged. */
    unlock: call
      .input(z.object({ consultantId: consultantIdSchema, allowedBy: permissionSchema }))
      .output(z.object({})),
  },
  access: {
    log: call
      .input(
        z.object({
          /** Entries before this position, `null` for the newest. */
          before: z.int().nullable(),
          limit: z.int().min(1).max(200),
          customerId: customerIdSchema.nullable(),
        }),
      )
      .output(z.object({ entries: z.array(accessEntrySchema), total: z.int() })),
    verify: call.output(chainSchema),
  },
  security: {
    state: call.output(securityStateSchema),
    /** Makes a new recovery code and gives it this once; the one before stays good until this one is confirmed. */
    newRecoveryCode: call.output(z.object({ code: z.string() })),
    confirmRecoveryCode: call.input(z.object({ code: z.string().max(200) })).output(z.object({})),
    /** Seals the key with a passphrase, asked at every start; `null` gives it back to the operating system. */
    setPassphrase: call.input(z.object({ passphrase: passphraseSchema.nullable() })).output(z.object({})),
    /** The way back in that head office keeps; `offered` is another escrow key that it names now. */
    escrow: call.output(
      z.object({
        pinned: z.object({ mark: z.string(), since: z.int() }).nullable(),
        offered: z.string().nullable(),
      }),
    ),
    /** Pins the escrow key that head office names, and seals this laptop's key to it. */
    acceptEscrow: call.input(z.object({ mark: z.string().max(40) })).output(z.object({})),
    setIdleLock: call.input(z.object({ minutes: z.int().min(1).max(120) })).output(z.object({})),
  },
  backups: {
    list: call.output(
      z.object({
        backups: z.array(backupSchema),
        /** When the last one was made and found good, `null` for never. */
        lastGoodAt: z.int().nullable(),
        /** Why the last try made none, as a sentence's code; `null` when it did. */
        problem: z.object({ code: z.string(), detail: z.record(z.string(), z.string()) }).nullable(),
      }),
    ),
    make: call.output(backupSchema),
  },
  retention: {
    /** Customers whose time on this laptop is over by the market's rule, longest over first. */
    due: call.output(z.object({ months: z.int(), customers: z.array(dueForErasureSchema) })),
  },
}
