import { fillSentence } from '../market/fill-sentence.ts'
import type { Language, Wording } from '../market/language.ts'

/** Every sentence of a shortlist, in each language; `{name}` stands for a word given to `say`. */
const sentences = {
  saidInOwnWords: { en: 'you said {words}', ur: 'آپ نے کہا: {words}' },
  saidBack: { en: 'you said {words}', ur: 'آپ نے کہا کہ {words}' },
  saidByChoice: { en: 'you chose {words}', ur: 'آپ نے {words} چنا' },
  saidAsBudget: { en: 'you named {money} as comfortable', ur: 'آپ نے {money} تک کی بات کی' },

  labelled: { en: '{label} {text}', ur: '{label} {text}' },
  reason: { en: '{fact}: because {said}', ur: '{fact}: کیونکہ {said}' },

  catchUnknown: {
    en: '{label}: not known, and {said}. To be checked before anything is promised.',
    ur: '{label}: معلوم نہیں، جبکہ {said}۔ کوئی وعدہ کرنے سے پہلے دیکھنا ہو گا۔',
  },
  catchRange: {
    en: '{fact}, for several variants together, and {said}. Which it is in this one has to be checked.',
    ur: '{fact}، کئی ویریئنٹس کو ملا کر، جبکہ {said}۔ دیکھنا ہو گا کہ اس والی میں کیا ہے۔',
  },
  catchOverBudget: {
    en: '{fact}, over the {money} you named as comfortable.',
    ur: '{fact}، جو آپ کے بتائے ہوئے {money} سے زیادہ ہے۔',
  },
  catchShortfall: {
    en: '{fact}, where another that fits has {best}, and {said}.',
    ur: '{fact}، جبکہ ایک اور مناسب گاڑی میں {best} ہے، اور {said}۔',
  },
  catchMissed: { en: 'Not {wanted}, and {said}.', ur: '{wanted} نہیں، جبکہ {said}۔' },
  catchTaste: { en: '{fact}, and {said}.', ur: '{fact}، جبکہ {said}۔' },
  catchLowest: {
    en: '{fact}: the lowest of those shown.',
    ur: '{fact}: دکھائی گئی گاڑیوں میں سب سے کم۔',
  },
  catchHighest: {
    en: '{fact}: the highest of those shown.',
    ur: '{fact}: دکھائی گئی گاڑیوں میں سب سے زیادہ۔',
  },
  catchNotKnown: { en: '{label}: not known.', ur: '{label}: معلوم نہیں۔' },
  catchWeakest: {
    en: '{fact}: its weakest figure against the rest of the catalogue.',
    ur: '{fact}: باقی کیٹلاگ کے مقابلے میں یہ اس کا سب سے کمزور پہلو ہے۔',
  },

  notKnown: { en: '{label}: not known', ur: '{label}: معلوم نہیں' },
  doesNotApply: { en: '{label}: does not apply to this vehicle', ur: '{label}: اس گاڑی پر لاگو نہیں' },
  severalTogether: { en: '{fact}, for several variants together', ur: '{fact}، کئی ویریئنٹس کو ملا کر' },

  wantsAtLeast: { en: 'at least {text}', ur: 'کم از کم {text}' },
  wantsAtMost: { en: 'at most {text}', ur: 'زیادہ سے زیادہ {text}' },
  wantsNoneOf: { en: 'not {text}', ur: '{text} نہیں' },
  wantsBudget: { en: 'up to {limit}', ur: '{limit} تک' },
  removedSome: {
    en: '{wanted}, because {said}. Set aside: {vehicles}, such as {examples}.',
    ur: '{wanted}، کیونکہ {said}۔ الگ رکھی گئیں: {vehicles}، مثلاً {examples}۔',
  },
  removedThese: {
    en: '{wanted}, because {said}. Set aside: {vehicles}: {examples}.',
    ur: '{wanted}، کیونکہ {said}۔ الگ رکھی گئیں: {vehicles}: {examples}۔',
  },
  oneVehicle: { en: '1 vehicle', ur: '1 گاڑی' },
  vehicles: { en: '{count} vehicles', ur: '{count} گاڑیاں' },
  listComma: { en: ', ', ur: '، ' },
  or: { en: ' or ', ur: ' یا ' },
} as const satisfies Record<string, Wording>

export type SentenceName = keyof typeof sentences

/**
 * A sentence with its words in place. Words are set in as they are, braces in them included.
 * @throws Error when the sentence needs a word that was not given
 */
export function say(
  name: SentenceName,
  language: Language,
  words: Readonly<Record<string, string>> = {},
): string {
  return fillSentence(sentences[name][language], words)
}

const firstStrongIsolate = '\u2068'
const popIsolate = '\u2069'

/** Text of the other direction, and numbers inside Urdu, set off so that they do not disturb the sentence (UAX 9). */
export function embed(text: string, language: Language): string {
  if (/^[\u2066-\u2068]/.test(text)) return text
  const isForeign = language === 'ur' ? /[A-Za-z0-9]/.test(text) : /\p{Script=Arabic}/u.test(text)
  return isForeign ? `${firstStrongIsolate}${text}${popIsolate}` : text
}

/**
 * Words in the quotation marks of their own script, “…” around Latin and ”…“ around Urdu, set off as `embed` does
 * with the marks inside, so that each mark stays at its end of the words.
 */
export function quote(words: string, language: Language): string {
  const [firstLetter] = /\p{L}/u.exec(words) ?? []
  const isUrdu = firstLetter === undefined ? language === 'ur' : /\p{Script=Arabic}/u.test(firstLetter)
  return embed(isUrdu ? `”${words}“` : `“${words}”`, language)
}
