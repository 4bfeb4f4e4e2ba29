import type { OpportunityId, StockUnitId, VariantId } from '../../core/ids.ts'
import type { Language } from '../../core/market/language.ts'
import {
  type AvailableUnit,
  availabilityOf,
  availabilitySentence,
  type DeliverableWhen,
  deliverableWhen,
} from '../../core/stock/availability.ts'
import type { Showroom } from './showroom.ts'
import type { StockClaims } from './stock-claims.ts'

interface AvailabilityText {
  readonly when: DeliverableWhen
  readonly sentence: string
}

/**
 * Says of variants what the store can deliver now, and when otherwise.
 * @returns nothing while the store has no stock written down: then nobody can tell
 */
export type StockAvailability = (
  variantIds: readonly VariantId[],
  opportunityId: OpportunityId | null,
  language: Language,
) => ReadonlyMap<VariantId, AvailabilityText>

export function createStockAvailability(
  { db, today, pack }: Pick<Showroom, 'db' | 'today' | 'pack'>,
  claims: Pick<StockClaims, 'promisedTo'>,
): StockAvailability {
  const keptFor = (unitId: StockUnitId, opportunityId: OpportunityId | null): AvailableUnit['keptFor'] => {
    const holders = db.stock
      .claimsOf(unitId)
      .filter(({ hour }) => hour === null)
      .flatMap(claims.promisedTo)
    if (holders.length === 0) return 'nobody'
    return opportunityId !== null && holders[0] === opportunityId ? 'ours' : 'others'
  }
  return (variantIds, opportunityId, language) => {
    if (!db.stock.hasAny()) return new Map()
    const now = today()
    return new Map(
      variantIds.map((variantId) => {
        const units = db.stock
          .unitsOfVariant(variantId)
          .map((unit) => ({ ...unit, keptFor: keptFor(unit.id, opportunityId) }))
        const availability = availabilityOf(units)
        return [
          variantId,
          {
            when: deliverableWhen(availability),
            sentence: availabilitySentence(availability, now, language, pack.locales[language]),
          },
        ]
      }),
    )
  }
}
