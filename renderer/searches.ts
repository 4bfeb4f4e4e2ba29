/**
 * Remembers what was searched for at each entry of the history, so that coming back finds the list as it was. In this
 * page's memory alone: an address, or the state beside it, would be written into the browser's own files in plain.
 */
export function createSearches() {
  const textByKey = new Map<string, string>()
  return {
    /** @param key of an entry of the history; what is no such key was never searched at */
    textAt: (key: unknown): string => (typeof key === 'string' ? (textByKey.get(key) ?? '') : ''),
    remember(key: string, text: string): void {
      textByKey.set(key, text)
    },
  }
}
