import { statusNames } from '../../core/catalogue/figure-words.ts'
import type { Language } from '../../core/market/language.ts'
import type { Outputs } from '../northstar.tsx'

type Price = NonNullable<Outputs['shortlist']['get']['picks'][number]['price']>

/** How sure a price is, in words: "reported, to be confirmed"; `null` where nobody said. */
export function priceStatus({ status }: Price, language: Language): string | null {
  return status === null ? null : statusNames[status][language]
}
