/** A new PIN as it is typed: twice, so that a slip of the finger is not what counts from then on. */
export type NewPin = { readonly first: string; readonly again: string }

export const emptyNewPin: NewPin = { first: '', again: '' }

const leastDigits = 6

/** What is wrong with a new PIN that can be told here; the data process refuses what is easy to guess. */
export function newPinFault({ first, again }: NewPin): 'short' | 'differ' | null {
  if (first.length < leastDigits) return 'short'
  return first === again ? null : 'differ'
}
