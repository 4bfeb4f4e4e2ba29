import type { OpportunityId, VariantId } from '../../core/ids.ts'
import type { Language } from '../../core/market/language.ts'
import { onRoadPriceOf } from '../../core/pricing/build-on-road-price.ts'
import type { OnRoadPrice } from '../../core/pricing/on-road-price.ts'
import { reproduceQuote } from '../../core/pricing/quote.ts'
import { sideLabel } from '../../core/pricing/say-facts.ts'
import { sayPrice } from '../../core/pricing/say-price.ts'
import type { PromisedAsked } from '../../core/take-home/promised.ts'
import type { KeptQuote } from '../../db/quotes.ts'
import { createPricer } from './pricer.ts'
import type { Showroom } from './showroom.ts'

interface RoadSide {
  /** What this side takes to be so, `null` where there is one side. */
  readonly label: string | null
  readonly price: OnRoadPrice
  /** The same in words. */
  readonly said: ReturnType<typeof sayPrice>
}

/** What vehicles cost on the road for the customer of an opportunity, with nothing chosen by hand. */
export interface RoadPrices {
  /**
   * By today's rates: one, or one for each value of what is not sure. Where no list has the vehicle's own price, as it was
   * quoted last. @throws Refusal NO_CATALOGUE, NOT_FOUND
   */
  readonly sides: (asked: {
    readonly opportunityId: OpportunityId
    readonly variantId: VariantId
    readonly language: Language
  }) => readonly RoadSide[]
  /** What was quoted last of each vehicle. */
  readonly latestQuotes: (opportunityId: OpportunityId, language: Language) => PromisedAsked['quotes']
}

export function createRoadPrices(
  showroom: Pick<Showroom, 'db' | 'pack' | 'bank' | 'catalogue' | 'today'>,
): RoadPrices {
  const { db, pack } = showroom
  const pricer = createPricer(showroom)
  const latest = (opportunityId: OpportunityId): readonly KeptQuote[] => [
    ...new Map(
      db.quotes
        .of(opportunityId)
        .toReversed()
        .map((quote) => [quote.variantId, quote]),
    ).values(),
  ]
  return {
    sides({ opportunityId, variantId, language }) {
      const sides = pricer
        .ask({ opportunityId, variantId, facts: {}, told: {} })
        .sides.map(({ facts, differs, ground }) => ({
          label: sideLabel(facts, differs, pack.rateFacts, language),
          price: onRoadPriceOf(ground),
        }))
      const isPriced = sides.some(({ price }) => price.totalMinor !== null)
      const quote = isPriced ? undefined : latest(opportunityId).find((one) => one.variantId === variantId)
      const shown = quote
        ? [
            {
              label: pricer.sayQuote(quote.content, language).label,
              price: reproduceQuote(quote.content).price,
            },
          ]
        : sides
      return shown.map(({ label, price }) => ({ label, price, said: sayPrice(price, pack, language) }))
    },
    latestQuotes: (opportunityId, language) =>
      latest(opportunityId).map(({ businessDay, content }) => {
        const { label, price } = pricer.sayQuote(content, language)
        const { name: vehicle, totalText } = price
        const notKnown = price.notKnown.map(({ name }) => name)
        return { businessDay, vehicle, totalText, side: label, notKnown }
      }),
  }
}
