import type { OpportunityId, VariantId } from '../../core/ids.ts'
import type { Language } from '../../core/market/language.ts'
import { onRoadPriceOf } from '../../core/pricing/build-on-road-price.ts'
import type { OnRoadPrice } from '../../core/pricing/on-road-price.ts'
import { reproduceQuote } from '../../core/pricing/quote.ts'
import { sideLabel } from '../../core/pricing/say-facts.ts'
import { sayPrice } from '../../core/pricing/say-price.ts'
import type { PromisedAsked } from '../../core/take-home/promised.ts'
import { createPricer } from './pricer.ts'
import type { Showroom } from './showroom.ts'

interface RoadSide {
  /** What this side takes to be so, `null` where there is one side. */
  readonly label: string | null
  readonly price: OnRoadPrice
  /** The same in words. */
  readonly said: ReturnType<typeof sayPrice>
}

type LatestQuote = PromisedAsked['quotes'][number] & {
  readonly variantId: VariantId
  readonly price: OnRoadPrice
}

/** What vehicles cost on the road for the customer of an opportunity, with nothing chosen by hand. */
export interface RoadPrices {
  /** By today's rates: one, or one for each value of what is not sure. @throws Refusal NO_CATALOGUE, NOT_FOUND */
  readonly sides: (asked: {
    readonly opportunityId: OpportunityId
    readonly variantId: VariantId
    readonly language: Language
  }) => readonly RoadSide[]
  /** What was quoted last of each vehicle, made again from what it keeps. */
  readonly latestQuotes: (opportunityId: OpportunityId, language: Language) => readonly LatestQuote[]
}

export function createRoadPrices(
  showroom: Pick<Showroom, 'db' | 'pack' | 'catalogue' | 'today'>,
): RoadPrices {
  const { db, pack } = showroom
  const pricer = createPricer(showroom)
  return {
    sides: ({ opportunityId, variantId, language }) =>
      pricer
        .ask({ opportunityId, variantId, facts: {}, told: {} })
        .sides.map(({ facts, differs, ground }) => {
          const price = onRoadPriceOf(ground)
          return {
            label: sideLabel(facts, differs, pack.rateFacts, language),
            price,
            said: sayPrice(price, pack, language),
          }
        }),
    latestQuotes: (opportunityId, language) => {
      const latest = new Map(
        db.quotes
          .of(opportunityId)
          .toReversed()
          .map((quote) => [quote.variantId, quote]),
      )
      return [...latest.values()].map(({ businessDay, variantId, content }) => {
        const { label, price } = pricer.sayQuote(content, language)
        return {
          variantId,
          businessDay,
          vehicle: price.name,
          totalText: price.totalText,
          side: label,
          price: reproduceQuote(content).price,
        }
      })
    },
  }
}
