/** What was typed as a store code: capitals, a dash for a space, nothing that a code cannot hold. */
export function storeCodeFrom(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s_]+/g, '-')
    .replace(/[^A-Z0-9-]/g, '')
}

export const isStoreCode = (text: string): boolean => /^[A-Z0-9-]{2,12}$/.test(text)

const fromNothing = 'STORE'
const mostInitials = 5

/**
 * A code for a store that has a name only: the initials of its words, the beginning of a single one, and a number for
 * the laptops of other stores to tell theirs by. A name without Latin letters has none of them to give.
 */
export function storeCodeOf(name: string): string {
  const words = storeCodeFrom(name.normalize('NFKD')).split('-').filter(Boolean)
  const [only = ''] = words
  const initials = words.map((word) => word.slice(0, 1)).join('')
  const letters = words.length > 1 ? initials.slice(0, mostInitials) : only.slice(0, 3)
  return `${letters.length < 2 ? fromNothing : letters}-01`
}
