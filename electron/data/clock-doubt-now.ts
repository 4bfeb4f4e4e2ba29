import { clockDoubt } from '../../core/clock-doubt.ts'
import type { Language } from '../../core/market/language.ts'
import type { Showroom } from './showroom.ts'

/** What speaks against this laptop's clock at this moment, as a sentence; `null` when nothing does. */
export function clockDoubtNow(
  { db, clock, pack, today }: Pick<Showroom, 'db' | 'clock' | 'pack' | 'today'>,
  language: Language,
): string | null {
  return clockDoubt({
    now: clock(),
    newestEventAt: db.changeSets.newestOccurredAt(),
    hasOpenVisit: () => db.visits.openOrOf(today()).some(({ endedAt }) => endedAt === null),
    timeZone: pack.timeZone,
    language,
  })
}
