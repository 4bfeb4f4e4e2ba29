import { z } from 'zod'
import { packedNumbersSchema } from './packed-numbers.ts'

const runsSchema = z.array(z.int().min(0)).min(1)

/**
 * A row of values of one kind. What a column holds is read one level at a time, so that a page cannot be deeper than
 * its reader.
 *
 * `same`: all are this scalar. `header`: each is what its change set says under the same name. `each`: scalars as they
 * are. `pick`: places in a list of scalars. `numbers`, `ids`: packed-numbers.ts and packed-ids.ts; `told` are the
 * numbers of ids told before, `ordinals` their ordinals where any has one. `list`: lengths, and all items in one row.
 * `object`: a row for each key. `mixed`: the kind of each, and a row for each kind. `verbatim`: as they are.
 */
export const columnSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('same'), value: z.union([z.string(), z.number(), z.boolean(), z.null()]) }),
  z.object({ type: z.literal('header') }),
  z.object({ type: z.literal('each'), values: z.array(z.unknown()) }),
  z.object({ type: z.literal('pick'), of: z.array(z.unknown()), at: packedNumbersSchema }),
  z.object({ type: z.literal('numbers'), ...packedNumbersSchema.shape }),
  z.object({
    type: z.literal('ids'),
    isNew: runsSchema,
    told: packedNumbersSchema.optional(),
    times: packedNumbersSchema.optional(),
    ordinals: packedNumbersSchema.optional(),
    wide: z.literal(true).optional(),
  }),
  z.object({ type: z.literal('list'), lengths: packedNumbersSchema, items: z.unknown() }),
  z.object({ type: z.literal('object'), keys: z.array(z.string()), columns: z.array(z.unknown()) }),
  z.object({ type: z.literal('mixed'), kinds: packedNumbersSchema, columns: z.array(z.unknown()) }),
  z.object({ type: z.literal('verbatim'), values: z.array(z.unknown()) }),
])
type Read = z.infer<typeof columnSchema>

/** A column as it is written, with columns in it. */
export type Column =
  | Exclude<Read, { readonly type: 'list' | 'object' | 'mixed' }>
  | (Omit<Extract<Read, { readonly type: 'list' }>, 'items'> & { readonly items: Column })
  | (Omit<Extract<Read, { readonly type: 'object' }>, 'columns'> & { readonly columns: readonly Column[] })
  | (Omit<Extract<Read, { readonly type: 'mixed' }>, 'columns'> & { readonly columns: readonly Column[] })

/** Columns lie no deeper in each other than this; what is deeper is told verbatim. */
export const deepestColumn = 12
/** What is told verbatim is no deeper than this. */
export const deepestValue = 64

/**
 * What values belong to: the change set, or the row of the feed. `numbers` are the numbers that their ids have in the
 * page, `idTimes` the times in those, `times` the times that their values are near to.
 */
export interface Owners {
  readonly numbers: readonly number[]
  readonly idTimes: readonly number[]
  readonly times: readonly number[]
  /** What each says of itself, by name. */
  readonly header: ReadonlyMap<string, readonly (string | number | null)[]>
}

export const noOwners: Owners = { numbers: [], idTimes: [], times: [], header: new Map() }
