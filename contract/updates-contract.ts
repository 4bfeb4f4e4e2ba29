import { z } from 'zod'
import { versionSchema } from '../core/updates/release.ts'
import { call } from './call.ts'

const bytesSchema = z.int().nonnegative()

/** Whether a later version of Northstar is on its way to this laptop. It installs itself; there is nothing to ask for. */
export const updatesContract = {
  updates: {
    state: call.output(
      z.object({
        standing: z.discriminatedUnion('type', [
          /** It was not installed as one that updates itself. */
          z.object({ type: z.literal('by-hand') }),
          z.object({ type: z.literal('no-headoffice') }),
          z.object({ type: z.literal('none') }),
          z.object({
            type: z.literal('fetching'),
            version: versionSchema,
            done: bytesSchema,
            of: bytesSchema,
          }),
          z.object({ type: z.literal('ready'), version: versionSchema }),
        ]),
        /** What to say about it, in the error catalogue's words. */
        problem: z.object({ code: z.string(), detail: z.record(z.string(), z.string()) }).nullable(),
      }),
    ),
  },
}
