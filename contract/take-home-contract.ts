import { z } from 'zod'
import { opportunityIdSchema } from '../core/ids.ts'
import { languageSchema } from '../core/market/language.ts'
import { takeHomePageSchema } from '../core/take-home/take-home-page.ts'
import { call } from './call.ts'

/** One language, or two side by side on the same sheet. */
const languagesSchema = z
  .array(languageSchema)
  .min(1)
  .max(2)
  .refine((languages) => new Set(languages).size === languages.length, 'Each language once')

const asked = z.object({ opportunityId: opportunityIdSchema, languages: languagesSchema })

/** The page that the customer takes home: on paper, as a PDF, and as short text for a message. */
export const takeHomeContract = {
  takeHome: {
    /** What stands on it, once for each language, as it is now. Refused with NO_CATALOGUE where there are no vehicles. */
    page: call.input(asked).output(z.object({ pages: z.array(takeHomePageSchema).min(1).max(2) })),
    /** Said before the page is handed to the printer or to the clipboard: what is on it leaves the laptop. */
    taking: call.input(asked.extend({ as: z.enum(['print', 'text']) })).output(z.object({})),
    /** A PDF where a Chromium can print it; otherwise the address of the page to print, said plainly. */
    print: call.input(asked).output(
      z.discriminatedUnion('type', [
        z.object({
          type: z.literal('pdf'),
          file: z.object({ fileName: z.string(), content: z.instanceof(Blob) }),
        }),
        z.object({ type: z.literal('print-page'), path: z.string(), sentence: z.string() }),
      ]),
    ),
  },
}
