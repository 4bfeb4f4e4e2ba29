import { z } from 'zod'
import { businessDaySchema } from '../market/business-day.ts'
import { onRoadPriceOf } from './build-on-road-price.ts'
import {
  type FinanceGround,
  type FinanceOffer,
  financeGroundSchema,
  financeOfferSchema,
} from './finance-offer.ts'
import { financeOfferOf } from './finance-offer-of.ts'
import { type OnRoadPrice, onRoadPriceSchema, type PriceGround, priceGroundSchema } from './on-road-price.ts'

/**
 * What a quote keeps: what its price followed from, the price as it was shown, the finance that was asked for, and
 * which catalogue the vehicle's figures came from. Nothing of it names a person.
 */
export const quoteContentSchema = z.object({
  version: z.literal(1),
  ground: priceGroundSchema,
  price: onRoadPriceSchema,
  finance: z.object({ ground: financeGroundSchema, offer: financeOfferSchema }).nullable(),
  /** The facts that were not sure when it was made: this price is on one side of them. */
  openFacts: z.array(z.string()),
  catalogueVersion: z.string().nullable(),
  quotedOn: businessDaySchema,
})
export type QuoteContent = Readonly<z.infer<typeof quoteContentSchema>>

/** A quote of a price and of one way to pay it, with all that both follow from. */
export function makeQuote(made: {
  readonly ground: PriceGround
  readonly finance: FinanceGround | null
  readonly openFacts: readonly string[]
  readonly catalogueVersion: string | null
}): QuoteContent {
  const { ground, finance, openFacts, catalogueVersion } = made
  return {
    version: 1,
    ground,
    price: onRoadPriceOf(ground),
    finance: finance && { ground: finance, offer: financeOfferOf(finance) },
    openFacts: [...openFacts],
    catalogueVersion,
    quotedOn: ground.day,
  }
}

/** The price of a quote made again from what it keeps, whatever the rates and the catalogue say by now. */
export function reproduceQuote({ ground, finance }: QuoteContent): {
  readonly price: OnRoadPrice
  readonly offer: FinanceOffer | null
} {
  return { price: onRoadPriceOf(ground), offer: finance && financeOfferOf(finance.ground) }
}
