import { Refusal } from '../../../contract/errors.ts'
import { nameVehicles } from '../../../core/catalogue/name-vehicles.ts'
import { ownWeekOf } from '../../../core/discovery/own-week.ts'
import { formatMoney } from '../../../core/market/format-money.ts'
import { ratesWithEdits } from '../../../core/market/rate-edits.ts'
import { roundingOf } from '../../../core/ownership/amount-text.ts'
import { derivedFigures } from '../../../core/ownership/derived-figures.ts'
import { fiveYearCost } from '../../../core/ownership/five-year-cost.ts'
import { owningYears } from '../../../core/ownership/owning-asked.ts'
import { sayWeek, weekInputs } from '../../../core/ownership/say-week.ts'
import { say } from '../../../core/ownership/sentences.ts'
import type { Implementer } from '../contract-implementer.ts'
import { createPricer } from '../pricer.ts'
import type { Showroom } from '../showroom.ts'
import { createStockAvailability } from '../stock-availability.ts'
import { createStockClaims } from '../stock-claims.ts'

/** What vehicles cost whoever owns them, in the week that the customer described. */
export function createOwnershipHandlers(contract: Implementer, showroom: Showroom) {
  const { db, pack, bank } = showroom
  const pricer = createPricer(showroom)
  const availability = createStockAvailability(showroom, createStockClaims(showroom))

  return {
    ownership: {
      fiveYears: contract.ownership.fiveYears.handler(({ input }) => {
        const { opportunityId, variantIds, language } = input
        if (!db.visits.opportunityIsThere(opportunityId)) throw new Refusal('NOT_FOUND')
        showroom.seen(db.visits.customerOfOpportunity(opportunityId), { what: 'price', opportunityId })
        const atHand = showroom.catalogue()
        if (!atHand) throw new Refusal('NO_CATALOGUE')
        const { variants, sources } = atHand.catalogue
        const wanted = [...new Set(variantIds)].flatMap(
          (variantId) => variants.find(({ id }) => id === variantId) ?? [],
        )
        const voice = { pack, bank, language }
        const week = ownWeekOf(bank.ownWeek, db.answers.current(opportunityId))
        const names = nameVehicles(wanted)
        const stock = availability(
          wanted.map(({ id }) => id),
          opportunityId,
          language,
        )
        const rates = ratesWithEdits(pack.rates, db.rateEdits.all())
        const vehicles = wanted.map((variant) => {
          const question = { opportunityId, variantId: variant.id, facts: {}, told: {} }
          const facts = pricer
            .ask(question)
            .choices.flatMap(({ fact, code }) => (code === null ? [] : [[fact.code, code] as const]))
          const asked = {
            ...voice,
            variant,
            sources,
            rates,
            week,
            facts: Object.fromEntries(facts),
            day: showroom.today(),
          }
          const cost = fiveYearCost(asked)
          const { totalMinor, totalText, amountText, sentence } = cost
          return {
            variantId: variant.id,
            name: names.get(variant.id) ?? variant.name,
            parts: cost.parts.map((part) => ({ ...part, inputs: [...part.inputs] })),
            totalMinor,
            totalText,
            amountText,
            missing: [...cost.missing],
            sentence,
            derived: derivedFigures(asked, cost, stock.get(variant.id)?.sentence ?? null).map((figure) => ({
              ...figure,
              inputs: [...figure.inputs],
            })),
          }
        })
        const amountMinor = roundingOf(pack)
        const amount = formatMoney({ amountMinor, currency: pack.currency.code }, pack, language, 'short')
        return {
          vehicles,
          week: { ...sayWeek(week, voice), lines: week === null ? [] : [...weekInputs(week, voice)] },
          years: owningYears,
          rounding: say('rounding', language, { amount }),
        }
      }),
    },
  }
}
