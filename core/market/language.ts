import { z } from 'zod'

/** The languages that the application's own text is written in. A market pack names those of its market. */
export const languageSchema = z.enum(['en', 'ur'])
export type Language = z.infer<typeof languageSchema>

/** The same text in each language. */
export const wordingSchema = z.object({ en: z.string().min(1), ur: z.string().min(1) })
export type Wording = Readonly<z.infer<typeof wordingSchema>>
