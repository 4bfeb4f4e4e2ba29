import type { Language } from './language.ts'

const rightToLeftIsolate = '\u2067'
const popIsolate = '\u2069'

/**
 * Text that keeps its own reading order wherever it stands: Urdu with numbers in it is set off by Unicode
 * directional isolates (UAX 9), which are invisible; English is left as it is.
 */
export function isolate(text: string, language: Language): string {
  return language === 'ur' ? `${rightToLeftIsolate}${text}${popIsolate}` : text
}
