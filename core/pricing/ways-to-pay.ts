import type { FinanceMode, PriceTerms } from './price-terms.ts'

/** A way to pay as it is shown: a mode by the market's rules, or a financier's own product of that mode. */
export interface WayToPay extends FinanceMode {
  /** Its terms are the financier's own: there is no offer beyond them. */
  readonly isProduct: boolean
}

/** Every way to pay in a market, in its order, each mode followed by the products of it. */
export function waysToPay({ finance }: Pick<PriceTerms, 'finance'>): readonly WayToPay[] {
  const { modes = [], products = [] } = finance ?? {}
  return modes.flatMap((mode) => [
    { ...mode, isProduct: false },
    ...products
      .filter(({ mode: code }) => code === mode.code)
      .map(({ code, name, facts }) => ({
        ...mode,
        code,
        name,
        facts: { ...mode.facts, ...facts },
        isProduct: true,
      })),
  ])
}
