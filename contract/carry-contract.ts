import { z } from 'zod'
import { languageSchema } from '../core/market/language.ts'
import { call } from './call.ts'

/** What reading head office's answer came to. */
const carriedOutcomeSchema = z.enum([
  /** Receipts and feed were taken over, as far as they were new. */
  'read',
  /** Head office was begun anew: everything waits again and has to be carried once more. */
  'carry-again',
  /** This laptop and head office have spoken since: what the answer says is the past. */
  'old',
  /** Sync stands still until a person has decided. */
  'stopped',
  /** Laptop and head office have no protocol in common. */
  'too-old',
])

/** Unsent records to head office and its answer back, on a stick instead of a line. */
export const carryContract = {
  carry: {
    /** Writes a file with everything that waits. Nothing of it counts as sent before its answer is read. */
    write: call.output(
      z.object({
        fileName: z.string(),
        content: z.instanceof(Blob),
        changeSets: z.int(),
        writtenAt: z.int(),
      }),
    ),
    /** Reads head office's answer; the same one again changes nothing. */
    read: call.input(z.object({ content: z.instanceof(Blob), language: languageSchema })).output(
      z.object({
        outcome: carriedOutcomeSchema,
        /** Change sets that have their receipt now. */
        receipts: z.int(),
        /** Rows of the feed that came with it and are in their place. */
        rows: z.int(),
        /** Change sets that still wait. */
        waiting: z.int(),
        /** What it did, as a sentence. */
        sentence: z.string(),
      }),
    ),
  },
}
