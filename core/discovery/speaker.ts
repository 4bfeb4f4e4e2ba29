import { z } from 'zod'

/**
 * Who of the party speaks. In the order in which they are heard where they differ: who drives it every day has the
 * nearest knowledge of what is needed.
 */
export const speakerSchema = z.enum(['driver', 'payer', 'decider', 'passenger'])
export type Speaker = z.infer<typeof speakerSchema>
