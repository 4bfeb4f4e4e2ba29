import { z } from 'zod'
import { asOfSchema } from '../catalogue/attribute.ts'
import { sourceSchema } from '../catalogue/catalogue.ts'
import { wordingSchema } from '../market/language.ts'
import type { RateFact, RateKind } from '../market/rate.ts'
import { costPartCodes } from './cost-part.ts'

const rateCode = z.string().regex(/^[a-z][a-z0-9-]*$/)

/**
 * By which of a market's rates owning a vehicle is reckoned. A rate's unit says the rest: a percentage is of the value, an
 * amount a year is paid each year, an amount alone once.
 */
export const ownershipTermsSchema = z.object({
  /** What a part is called here, where the application's own word does not do. */
  names: z.partialRecord(z.enum(costPartCodes), wordingSchema).default({}),
  /** Amounts are reckoned to the nearest of these, in minor units: they are no closer than that. */
  roundToMinor: z.int().positive(),
  fuelPrice: rateCode,
  electricityPrice: rateCode,
  service: z.object({ interval: rateCode, cost: rateCode }),
  insurance: z.array(rateCode),
  tax: z.array(rateCode),
  /** Who is to be asked, or what still belongs to it, where a part cannot be reckoned or is not the whole. */
  beside: z
    .partialRecord(z.enum(costPartCodes), z.object({ isPart: z.boolean(), says: wordingSchema }))
    .default({}),
  /** Facts that rates depend on and nobody is asked about: from where to where they are taken to be, and why. */
  assumedFacts: z
    .array(
      z.object({
        fact: z.string(),
        least: z.number(),
        most: z.number(),
        why: wordingSchema,
        asOf: asOfSchema,
      }),
    )
    .default([]),
})
export type OwnershipTerms = Readonly<z.infer<typeof ownershipTermsSchema>>

/** Why these terms cannot be a market's, for whoever looks after the pack: names of rates or facts that it has not. */
export function ownershipTermsFaults(
  { fuelPrice, electricityPrice, service, insurance, tax, assumedFacts }: OwnershipTerms,
  {
    rateKinds,
    rateFacts,
  }: { readonly rateKinds: readonly RateKind[]; readonly rateFacts: readonly RateFact[] },
): readonly string[] {
  // A pack that brings no rates goes by those of the application.
  if (rateKinds.length === 0) return []
  const kinds = new Set(rateKinds.map(({ code }) => code))
  const rates = [fuelPrice, electricityPrice, service.interval, service.cost, ...insurance, ...tax]
  const numbers = new Set(rateFacts.flatMap(({ kind, code }) => (kind === 'number' ? [code] : [])))
  return [
    ...rates.filter((code) => !kinds.has(code)).map((code) => `No rate is called ${code}`),
    ...assumedFacts
      .filter(({ fact, least, most }) => !numbers.has(fact) || least > most)
      .map(({ fact }) => `${fact} is no number of the market, or its ends are the wrong way round`),
  ]
}

/**
 * What a model loses in value, in percent of what it is worth at the beginning of each year, for vehicles of which the
 * catalogue does not say.
 */
export const resaleSchema = z.object({
  make: z.string().min(1),
  model: z.string().min(1),
  lossPercentPerYear: z.number().min(0).max(60),
  /** How many adverts of how many model years it rests on, and how well a line fits them. */
  adverts: z.int().positive(),
  modelYears: z.int().positive(),
  weightedR2: z.number().min(0.8).max(1),
  source: sourceSchema,
  asOf: asOfSchema,
})
export type Resale = Readonly<z.infer<typeof resaleSchema>>
