import type { Standing } from '../customers/consent-standing.ts'

interface Consented {
  readonly id: string
  readonly purpose: string
  readonly granted: boolean
  readonly followsId: string | null
  readonly alsoFollowsIds: readonly string[]
}

/**
 * The customer's name as it may stand on paper: with the consent that the market asks for, else `null`.
 * @param purpose the consent that it takes; `null` where the market lets no name on paper
 */
export function nameOnPaper(
  customer: { readonly name: string | null; readonly isErased: boolean } | null,
  consents: readonly Standing<Consented>[],
  purpose: string | null,
): string | null {
  if (customer === null || customer.isErased || purpose === null) return null
  return consents.some(({ said }) => said.purpose === purpose && said.granted) ? customer.name : null
}
