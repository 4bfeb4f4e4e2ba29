import type { z } from 'zod'

/**
 * How a field of a row takes two values that were said without knowing of each other. `register`: the first accepted
 * is shown, the other stands beside it until a person settles it. `set`: a list without order or repeats; what either
 * added is in it. `claim`: a register that can be had by one only, so that the second is a double promise.
 */
export type FieldKind = 'register' | 'set' | 'claim'

interface RowDescription<F extends z.ZodRawShape> {
  readonly fields: z.ZodObject<F>
  /** Every field is named here, so that a new one cannot be forgotten. */
  readonly merge: { readonly [K in keyof F]: FieldKind }
  /** The row that must be there first, for a change that arrives before what it hangs on. */
  readonly references: Readonly<Record<string, string>>
  /** Fields that mean something only together: in a conflict they go the same way. */
  readonly together?: readonly (readonly (keyof F & string)[])[]
}

/** Fields change one by one, each with its own parent. */
export const row = <F extends z.ZodRawShape, const R extends Readonly<Record<string, string>>>(
  description: RowDescription<F> & { readonly references: R },
) => ({ kind: 'row' as const, ...description })

interface OnceDescription<F extends z.ZodRawShape> {
  readonly fields: z.ZodObject<F>
  readonly references: Readonly<Record<string, string>>
}

/** Written once, never changed, so two of them never clash. */
export const event = <F extends z.ZodRawShape, const R extends Readonly<Record<string, string>>>(
  description: OnceDescription<F> & { readonly references: R },
) => ({ kind: 'event' as const, ...description })

/** An immutable whole, revised only by a new one. */
export const document = <F extends z.ZodRawShape, const R extends Readonly<Record<string, string>>>(
  description: OnceDescription<F> & { readonly references: R },
) => ({ kind: 'document' as const, ...description })
