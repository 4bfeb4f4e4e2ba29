import { foldLetters } from '../market/fold-letters.ts'

/** How files say that nothing is known, letters folded and without white space, dots and dashes around them. */
const unknownWords: ReadonlySet<string> = new Set(
  [
    ...[
      '',
      '?',
      '??',
      '???',
      '.',
      'x',
      '#n/a',
      '#na',
      '#n/d',
      'n/a',
      'na',
      'n.a',
      'n/d',
      'n.d',
      'nd',
      'n/k',
      'nil',
    ],
    ...[
      'null',
      'none',
      'nan',
      'undefined',
      'unknown',
      'not known',
      'not available',
      'not applicable',
      'unavailable',
    ],
    ...[
      'not specified',
      'not given',
      'no data',
      'missing',
      'tbd',
      'tba',
      'tbc',
      'to be announced',
      'to be confirmed',
    ],
    ...[
      'call',
      'call for price',
      'call for prices',
      'price on request',
      'on request',
      'por',
      'poa',
      'ask for price',
    ],
    ...[
      'معلوم نہیں',
      'نامعلوم',
      'دستیاب نہیں',
      'درج نہیں',
      'نہیں معلوم',
      'لاگو نہیں',
      'قیمت پوچھیں',
      "ma'loom nahi",
    ],
  ].map(foldLetters),
)

/** Whether a cell says that nothing is known: it is empty, a dash, `N/A`, `TBA` or the like. */
export function isUnknown(text: string): boolean {
  if (text === '') return true
  // Most cells begin with a digit or are longer than any of the words.
  if (text.length > 24 || (text.charCodeAt(0) >= 48 && text.charCodeAt(0) <= 57)) return false
  return unknownWords.has(foldLetters(text).replace(/^[\s.\-–—_*()[\]]+|[\s.\-–—_*()[\]]+$/g, ''))
}

/** Whether a cell that holds a name says none: it is empty or a dash. Any word may be one: the Passo X is a car. */
export function isNoName(text: string): boolean {
  return /^[\s.\-–—_]*$/.test(text)
}
