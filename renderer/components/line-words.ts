/**
 * What the line of sync says: what was last told is no longer true when asking again fails.
 * @param words.notKnown given why it cannot be told
 */
export function lineWords(
  { told, failure }: { readonly told: string | null; readonly failure: string | null },
  words: { readonly asking: string; readonly notKnown: (why: string) => string },
): string {
  if (failure !== null) return words.notKnown(failure)
  return told ?? words.asking
}
