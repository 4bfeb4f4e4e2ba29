import type { BusinessDay } from '../core/market/business-day.ts'
import { dateLocale } from '../core/market/date-locale.ts'
import { isolate } from './isolate.ts'

/** The hour of an instant on the store's wall: `14:03`, or `14:03:07` with seconds, in Latin digits. */
export function hourText(instantMs: number, timeZone: string, precision: 'minute' | 'second'): string {
  const seconds = precision === 'second' ? { second: '2-digit' as const } : {}
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...seconds,
  }).format(instantMs)
}

/** Whole hours and minutes since an instant; never negative, whatever the clock did. */
export function elapsed(fromMs: number, nowMs: number): { readonly hours: number; readonly minutes: number } {
  const minutes = Math.max(0, Math.floor((nowMs - fromMs) / 60_000))
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}

/**
 * A business day as a person says it, `Friday 31 July 2026`, in Latin digits.
 * @param said as `useDateLocale` has it: a market's BCP 47 tag, or a language where no market is known
 */
export function dayText(day: BusinessDay | string, said: string): string {
  return new Intl.DateTimeFormat(dateLocale(said), {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(Date.parse(`${day}T00:00:00Z`))
}

/** An instant on the store's wall as a person says it, `22 November 2026 14:05`. */
export function momentText(instantMs: number, timeZone: string, said: string): string {
  const hour = isolate(hourText(instantMs, timeZone, 'minute'), said.startsWith('ur') ? 'ur' : 'en')
  return `${dateText(instantMs, timeZone, said)} ${hour}`
}

/** The day of an instant on the store's wall as a person says it, `22 November 2026`, in Latin digits. */
export function dateText(instantMs: number, timeZone: string, said: string): string {
  return new Intl.DateTimeFormat(dateLocale(said), {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(instantMs)
}
