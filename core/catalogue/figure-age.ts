import type { Language, Wording } from '../market/language.ts'

/**
 * How old an as-of date is, never more precise than the date itself: of a year in years, of a month in months or years.
 * `ahead`: it lies after the day.
 */
export type FigureAge =
  | { readonly unit: 'day' | 'month' | 'year'; readonly count: number }
  | { readonly unit: 'ahead' }

/** From here on an age is said in the longer unit. */
const mostDays = 60
const mostMonths = 24

/**
 * The age of an as-of date on a day.
 * @param asOf a year, a month or a day, ISO 8601
 * @param day `YYYY-MM-DD`
 */
export function figureAge(asOf: string, day: string): FigureAge {
  if (asOf > day.slice(0, asOf.length)) return { unit: 'ahead' }
  const [year = 0, month = 1, date = 1] = asOf.split('-').map(Number)
  const [dayYear = 0, dayMonth = 1, dayDate = 1] = day.split('-').map(Number)
  if (asOf.length === 4) return { unit: 'year', count: dayYear - year }

  const isDay = asOf.length === 10
  const days = (Date.UTC(dayYear, dayMonth - 1, dayDate) - Date.UTC(year, month - 1, date)) / 86_400_000
  if (isDay && days <= mostDays) return { unit: 'day', count: days }
  const months = (dayYear - year) * 12 + dayMonth - month - (isDay && dayDate < date ? 1 : 0)
  if (months < mostMonths) return { unit: 'month', count: months }
  return { unit: 'year', count: Math.floor(months / 12) }
}

/** An age as a person reads it beside a date: "this year", "8 months old". */
export function figureAgeText(asOf: string, day: string, language: Language): string {
  const age = figureAge(asOf, day)
  if (age.unit === 'ahead') return ahead[language]
  const [none, one, many] = ageWords[age.unit]
  const words = age.count === 0 ? none : age.count === 1 ? one : many
  return words[language].replace('{count}', String(age.count))
}

const ahead: Wording = { en: 'dated ahead', ur: 'آگے کی تاریخ' }

/** Of none, of one, of more. */
const ageWords = {
  day: [
    { en: 'today', ur: 'آج کی' },
    { en: 'yesterday', ur: 'کل کی' },
    { en: '{count} days old', ur: '{count} دن پرانی' },
  ],
  month: [
    { en: 'this month', ur: 'اسی مہینے کی' },
    { en: 'last month', ur: 'پچھلے مہینے کی' },
    { en: '{count} months old', ur: '{count} ماہ پرانی' },
  ],
  year: [
    { en: 'this year', ur: 'اسی سال کی' },
    { en: 'last year', ur: 'پچھلے سال کی' },
    { en: '{count} years old', ur: '{count} سال پرانی' },
  ],
} as const satisfies Record<string, readonly [Wording, Wording, Wording]>
