import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../core/market/language.ts'
import { resources } from './resources.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: (typeof resources)['en']
  }
}

/** The words of the screens, both languages in memory: a switch needs nothing but a new render. */
export function createWords(language: Language = 'en'): i18n {
  const words = i18next.createInstance()
  words.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: false,
    defaultNS: 'shell',
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  return words
}
