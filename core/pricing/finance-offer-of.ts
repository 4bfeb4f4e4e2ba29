import { assertNever } from '../assert-never.ts'
import { levelPayment, monthOf } from './exact-amounts.ts'
import type { FinanceGround, FinanceOffer, Instalment } from './finance-offer.ts'

/**
 * The offer that follows from its ground, and from nothing else. Each month's charge is the yearly rate's twelfth of what
 * is owed, rounded to whole minor units; the last month pays all that is still owed, so that the schedule ends at 0.
 */
export function financeOfferOf(ground: FinanceGround): FinanceOffer {
  const { mode, priceMinor, months, ratePercentPerYear } = ground
  const isCash = ground.arithmetic === 'cash'
  const downPaymentMinor = isCash ? priceMinor : Math.min(ground.downPaymentMinor, priceMinor)
  const financedMinor = priceMinor - downPaymentMinor
  const offer = {
    mode,
    downPaymentMinor,
    financedMinor,
    ratePercentPerYear: isCash ? null : ratePercentPerYear,
  }
  if (financedMinor === 0)
    return {
      ...offer,
      months: 0,
      monthlyMinor: null,
      lastMinor: null,
      totalMinor: priceMinor,
      chargeMinor: 0,
      schedule: [],
    }
  if (ratePercentPerYear === null || months === 0)
    return {
      ...offer,
      months,
      monthlyMinor: null,
      lastMinor: null,
      totalMinor: null,
      chargeMinor: null,
      schedule: [],
    }
  const schedule = scheduleOf(financedMinor, months, ratePercentPerYear, ground.arithmetic)
  const chargeMinor = schedule.reduce((sum, month) => sum + month.chargeMinor, 0)
  return {
    ...offer,
    months,
    monthlyMinor: schedule[0]?.payMinor ?? null,
    lastMinor: schedule.at(-1)?.payMinor ?? null,
    totalMinor: priceMinor + chargeMinor,
    chargeMinor,
    schedule: [...schedule],
  }
}

function scheduleOf(
  financedMinor: number,
  months: number,
  ratePercentPerYear: number,
  arithmetic: FinanceGround['arithmetic'],
): readonly Instalment[] {
  const level = levelPayment(financedMinor, months, ratePercentPerYear)
  const share = levelPayment(financedMinor, months, 0)
  const schedule: Instalment[] = []
  let openingMinor = financedMinor
  for (let month = 1; month <= months; month += 1) {
    const chargeMinor = monthOf(openingMinor, ratePercentPerYear)
    const wanted = principalOf(arithmetic, { level, share, chargeMinor })
    const principalMinor = month === months ? openingMinor : Math.max(0, Math.min(openingMinor, wanted))
    const closingMinor = openingMinor - principalMinor
    schedule.push({
      month,
      openingMinor,
      payMinor: principalMinor + chargeMinor,
      chargeMinor,
      principalMinor,
      closingMinor,
    })
    openingMinor = closingMinor
  }
  return schedule
}

function principalOf(
  arithmetic: FinanceGround['arithmetic'],
  amounts: { readonly level: number; readonly share: number; readonly chargeMinor: number },
): number {
  switch (arithmetic) {
    case 'level':
      return amounts.level - amounts.chargeMinor
    case 'share':
      return amounts.share
    case 'cash':
      return 0
    default:
      return assertNever(arithmetic)
  }
}
