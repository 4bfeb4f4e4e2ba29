import { Refusal } from '../../contract/errors.ts'
import { currentAnswers } from '../../core/discovery/current-answers.ts'
import type { OpportunityId, VariantId } from '../../core/ids.ts'
import type { Language } from '../../core/market/language.ts'
import { ratesWithEdits } from '../../core/market/rate-edits.ts'
import { onRoadPriceOf } from '../../core/pricing/build-on-road-price.ts'
import { chooseFacts } from '../../core/pricing/choose-facts.ts'
import { type FinanceAsked, financeGrounds } from '../../core/pricing/finance-grounds.ts'
import type { FinanceGround } from '../../core/pricing/finance-offer.ts'
import type { AmountRange, OnRoadPrice, PriceGround } from '../../core/pricing/on-road-price.ts'
import { knownFacts, type PriceAsked, priceGround } from '../../core/pricing/price-ground.ts'
import { plainPriceTerms } from '../../core/pricing/price-terms.ts'
import type { QuoteContent } from '../../core/pricing/quote.ts'
import { reproduceQuote } from '../../core/pricing/quote.ts'
import { sayFacts, sideLabel } from '../../core/pricing/say-facts.ts'
import { sayFinance } from '../../core/pricing/say-finance.ts'
import { sayPrice } from '../../core/pricing/say-price.ts'
import { toldBefore } from '../../core/pricing/told-before.ts'
import { wantsNoInterest } from '../../core/pricing/wants-no-interest.ts'
import type { Showroom } from './showroom.ts'

/** Whose price is asked for, of what; `facts` and `told` as `contract/pricing-contract.ts` says. */
export interface PriceQuestion {
  readonly opportunityId: OpportunityId
  readonly variantId: VariantId
  readonly facts: Readonly<Record<string, string | null>>
  readonly told: Readonly<Record<string, number | null>>
}

/** Prices of vehicles by the rates of the store as they are today, and quotes made again from what they keep. */
export function createPricer(showroom: Pick<Showroom, 'db' | 'pack' | 'bank' | 'catalogue' | 'today'>) {
  const { db, pack } = showroom
  const terms = pack.pricing ?? plainPriceTerms

  const answersOf = (opportunityId: OpportunityId) => currentAnswers(db.answers.current(opportunityId))
  const choicesOf = ({ opportunityId, facts }: PriceQuestion, variant: PriceAsked['variant']) =>
    chooseFacts({
      terms,
      rateFacts: pack.rateFacts,
      answers: answersOf(opportunityId),
      kept: db.priceFacts.all(),
      chosen: facts,
      known: knownFacts({ variant, pack, terms, facts: {} }, null),
    })
  const toldOf = ({ opportunityId, variantId, told }: PriceQuestion): Pick<PriceAsked, 'told' | 'toldOn'> => {
    const last = db.quotes.of(opportunityId).find((quote) => quote.variantId === variantId)
    const before = last ? toldBefore(last.content) : { told: {}, toldOn: {} }
    const isKept = ([code]: readonly [string, unknown]) => told[code] === undefined
    return {
      told: Object.fromEntries([
        ...Object.entries(before.told).filter(isKept),
        ...Object.entries(told).flatMap(([code, amount]) =>
          amount === null ? [] : [[code, amount] as const],
        ),
      ]),
      toldOn: Object.fromEntries(Object.entries(before.toldOn).filter(isKept)),
    }
  }
  return {
    terms,
    /** By which answer the customer wants no interest; `null` where none says so. */
    noInterestSaid: (opportunityId: OpportunityId) =>
      wantsNoInterest(terms, showroom.bank, answersOf(opportunityId)),
    /**
     * The grounds of each side of what is not sure, and what the price goes by.
     * @throws Refusal NO_CATALOGUE, NOT_FOUND
     */
    ask(question: PriceQuestion) {
      const atHand = showroom.catalogue()
      if (!atHand) throw new Refusal('NO_CATALOGUE')
      const { catalogue } = atHand
      const variant = catalogue.variants.find(({ id }) => id === question.variantId)
      if (!variant) throw new Refusal('NOT_FOUND')
      const { choices, sides } = choicesOf(question, variant)
      const told = toldOf(question)
      const rates = ratesWithEdits(pack.rates, db.rateEdits.all())
      const asked = (facts: Readonly<Record<string, string>>): PriceAsked => ({
        variant,
        catalogueSources: catalogue.sources,
        rates,
        pack,
        terms,
        facts,
        ...told,
        day: showroom.today(),
      })
      return {
        catalogueVersion: catalogue.version,
        told: told.told,
        choices,
        sides: sides.map((side) => ({ ...side, ground: priceGround(asked(side.facts)) })),
        /** The facts that are open as long as nobody chooses on the screen. */
        openFacts: choicesOf({ ...question, facts: {} }, variant)
          .choices.filter(({ why, showsSides }) => why === 'open' && showsSides)
          .map(({ fact }) => fact.code),
        groundWith: (facts: Readonly<Record<string, string>>) => priceGround(asked(facts)),
        financeWith: (
          facts: Readonly<Record<string, string>>,
          priceMinor: number,
          finance: Omit<FinanceAsked, 'toldOn'>,
        ): readonly FinanceGround[] =>
          financeGrounds(asked(facts), priceMinor, { ...finance, toldOn: showroom.today() }),
      }
    },
    /** The price of each side in words. @throws Refusal NO_CATALOGUE, NOT_FOUND */
    onRoad(question: PriceQuestion, language: Language) {
      const { sides, choices, told } = this.ask(question)
      return {
        sides: sides.map(({ facts, differs, ground }) => ({
          label: sideLabel(facts, differs, pack.rateFacts, language),
          facts,
          price: sayPrice(onRoadPriceOf(ground), pack, language),
        })),
        facts: sayFacts(choices, language),
        canAdd: terms.lines
          .filter(({ code, rates }) => rates.length === 0 && told[code] === undefined)
          .map(({ code, name }) => ({ code, name: name[language] })),
      }
    },
    /** A quote in words, made again from what it keeps. */
    sayQuote(content: QuoteContent, language: Language) {
      const { price, offer } = reproduceQuote(content)
      const { finance, openFacts, ground } = content
      return {
        label: sideLabel(ground.facts, openFacts, pack.rateFacts, language),
        price: sayPrice(price, pack, language),
        finance:
          finance && offer
            ? sayFinance(
                finance.ground,
                offer,
                {
                  setAsideBy: null,
                  upFrontMinor: upFront([price], offer.downPaymentMinor),
                  isHigherPrice: isRange(ground),
                },
                pack,
                language,
              )
            : null,
      }
    },
  }
}

/** What is paid on the day: the down payment and every other line that is known, over all sides. */
export function upFront(prices: readonly OnRoadPrice[], downPaymentMinor: number): AmountRange | null {
  const besides = prices.flatMap(({ lines, totalMinor }) => {
    const vehicle = lines[0]?.amountMinor
    if (!totalMinor || !vehicle) return []
    return [{ least: totalMinor.least - vehicle.least, most: totalMinor.most - vehicle.most }]
  })
  if (besides.length === 0) return null
  return {
    least: downPaymentMinor + Math.min(...besides.map(({ least }) => least)),
    most: downPaymentMinor + Math.max(...besides.map(({ most }) => most)),
  }
}

/** Whether the vehicle's own price is a range. */
export function isRange({ price }: PriceGround): boolean {
  return price.amountMinor !== null && price.amountMinor.least !== price.amountMinor.most
}
