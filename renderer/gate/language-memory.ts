import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Language } from '../../core/market/language.ts'

/** The language of the screens that stand before the laptop's own is known. */
export type LanguageMemory = {
  readonly language: () => Language
  readonly remember: (language: Language) => void
  /** Tells of each change; gives back the way to stop. */
  readonly subscribe: (listener: () => void) => () => void
}

const storageKey = 'northstar.language'

/**
 * Remembers the language across starts where there is a storage, and begins with the machine's own.
 * @param machine what the machine prefers, most wanted first, as `navigator.languages`
 */
export function createLanguageMemory(
  storage: Pick<Storage, 'getItem' | 'setItem'> | null,
  machine: readonly string[],
): LanguageMemory {
  let language =
    [storage?.getItem(storageKey), ...machine.map((tag) => tag.split('-')[0])].find(isLanguage) ?? 'en'
  const listeners = new Set<() => void>()
  return {
    language: () => language,
    remember: (chosen) => {
      if (chosen === language) return
      language = chosen
      storage?.setItem(storageKey, chosen)
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function isLanguage(text: string | null | undefined): text is Language {
  return text === 'en' || text === 'ur'
}

/** This page's own storage; a browser that keeps none throws, and then nothing is remembered. */
export function pageStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

export const LanguageMemoryContext = createContext<LanguageMemory | null>(null)

export function useLanguageMemory(): LanguageMemory {
  const memory = useContext(LanguageMemoryContext)
  if (memory === null) throw new Error('useLanguageMemory outside App')
  return memory
}

export function useRememberedLanguage(): Language {
  const memory = useLanguageMemory()
  return useSyncExternalStore(memory.subscribe, memory.language)
}
