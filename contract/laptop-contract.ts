import { z } from 'zod'
import { call } from './call.ts'
import { askedSchema, laptopStateSchema, passphraseSchema } from './laptop.ts'

/** Answered in every state of the laptop's data; what those are is said in `laptop.ts`. */
export const laptopContract = {
  state: call.output(laptopStateSchema),
  /** Makes the passphrase that seals the key from now on, and with it the database where there is none. */
  choosePassphrase: call.input(z.object({ passphrase: passphraseSchema })).output(z.object({})),
  open: call
    .input(
      z.discriminatedUnion('with', [
        z.object({ with: z.literal('passphrase'), passphrase: passphraseSchema }),
        z.object({ with: z.literal('recovery-code'), code: z.string().max(200) }),
      ]),
    )
    .output(z.object({})),
  /** Makes the request to head office for the key, or gives the one under way. `anew`: lets go of that one. */
  askHeadoffice: call.input(z.object({ anew: z.boolean() })).output(askedSchema),
  /** Takes head office's answer to the request; the passphrase is chosen next. */
  takeAnswer: call.input(z.object({ answer: z.string().max(4000) })).output(z.object({})),
  /** Goes on from the new recovery code. `kept`: its owner has shown that they kept it. */
  keepCode: call.input(z.object({ kept: z.boolean() })).output(z.object({})),
  /** Looks again, after damage or a refusal. Comes back at once; `state` tells how it goes on, as for those below. */
  tryAgain: call.output(z.object({})),
  /** Reads what can be read of a damaged database into a new file, which is not put in use. */
  salvage: call.output(z.object({})),
  /** Puts what was salvaged in use; the damaged file is kept aside. */
  takeSalvaged: call.output(z.object({})),
  /** Puts a backup in use, with the journaled changes on top. What was in use is kept aside. Needs a manager while the data is open. */
  restore: call
    .input(z.object({ backupId: z.string().max(200), code: z.string().max(200).nullable() }))
    .output(z.object({})),
  /**
   * Sets damaged data aside and starts with an empty laptop: the last choice, said twice. On a laptop that head office
   * ended, where nothing is left, it begins as a new one.
   */
  startEmpty: call
    .input(z.object({ understood: z.literal('start-empty'), again: z.literal('start-empty') }))
    .output(z.object({})),
}
