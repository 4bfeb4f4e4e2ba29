import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../core/market/language.ts'
import { firstWords } from './first-words.ts'
import type { resources } from './resources.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: (typeof resources)['en']
  }
}

/** The words that stand on the window before any screen, in both languages: a switch needs nothing but a new render. */
export function createWords(language: Language = 'en'): i18n {
  const words = i18next.createInstance()
  words.use(initReactI18next).init({
    resources: firstWords,
    lng: language,
    fallbackLng: false,
    defaultNS: 'shell',
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  return words
}

/** Adds the words of the screens, both languages at once; to be waited for before a screen is shown. */
export async function addScreenWords(words: i18n): Promise<void> {
  const { screenWords } = await import('./screen-words.ts')
  for (const [language, screens] of Object.entries(screenWords))
    for (const [screen, said] of Object.entries(screens))
      if (!words.hasResourceBundle(language, screen)) words.addResourceBundle(language, screen, said)
}
