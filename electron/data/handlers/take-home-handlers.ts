import { Refusal } from '../../../contract/errors.ts'
import type { OpportunityId } from '../../../core/ids.ts'
import type { BusinessDay } from '../../../core/market/business-day.ts'
import type { Language } from '../../../core/market/language.ts'
import { ratesWithEdits } from '../../../core/market/rate-edits.ts'
import { rateInForce } from '../../../core/market/rate-in-force.ts'
import { makeTakeHome } from '../../../core/take-home/make-take-home.ts'
import { nameOnPaper } from '../../../core/take-home/name-on-paper.ts'
import type { TakeHomePage } from '../../../core/take-home/take-home-page.ts'
import { createBookings } from '../../../db/bookings.ts'
import type { Adviser } from '../adviser.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Host } from '../host.ts'
import { noPdf } from '../no-pdf.ts'
import type { RoadPrices } from '../road-prices.ts'
import type { Showroom } from '../showroom.ts'
import { createStockAvailability } from '../stock-availability.ts'
import { createStockClaims } from '../stock-claims.ts'

/** The page that the customer takes home: made of what was agreed, found, priced and written down. */
export function createTakeHomeHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: {
    readonly adviser: Pick<Adviser, 'shortlist'>
    readonly roadPrices: RoadPrices
    readonly host: Pick<Host, 'printPage'>
  },
) {
  const { db, pack } = showroom
  const bookings = createBookings(db.connection)
  const availability = createStockAvailability(showroom, createStockClaims(showroom))

  const known = (opportunityId: OpportunityId) => {
    if (!db.visits.opportunityIsThere(opportunityId)) throw new Refusal('NOT_FOUND')
    return db.visits.customerOfOpportunity(opportunityId)
  }
  /** Before it leaves the laptop: what cannot be logged is not given out. */
  const logTaken = (opportunityId: OpportunityId, as: 'print' | 'text' | 'pdf') => {
    const customerId = known(opportunityId)
    if (customerId !== null)
      showroom.accessLog('customer-exported', customerId, { what: 'take-home', as, opportunityId })
  }
  const forName = (opportunityId: OpportunityId): string | null => {
    const customerId = known(opportunityId)
    if (customerId === null) return null
    const consents = db.customers.standingConsents(customerId)
    return nameOnPaper(db.customers.get(customerId), consents, pack.takeHome.nameConsent)
  }
  /** One that the customer did not agree to later takes the place of one that they did. */
  const agreedReadBack = (opportunityId: OpportunityId) => {
    const last = db.conversations.readBacks(opportunityId).at(-1)
    return last?.agreed ? last : null
  }
  const deliveryRuleOn = (day: BusinessDay) => {
    const code = pack.takeHome.deliveryRate
    if (code === null) return null
    const rates = ratesWithEdits(pack.rates, db.rateEdits.all())
    const rate = rateInForce(rates, code, {}, day)
    if (rate?.unit !== 'days') return null
    const source = pack.rateSources.find(({ id }) => id === rate.source)?.title ?? rate.source
    return { days: rate.value, source, asOf: rate.asOf }
  }
  const pageIn = async (opportunityId: OpportunityId, language: Language): Promise<TakeHomePage> => {
    const { picks } = await deps.adviser.shortlist(opportunityId, language)
    const variantIds = picks.map(({ variantId }) => variantId)
    const deliverable = availability(variantIds, opportunityId, language)
    const prices = new Map(
      variantIds.map((id) => [id, deps.roadPrices.sides({ opportunityId, variantId: id, language })]),
    )
    return makeTakeHome({
      language,
      market: pack,
      storeName: showroom.device().storeName,
      today: showroom.today(),
      forName: forName(opportunityId),
      readBack: agreedReadBack(opportunityId),
      picks,
      availableOf: (id) => deliverable.get(id)?.sentence ?? null,
      sidesOf: (id) => prices.get(id) ?? [],
      priceNotesOf: (id) =>
        (prices.get(id) ?? []).flatMap(({ said }) => [
          said.roundingText,
          ...said.notes.map(({ sentence }) => sentence),
        ]),
      consultantName: db.visits.servedBy(opportunityId),
      quotes: deps.roadPrices.latestQuotes(opportunityId, language),
      bookings: bookings.of(opportunityId),
      deliveryRuleOn,
    })
  }

  return {
    takeHome: {
      page: contract.takeHome.page.handler(async ({ input: { opportunityId, languages } }) => {
        showroom.seen(known(opportunityId), { what: 'shortlist', opportunityId })
        const pages: TakeHomePage[] = []
        for (const language of languages) pages.push(await pageIn(opportunityId, language))
        return { pages }
      }),
      taking: contract.takeHome.taking.handler(({ input: { opportunityId, as } }) => {
        logTaken(opportunityId, as)
        return {}
      }),
      print: contract.takeHome.print.handler(async ({ input: { opportunityId, languages } }) => {
        logTaken(opportunityId, 'pdf')
        const path = `/print/take-home/${opportunityId}?languages=${languages.join(',')}`
        const printed = await deps.host.printPage(path)
        const [language = 'en'] = languages
        if (printed.type !== 'pdf')
          return { type: 'print-page' as const, path, sentence: noPdf[printed.type][language] }
        return {
          type: 'pdf' as const,
          file: {
            fileName: `take-home-${showroom.device().storeCode}-${showroom.today()}.pdf`,
            content: new Blob([new Uint8Array(printed.bytes)], { type: 'application/pdf' }),
          },
        }
      }),
    },
  }
}
