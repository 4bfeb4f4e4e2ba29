import { Refusal } from '../../../contract/errors.ts'
import type { OpportunityId } from '../../../core/ids.ts'
import { onRoadPriceOf } from '../../../core/pricing/build-on-road-price.ts'
import { financeOfferOf } from '../../../core/pricing/finance-offer-of.ts'
import { monthChoices } from '../../../core/pricing/month-choices.ts'
import { makeQuote, type QuoteContent } from '../../../core/pricing/quote.ts'
import { sayFinance } from '../../../core/pricing/say-finance.ts'
import { waysToPay } from '../../../core/pricing/ways-to-pay.ts'
import type { KeptQuote } from '../../../db/quotes.ts'
import type { Implementer } from '../contract-implementer.ts'
import { createPricer, isRange, upFront } from '../pricer.ts'
import type { Showroom } from '../showroom.ts'
import { alreadyMade } from './already-made.ts'

/** What a vehicle costs on the road, how it can be paid for, and the quotes that were made of it. */
export function createPricingHandlers(contract: Implementer, showroom: Showroom) {
  const { db, clock, pack, session } = showroom
  const pricer = createPricer(showroom)
  const ways = waysToPay(pricer.terms)
  const { pricing } = contract
  const knownOpportunity = (opportunityId: OpportunityId) => {
    if (!db.visits.opportunityIsThere(opportunityId)) throw new Refusal('NOT_FOUND')
    showroom.seen(db.visits.customerOfOpportunity(opportunityId), { what: 'price', opportunityId })
  }
  const nameOf = (id: KeptQuote['authorId']) => db.consultants.all().find((one) => one.id === id)?.name ?? id
  const viewOf = (quote: Omit<KeptQuote, 'opportunityId' | 'visitId'>, language: KeptQuote['language']) => {
    const { id, occurredAt, businessDay, authorId, variantId, content } = quote
    const said = pricer.sayQuote(content, language)
    return {
      quoteId: id,
      recordedAt: occurredAt,
      businessDay,
      by: nameOf(authorId),
      variantId,
      name: said.price.name,
      totalText: said.price.totalText,
      ...said,
    }
  }

  return {
    pricing: {
      onRoad: pricing.onRoad.handler(({ input: { language, ...question } }) => {
        knownOpportunity(question.opportunityId)
        return pricer.onRoad(question, language)
      }),
      keepFact: pricing.keepFact.handler(({ input: { fact, code } }) => {
        const terms = pricer.terms.facts.find((known) => known.fact === fact && known.isKept)
        const known = pack.rateFacts.find((one) => one.code === fact)
        const isCode = known?.kind === 'code' && known.values.some((value) => value.code === code)
        if (!terms || !isCode) throw new Refusal('NOT_FOUND')
        db.priceFacts.keep(fact, code)
        session.active()
        return {}
      }),
      finance: pricing.finance.handler(({ input: { language, ...input } }) => {
        const { downPaymentMinor, months, ratePercentPerYear, ...question } = input
        knownOpportunity(question.opportunityId)
        const asked = pricer.ask(question)
        const [first] = asked.sides
        const priceMinor = first?.ground.price.amountMinor?.most ?? null
        if (!first || priceMinor === null) return { offers: [], downPaymentMinor: null, months: null }
        const wanted = { downPaymentMinor, months, ratePercentPerYear }
        const grounds = asked.financeWith(first.facts, priceMinor, wanted)
        const noInterest = pricer.noInterestSaid(question.opportunityId)
        const offers = grounds.map((ground) => {
          const offer = financeOfferOf(ground)
          const facts = ways.find(({ code }) => code === ground.mode)?.facts ?? {}
          const prices = asked.sides.map((side) =>
            onRoadPriceOf(asked.groundWith({ ...side.facts, ...facts })),
          )
          const beside = {
            setAsideBy: ground.interestFree ? null : noInterest,
            upFrontMinor: upFront(prices, offer.downPaymentMinor),
            isHigherPrice: isRange(first.ground),
          }
          return sayFinance(ground, offer, beside, pack, language)
        })
        const usual = grounds.find(({ arithmetic }) => arithmetic !== 'cash')
        return {
          offers,
          downPaymentMinor: usual ? { least: 0, most: priceMinor, chosen: usual.downPaymentMinor } : null,
          months: monthChoices(grounds),
        }
      }),
      quote: pricing.quote.handler(({ input }) => {
        const { quoteId, visitId, variantId, language, facts, told, finance } = input
        const made = alreadyMade(db.tables, 'quote', quoteId, { visitId, variantId, language })
        if (made) {
          knownOpportunity(made.opportunityId)
          const view = viewOf({ id: quoteId, ...made }, language)
          return { quoteId, recordedAt: made.occurredAt, view }
        }
        const authorId = showroom.author()
        const opportunityId = showroom.opportunityOf(visitId)
        knownOpportunity(opportunityId)
        const asked = pricer.ask({ opportunityId, variantId, facts, told })
        const [side, other] = asked.sides
        if (!side) throw new Refusal('NOT_FOUND')
        if (other) {
          const open = asked.choices.filter(({ code, showsSides }) => code === null && showsSides)
          throw new Refusal('PRICE_NOT_SURE', {
            facts: open.map(({ fact }) => fact.name[showroom.device().language]).join(', '),
          })
        }
        const { price, vehicle } = side.ground
        if (price.amountMinor === null)
          throw new Refusal('PRICE_NOT_KNOWN', {
            vehicle: `${vehicle.brand} ${vehicle.model} ${vehicle.name}`,
          })
        const content = contentOf(asked, side.facts, price.amountMinor.most, finance)
        const occurredAt = clock()
        const businessDay = showroom.businessDayIn(visitId, occurredAt)
        const quote = { variantId, businessDay, authorId, occurredAt, language, content }
        showroom.write({
          visitId,
          occurredAt,
          edits: [{ entity: 'quote', rowId: quoteId, fields: { opportunityId, visitId, ...quote } }],
        })
        return { quoteId, recordedAt: occurredAt, view: viewOf({ id: quoteId, ...quote }, language) }
      }),
      quotes: pricing.quotes.handler(({ input: { opportunityId, language } }) => {
        knownOpportunity(opportunityId)
        return { quotes: db.quotes.of(opportunityId).map((quote) => viewOf(quote, language)) }
      }),
    },
  }

  /** @throws Refusal NOT_FOUND for a way to pay that the market has not */
  function contentOf(
    asked: ReturnType<typeof pricer.ask>,
    facts: Readonly<Record<string, string>>,
    priceMinor: number,
    finance: Parameters<Parameters<typeof pricing.quote.handler>[0]>[0]['input']['finance'],
  ): QuoteContent {
    const { openFacts, catalogueVersion } = asked
    if (finance === null)
      return makeQuote({ ground: asked.groundWith(facts), finance: null, openFacts, catalogueVersion })
    const { mode, downPaymentMinor, months, ratePercentPerYear } = finance
    const way = ways.find(({ code }) => code === mode)
    const ground = asked
      .financeWith(facts, priceMinor, {
        downPaymentMinor,
        months,
        ratePercentPerYear: ratePercentPerYear === null ? {} : { [mode]: ratePercentPerYear },
      })
      .find((one) => one.mode === mode)
    if (!way || !ground) throw new Refusal('NOT_FOUND')
    return makeQuote({
      ground: asked.groundWith({ ...facts, ...way.facts }),
      finance: ground,
      openFacts,
      catalogueVersion,
    })
  }
}
