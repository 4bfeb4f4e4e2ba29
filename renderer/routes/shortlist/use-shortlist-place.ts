import { usePlace } from '../vehicles/use-place.ts'
import { changed } from '../vehicles/wishes.ts'

/** What lies over the three, as the address holds it, and the ways to change that. */
export function useShortlistPlace() {
  const { params, openedId, picks, isComparing, close, togglePick, change } = usePlace()
  const priceId = params.get('price')
  const at = (change: Parameters<typeof changed>[1]) => ({ search: changed(params, change).toString() })
  return {
    openedId,
    priceId,
    picks,
    /** What the layer over the three is called. */
    covers:
      openedId !== null
        ? `vehicle ${openedId}`
        : priceId !== null
          ? `price ${priceId}`
          : isComparing
            ? 'compare'
            : null,
    close,
    togglePick,
    toPrice: (id: string) => at({ price: id }),
    /** Shows the price of another in the same place: no step to go back over. */
    showPrice: (id: string) => change({ price: id }),
    toCompare: (ids: readonly string[]) => at({ pick: ids, compare: '1' }),
  }
}
