import type { Language } from './language.ts'

/** By which locale dates are said in each language, as a market pack has it. */
export type Locales = Readonly<Record<Language, string>>

/**
 * The locale by which a date is said, with digits 0-9.
 * @param said a language, of which English then has the day before the month, or a market's own BCP 47 tag for it
 */
export function dateLocale(said: string): string {
  return `${said === 'en' ? 'en-GB' : said}-u-nu-latn`
}
