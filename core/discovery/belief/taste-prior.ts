import { z } from 'zod'

/**
 * What is believed of people before this one has said anything. A taste is how much the whole span of an attribute
 * (its 5th to 95th percentile in the catalogue) is worth, in units of the scale of choice noise. `positive` ones are
 * log-normal with `spread` their coefficient of variation, as more is better for everyone; `either` ones are normal
 * with `spread` their standard deviation. `loadings` say how far a taste goes with each factor that people share
 * (such as thrift): the standardised taste is the sum of loading x factor and of what is its own.
 */
const tasteSchema = z.object({
  name: z.string().min(1),
  sign: z.enum(['positive', 'either']),
  mean: z.number(),
  spread: z.number().positive(),
  loadings: z.array(z.number().min(-1).max(1)).default([]),
})

/**
 * `musts` are the shares of people who cannot do without something, by position. `budgetLogSd` is the standard
 * deviation of the logarithm of budgets around the catalogue's middle price.
 */
export const beliefPriorSchema = z.object({
  tastes: z.array(tasteSchema).min(1),
  factors: z.int().min(0),
  musts: z.array(z.number().min(0).max(1)),
  budgetLogSd: z.number().positive(),
})
export type BeliefPrior = Readonly<z.infer<typeof beliefPriorSchema>>
