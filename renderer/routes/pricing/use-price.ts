import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Outputs, useLanguage, useNorthstar } from '../../northstar.tsx'

export type PriceAnswer = Outputs['pricing']['onRoad']
export type PriceSide = PriceAnswer['sides'][number]
export type PriceLine = PriceSide['price']['lines'][number]
export type Offer = Outputs['pricing']['finance']['offers'][number]
export type Quote = Outputs['pricing']['quotes']['quotes'][number]

interface Asked {
  readonly facts: Readonly<Record<string, string | null>>
  /** `null` takes out what a quote was made with before. */
  readonly told: Readonly<Record<string, number | null>>
}

interface FinanceAsked {
  readonly downPaymentMinor: number | null
  readonly months: number | null
  readonly ratePercentPerYear: Readonly<Record<string, number>>
}

/** The price of one vehicle as it is asked for on this screen: what was chosen, what was typed in, how it is paid. */
export function usePrice(opportunityId: string, variantId: string) {
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const [asked, setAsked] = useState<Asked>({ facts: {}, told: {} })
  const [finance, setFinance] = useState<FinanceAsked>({
    downPaymentMinor: null,
    months: null,
    ratePercentPerYear: {},
  })
  const vehicle = { opportunityId, variantId, language, ...asked }
  return {
    asked,
    finance,
    price: useQuery(orpc.pricing.onRoad.queryOptions({ input: vehicle, placeholderData: keepPreviousData })),
    offers: useQuery(
      orpc.pricing.finance.queryOptions({
        input: { ...vehicle, ...finance },
        placeholderData: keepPreviousData,
      }),
    ),
    chooseFact: (fact: string, code: string | null) =>
      setAsked(({ facts, told }) => ({ told, facts: { ...facts, [fact]: code } })),
    /** `null` takes it out again. */
    tell: (code: string, amountMinor: number | null) =>
      setAsked(({ facts, told }) => ({ facts, told: { ...told, [code]: amountMinor } })),
    askFinance: (change: Partial<FinanceAsked>) => setFinance((known) => ({ ...known, ...change })),
  }
}
export type PriceOfVehicle = ReturnType<typeof usePrice>
