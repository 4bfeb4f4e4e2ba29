import type { MarketPack } from '../../../core/market/market-pack.ts'
import type { EnrolledStore } from '../../../core/sync/identity.ts'

/** Whether this laptop was opened with another market, or other business days, than those of its new store. */
export const isOtherMarket = (
  store: Pick<EnrolledStore, 'market' | 'timeZone'>,
  openedWith: Pick<MarketPack, 'id' | 'timeZone'>,
): boolean => store.market !== openedWith.id || store.timeZone !== openedWith.timeZone
