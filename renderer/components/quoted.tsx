/**
 * What somebody said, standing by itself: in its own direction and the quotation marks of that, so that each mark stays
 * at its end of the words over several lines. Inside a sentence the marks are the sentence's, around what `isolate` sets
 * off. The direction is found here, by the first letter: the built styles know no other than what is written in `dir`.
 */
export function Quoted({ words }: { readonly words: string }) {
  return <q dir={directionOf(words)}>{words}</q>
}

function directionOf(words: string): 'ltr' | 'rtl' | undefined {
  const [letter] = /\p{L}/u.exec(words) ?? []
  if (letter === undefined) return undefined
  return /\p{Script=Arabic}/u.test(letter) ? 'rtl' : 'ltr'
}
