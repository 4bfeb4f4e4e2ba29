import { z } from 'zod'

/** What a person of the store does there, and with it what they may do on this laptop. */
export const roleSchema = z.enum(['consultant', 'service-adviser', 'manager'])
export type Role = z.infer<typeof roleSchema>
