import type { BusinessDay } from '../market/business-day.ts'
import type { Language } from '../market/language.ts'

// Latin digits in both languages, so that a date reads the same on a mixed page and in Excel.
const localeOf: Readonly<Record<Language, string>> = { en: 'en-GB-u-nu-latn', ur: 'ur-PK-u-nu-latn' }

/** A business day as a person reads it, e.g. `Sunday 22 November 2026`. */
export function dayText(businessDay: BusinessDay, language: Language): string {
  return new Intl.DateTimeFormat(localeOf[language], {
    timeZone: 'UTC',
    calendar: 'gregory',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(Date.parse(`${businessDay}T00:00:00Z`))
}

/**
 * An instant on the store's clock, e.g. `2026-11-22 14:05`, the same in every language.
 * @param instantMs UTC milliseconds
 */
export function instantText(instantMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA-u-nu-latn', {
    timeZone,
    calendar: 'gregory',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instantMs)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}
