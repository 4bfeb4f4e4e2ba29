import { z } from 'zod'

/** An amount in integer minor units of its currency (a currency without minor units counts whole units). */
export const moneySchema = z.object({
  amountMinor: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
})
export type Money = Readonly<z.infer<typeof moneySchema>>
