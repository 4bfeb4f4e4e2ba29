import { z } from 'zod'

const column = z.string().min(1)

/** Stands in a wide survey's column name where the alternative's name is. */
export const alternativePlace = '{alternative}'

const readingSchema = z.strictObject({
  /** The column's name in the file; in a wide survey with {alternative} where it has one for each alternative. */
  from: column,
  /** Labels that the file has the wrong way round, in pairs. */
  swap: z.array(z.tuple([z.string(), z.string()])).default([]),
  /** What a cell stands for, where it is not what it says. */
  recode: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  divideBy: z
    .number()
    .refine((by) => by !== 0, 'Nothing can be divided by 0')
    .default(1),
  whenMissing: z.enum(['leave-task-out', 'leave-alternative-out', 'zero']).default('leave-task-out'),
})

const factorSchema = z.union([
  z.string(),
  z.strictObject({ column: z.string(), is: z.union([z.string(), z.array(z.string()).min(1)]) }),
])

const tasteSchema = z.enum(['fixed', 'normal', 'more-is-better', 'less-is-better', 'as-fitted'])

const termSchema = z.union([
  z.strictObject({
    name: z.string().min(1),
    of: z.array(factorSchema).min(1),
    taste: tasteSchema.default('normal'),
  }),
  z.strictObject({ dummiesOf: z.string(), base: z.string(), taste: tasteSchema.default('normal') }),
])

const chosenSchema = z.discriminatedUnion('coded', [
  z.strictObject({
    coded: z.literal('flag'),
    column,
    yes: z.array(z.string()).min(1).default(['1', '1.0', 'true', 'TRUE', 'True', 'yes']),
  }),
  z.strictObject({ coded: z.literal('index'), column, first: z.int().default(1) }),
  z.strictObject({ coded: z.literal('name'), column, written: z.string().default(alternativePlace) }),
])

const shared = {
  title: z.string().min(1),
  /** A model that others have published for this survey, to stand beside ours. */
  published: z
    .strictObject({ source: z.string(), loglik: z.number().negative(), choices: z.int().positive() })
    .nullable()
    .default(null),
  person: column.nullable().default(null),
  task: column.nullable().default(null),
  chosen: chosenSchema,
  /** A column that says whether the alternative was on offer. */
  available: column.nullable().default(null),
  /** The alternative of taking none; `written` is how the column of the chosen says it. */
  optOut: z
    .strictObject({
      name: z.string().min(1),
      isListed: z.boolean(),
      written: z.string().nullable().default(null),
    })
    .nullable()
    .default(null),
  missing: z.array(z.string()).default(['', 'NA', 'NaN', 'nan', 'null', '.']),
  columns: z.record(z.string(), readingSchema),
  terms: z.array(termSchema).min(1),
  constants: z.enum(['none', 'position', 'name']).default('none'),
  atMostPeople: z.int().min(4).nullable().default(null),
  heldOut: z
    .strictObject({
      share: z.number().min(0.02).max(0.9).default(0.25),
      seed: z.int().default(1),
      /** So many times, each with other people held out. */
      rounds: z.int().min(1).max(20).default(1),
    })
    .refine(({ share, rounds }) => share * rounds <= 1.0001, {
      error: 'Each round holds other people out: rounds x share is at most 1',
      path: ['rounds'],
    })
    .prefault({}),
  belief: z
    .strictObject({
      draws: z.int().min(20).max(2000).nullable().default(null),
      particles: z.int().min(50).max(20_000).default(400),
      factors: z.int().min(0).max(4).nullable().default(null),
      lapse: z.union([z.literal('fitted'), z.number().min(0).max(0.5)]).default('fitted'),
    })
    .prefault({}),
}

const specSchema = z
  .discriminatedUnion('form', [
    z.strictObject({ form: z.literal('wide'), alternatives: z.array(z.string().min(1)).min(2), ...shared }),
    z.strictObject({ form: z.literal('long'), alternative: column.nullable().default(null), ...shared }),
  ])
  .superRefine((spec, ctx) => {
    const refuse = (path: readonly (string | number)[], message: string) =>
      ctx.addIssue({ code: 'custom', path: [...path], message })
    const known = Object.keys(spec.columns)
    const wanted = (name: string, path: readonly (string | number)[]) => {
      if (!known.includes(name))
        refuse(
          path,
          `No column is called "${name}"; columns has ${known.map((one) => `"${one}"`).join(', ')}`,
        )
    }
    for (const [index, term] of spec.terms.entries())
      if ('dummiesOf' in term) wanted(term.dummiesOf, ['terms', index, 'dummiesOf'])
      else
        for (const [place, factor] of term.of.entries())
          wanted(typeof factor === 'string' ? factor : factor.column, ['terms', index, 'of', place])
    const names = spec.terms.flatMap((term) => ('name' in term ? [term.name] : []))
    for (const [index, name] of names.entries())
      if (names.indexOf(name) !== index) refuse(['terms'], `Two terms are called "${name}"`)
    if (spec.form === 'long') {
      for (const [name, { from }] of Object.entries(spec.columns))
        if (from.includes(alternativePlace))
          refuse(['columns', name, 'from'], `${alternativePlace} is for wide surveys; name the column itself`)
      if (spec.task === null)
        refuse(['task'], 'A long survey needs the column that tells one task of a person from the next')
      if (spec.alternative === null && (spec.constants === 'name' || spec.chosen.coded === 'name'))
        refuse(['alternative'], 'Alternatives are told apart by name: say which column has their names')
      if (spec.optOut?.isListed === true && spec.alternative === null)
        refuse(['alternative'], 'The opt-out is found by its name: say which column has the names')
    } else {
      if (new Set(spec.alternatives).size < spec.alternatives.length)
        refuse(['alternatives'], 'Two alternatives have one name')
      if (spec.optOut?.isListed === true && !spec.alternatives.includes(spec.optOut.name))
        refuse(['optOut', 'name'], 'A listed opt-out is one of the alternatives')
      if (spec.chosen.coded === 'flag' && !spec.chosen.column.includes(alternativePlace))
        refuse(
          ['chosen', 'column'],
          `A flag has one column for each alternative: write ${alternativePlace} in its name`,
        )
    }
  })

/** What the columns of a file of choices are, and what is to be made of them. */
export type ChoiceSpec = z.infer<typeof specSchema>
export type Reading = z.infer<typeof readingSchema>
export type Factor = z.infer<typeof factorSchema>
/** How people's tastes for a term may lie: the same in all, on either side, or on one side only. */
export type Taste = z.infer<typeof tasteSchema>

export type ReadSpec =
  | { readonly type: 'spec'; readonly spec: ChoiceSpec }
  | { readonly type: 'refused'; readonly why: string }

/** Reads a spec from its JSON text, or says line by line what is wrong with it and where. */
export function readSpec(text: string): ReadSpec {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { type: 'refused', why: `The spec is not JSON: ${error instanceof Error ? error.message : ''}` }
  }
  const { success, data, error } = specSchema.safeParse(json)
  return success
    ? { type: 'spec', spec: data }
    : { type: 'refused', why: `The spec cannot be used.\n${z.prettifyError(error)}` }
}
