import { z } from 'zod'

const spellings = z.array(z.string().min(1)).min(1)
const tag = z.object({ questionId: z.string().min(1), code: z.string().min(1) })

/**
 * Words that stand for a tag. A spelling of several words matches them in any order with up to two others between.
 * `negated` is the tag where they are denied ("no diesel"); without it a denial suggests nothing. `not` cancels.
 */
const entrySchema = z.object({
  words: spellings,
  suggests: tag,
  negated: tag.optional(),
  not: spellings.optional(),
})

/** A number question answered by a number with one of these words right before or after it: "seven seats". */
const countSchema = z.object({
  questionId: z.string().min(1),
  before: z.array(z.string().min(1)),
  after: z.array(z.string().min(1)),
  not: spellings.optional(),
})

/** A money question answered by an amount beside one of `cues`, or by two amounts with one of `to` between them. */
const amountSchema = z.object({
  questionId: z.string().min(1),
  cues: spellings,
  to: spellings,
  not: spellings.optional(),
})

/**
 * What people say and the answers that it suggests, as data of a market: `packs/<market>/lexicon.json`, in every way
 * that people of the market write. A `negations.before` denies what follows it, an `after` what it follows; `joins` carry
 * a denial from one thing to the next ("diesel or electric"), and nothing reaches over one of `breaks`.
 */
export const lexiconSchema = z.object({
  version: z.string().min(1),
  negations: z.object({ before: z.array(z.string().min(1)), after: z.array(z.string().min(1)) }),
  joins: z.array(z.string().min(1)),
  breaks: z.array(z.string().min(1)),
  /** Single words that say the same wherever they stand, in whatever language: `wife`, `begum`, `بیگم`. */
  alike: z.array(z.object({ words: spellings })),
  numbers: z.array(z.object({ number: z.int().min(0), words: spellings })),
  counts: z.array(countSchema),
  amounts: z.array(amountSchema),
  entries: z.array(entrySchema).min(1),
})
export type Lexicon = Readonly<z.infer<typeof lexiconSchema>>
