import { dateLocale } from '../../../core/market/date-locale.ts'
import { dateText } from '../../clock-text.ts'

/** A day as it stands in a table, `1 July 2024`. */
export function shortDay(day: string, said: string): string {
  return dateText(Date.parse(`${day}T00:00:00Z`), 'UTC', said)
}

/** An as-of date as precise as it is: `2024`, `July 2024`, `23 July 2024`. */
export function asOfText(asOf: string, said: string): string {
  if (asOf.length === 4) return asOf
  if (asOf.length === 10) return shortDay(asOf, said)
  return new Intl.DateTimeFormat(dateLocale(said), {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  }).format(Date.parse(`${asOf}-01T00:00:00Z`))
}
