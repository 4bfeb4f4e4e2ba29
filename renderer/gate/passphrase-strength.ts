/** What can be said of a passphrase while it is being typed; the data process decides what it takes. */
export type Strength =
  | { readonly type: 'empty' }
  | { readonly type: 'short'; readonly missing: number }
  /** Long, but made of few different characters. */
  | { readonly type: 'plain' }
  | { readonly type: 'enough' }
  | { readonly type: 'strong' }

export const leastCharacters = 12
const strongCharacters = 20
const leastDifferent = 6

/** The length of a passphrase in words, counted in characters as a person counts them. */
export function strengthOf(passphrase: string): Strength {
  const characters = [...passphrase]
  if (characters.length === 0) return { type: 'empty' }
  if (characters.length < leastCharacters)
    return { type: 'short', missing: leastCharacters - characters.length }
  if (new Set(characters).size < leastDifferent) return { type: 'plain' }
  return { type: characters.length < strongCharacters ? 'enough' : 'strong' }
}
