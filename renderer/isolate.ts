import type { Language } from '../core/market/language.ts'

/** A name or a figure set off inside a sentence of the other direction, so that it does not disturb it (UAX 9). */
export function isolate(text: string, language: Language): string {
  const isForeign = language === 'ur' ? /[A-Za-z0-9]/.test(text) : /\p{Script=Arabic}/u.test(text)
  return isForeign ? `\u2068${text}\u2069` : text
}
