import { fillSentence } from '../market/fill-sentence.ts'
import type { Language, Wording } from '../market/language.ts'

/** Every sentence of a shortlist, in each language; `{name}` stands for a word given to `say`. */
const sentences = {
  saidInOwnWords: { en: 'you said {words}', ur: 'آپ نے کہا: {words}' },
  saidBack: { en: 'you said {words}', ur: 'آپ نے کہا کہ {words}' },
  saidByChoice: { en: 'you chose {words}', ur: 'آپ نے {words} چنا' },
  saidAsBudget: { en: 'you named {money} as comfortable', ur: 'آپ نے {money} تک کی بات کی' },

  saidBoth: { en: '{first}, and {second}', ur: '{first}، اور {second}' },

  labelled: { en: '{label} {text}', ur: '{label} {text}' },
  reason: { en: '{fact}: because {said}', ur: '{fact}: کیونکہ {said}' },

  catchBroken: {
    en: '{fact}, which breaks a rule ({wanted}): {said}.',
    ur: '{fact}، جو ایک شرط ({wanted}) کے خلاف ہے: {said}۔',
  },
  limitSource: {
    en: 'From {source}, as of {asOf}; not legal advice.',
    ur: 'ماخذ: {source}، {asOf} تک؛ یہ قانونی مشورہ نہیں۔',
  },
  mayHold: {
    en: '{fact}. If {condition}, this counts: {name}, {amount}. That was left open: to be settled before booking.',
    ur: '{fact}۔ اگر {condition} تو یہ لاگو ہے: {name}، {amount}۔ یہ بات طے نہیں ہوئی: بکنگ سے پہلے طے کرنی ہو گی۔',
  },
  mayHoldPlain: {
    en: '{fact}. Whether this counts was left open: {name}, {amount}. To be settled before booking.',
    ur: '{fact}۔ یہ لاگو ہے یا نہیں، طے نہیں ہوا: {name}، {amount}۔ بکنگ سے پہلے طے کرنا ہو گا۔',
  },
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

  whyNotLess: {
    en: '{fact}, where the {pick} has {best}, and {said}.',
    ur: '{fact}، جبکہ {pick} میں {best} ہے، اور {said}۔',
  },
  whyNotLessUnasked: {
    en: '{fact}, where the {pick} has {best}.',
    ur: '{fact}، جبکہ {pick} میں {best} ہے۔',
  },
  whyNotAlike: {
    en: 'It suits much the same wishes as the {pick}, which is shown.',
    ur: 'یہ تقریباً وہی خواہشیں پوری کرتی ہے جو {pick} کرتی ہے، اور وہ دکھائی گئی ہے۔',
  },

  nothingLeft: {
    en: 'Without {rules}: {vehicle}.',
    ur: '{rules} کے بغیر: {vehicle}۔',
  },
  nothingLeftBest: {
    en: 'Without {rules}: {vehicles}, the best of them the {vehicle}.',
    ur: '{rules} کے بغیر: {vehicles}، ان میں سب سے بہتر {vehicle}۔',
  },
  ruleAsSaid: { en: '“{wanted}” ({said})', ur: '”{wanted}“ ({said})' },
  and: { en: ' and ', ur: ' اور ' },
  relaxedRule: {
    en: '{wanted}, because {said}. Relaxed: it sets nothing aside, and {vehicles} that break it are looked at too.',
    ur: '{wanted}، کیونکہ {said}۔ شرط نرم کی گئی: اب کچھ الگ نہیں رکھا جاتا، اور {vehicles} بھی دیکھی جاتی ہیں جو اس پر پوری نہیں اترتیں۔',
  },
  relaxedRuleOne: {
    en: '{wanted}, because {said}. Relaxed: it sets nothing aside, and 1 vehicle that breaks it is looked at too.',
    ur: '{wanted}، کیونکہ {said}۔ شرط نرم کی گئی: اب کچھ الگ نہیں رکھا جاتا، اور 1 گاڑی بھی دیکھی جاتی ہے جو اس پر پوری نہیں اترتی۔',
  },
  relaxedRuleNone: {
    en: '{wanted}, because {said}. Relaxed: no vehicle breaks it.',
    ur: '{wanted}، کیونکہ {said}۔ شرط نرم کی گئی: کوئی گاڑی اس کے خلاف نہیں۔',
  },

  moreBudget: {
    en: 'With {more} more ({budget} in all), the {vehicle} would come first.',
    ur: '{more} مزید ہوں (کل {budget}) تو {vehicle} پہلے نمبر پر آئے۔',
  },
  moreOfOne: {
    en: 'If {one} mattered {times}, the {vehicle} would come first.',
    ur: 'اگر {one} {times} اہم ہو تو {vehicle} پہلے نمبر پر آئے۔',
  },
  moreThanOther: {
    en: 'If {one} mattered {times}, and {other} {less}, the {vehicle} would come first.',
    ur: 'اگر {one} {times} اہم ہو، اور {other} {less} اہم، تو {vehicle} پہلے نمبر پر آئے۔',
  },
  timesQuarter: { en: 'a quarter more than it does', ur: 'موجودہ سے چوتھائی زیادہ' },
  timesHalf: { en: 'half as much again', ur: 'موجودہ سے ڈیڑھ گنا' },
  timesTwo: { en: 'twice as much as it does', ur: 'موجودہ سے دو گنا' },
  timesThree: { en: 'three times as much as it does', ur: 'موجودہ سے تین گنا' },
  lessByFifth: { en: 'a fifth less', ur: 'پانچواں حصہ کم' },
  lessByThird: { en: 'a third less', ur: 'ایک تہائی کم' },
  lessByHalf: { en: 'half as much', ur: 'نصف' },
  lessToThird: { en: 'a third as much', ur: 'ایک تہائی' },
  lessToQuarter: { en: 'a quarter as much', ur: 'ایک چوتھائی' },
  timesFour: { en: 'four times as much as it does', ur: 'موجودہ سے چار گنا' },

  sincePriceUp: {
    en: 'Its price has risen since the last visit: {before} then, {now} now.',
    ur: 'پچھلی ملاقات کے بعد قیمت بڑھی ہے: تب {before}، اب {now}۔',
  },
  sincePriceDown: {
    en: 'Its price has fallen since the last visit: {before} then, {now} now.',
    ur: 'پچھلی ملاقات کے بعد قیمت کم ہوئی ہے: تب {before}، اب {now}۔',
  },
  sincePriceGone: {
    en: 'At the last visit its price was {before}; now it is not known.',
    ur: 'پچھلی ملاقات میں قیمت {before} تھی؛ اب معلوم نہیں۔',
  },
  sincePriceKnown: {
    en: 'At the last visit its price was not known; now it is {now}.',
    ur: 'پچھلی ملاقات میں قیمت معلوم نہیں تھی؛ اب {now} ہے۔',
  },
  sinceStockThen: {
    en: 'At the last visit it was in stock. {now}',
    ur: 'پچھلی ملاقات میں یہ اسٹاک میں تھی۔ {now}',
  },
  sinceStockNow: {
    en: 'At the last visit it was not in stock. {now}',
    ur: 'پچھلی ملاقات میں یہ اسٹاک میں نہیں تھی۔ {now}',
  },
  sinceGone: {
    en: '{vehicle}: shown at the last visit, and no longer in the catalogue.',
    ur: '{vehicle}: پچھلی ملاقات میں دکھائی گئی تھی، اب کیٹلاگ میں نہیں۔',
  },

  notKnown: { en: '{label}: not known', ur: '{label}: معلوم نہیں' },
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
 * Words in the quotation marks of the sentence, “…” in English and ”…“ in Urdu, whichever script they are in: the marks
 * stand outside what is set off, so that each opens and closes in the direction of the sentence. Not to be embedded
 * again: nothing in it says its direction by itself.
 */
export function quote(words: string, language: Language): string {
  const set = embed(words, language)
  return language === 'ur' ? `”${set}“` : `“${set}”`
}
