import { fillSentence } from '../market/fill-sentence.ts'
import type { Language, Wording } from '../market/language.ts'

/** Every sentence of a read-back, in each language, as it is said aloud; `{name}` stands for a word given. */
const sentences = {
  person: {
    en: 'To begin with the people, you said {items}.',
    ur: 'پہلے لوگوں کی بات: آپ نے بتایا {items}۔',
  },
  use: {
    en: 'As for how you will use it, you said {items}.',
    ur: 'گاڑی کے استعمال کے بارے میں آپ نے بتایا {items}۔',
  },
  must: {
    en: 'What is fixed for you: you said {items}.',
    ur: 'جو باتیں آپ کے لیے طے ہیں: آپ نے بتایا {items}۔',
  },
  money: { en: 'On money, you said {items}.', ur: 'پیسوں کے بارے میں آپ نے بتایا {items}۔' },
  timing: { en: 'On timing, you said {items}.', ur: 'وقت کے بارے میں آپ نے بتایا {items}۔' },
  worries: {
    en: 'And what could make you uneasy: you said {items}.',
    ur: 'اور جس بات کا کھٹکا ہے: آپ نے بتایا {items}۔',
  },

  quotedSo: { en: '{words}, so {because}', ur: '{words}، یعنی {because}' },
  also: { en: 'You also said {items}.', ur: 'آپ نے یہ بھی بتایا {items}۔' },
  back: { en: 'that {because}', ur: 'کہ {because}' },
  backNext: { en: 'that {because}', ur: 'یہ کہ {because}' },
  chosenWhen: { en: '{label} when I asked {ask}', ur: '{ask} پر {label}' },
  quotedOf: { en: '{words}, of the {subject}', ur: '{subject} کے بارے میں {words}' },
  upTo: { en: 'up to {atMost} is comfortable', ur: '{atMost} تک آسانی رہے گی' },
  between: { en: '{atLeast} to {atMost} is comfortable', ur: '{atLeast} سے {atMost} تک آسانی رہے گی' },

  comma: { en: ', ', ur: '، ' },
  and: { en: ', and ', ur: '، اور ' },
  next: { en: ', then ', ur: '، پھر ' },
  or: { en: ' or ', ur: ' یا ' },

  matters: {
    en: 'What matters most to you, as I hear it: {sure}.',
    ur: 'میری سمجھ میں آپ کے لیے سب سے اہم یہ ہے: {sure}۔',
  },
  mattersAndMaybe: {
    en: 'What matters most to you, as I hear it: {sure}. How much this matters I am not sure yet: {unsure}.',
    ur: 'میری سمجھ میں آپ کے لیے سب سے اہم یہ ہے: {sure}۔ یہ کتنا اہم ہے، ابھی یقین نہیں: {unsure}۔',
  },
  mattersMaybe: {
    en: 'What matters most to you I cannot say for sure yet; perhaps {unsure}.',
    ur: 'آپ کے لیے سب سے اہم کیا ہے، یہ ابھی یقین سے نہیں کہا جا سکتا؛ شاید {unsure}۔',
  },

  differ: {
    en: 'You do not agree yet on {topic}: {views}.',
    ur: '{topic} کے بارے میں ابھی آپ سب کی ایک رائے نہیں: {views}۔',
  },
  driver: { en: 'whoever drives it says {view}', ur: 'چلانے والے کہتے ہیں {view}' },
  payer: { en: 'whoever pays says {view}', ur: 'پیسے دینے والے کہتے ہیں {view}' },
  decider: { en: 'whoever decides says {view}', ur: 'فیصلہ کرنے والے کہتے ہیں {view}' },
  passenger: { en: 'whoever rides along says {view}', ur: 'ساتھ بیٹھنے والے کہتے ہیں {view}' },
  party: { en: 'together you said {view}', ur: 'سب نے مل کر کہا {view}' },
} as const satisfies Record<string, Wording>

export type ReadBackSentence = keyof typeof sentences

/**
 * A sentence with its words in place. Words are set in as they are, braces in them included.
 * @throws Error when the sentence needs a word that was not given
 */
export function sayBack(
  name: ReadBackSentence,
  language: Language,
  words: Readonly<Record<string, string>> = {},
): string {
  return fillSentence(sentences[name][language], words)
}

/** Items one after the other: "a, b, and c". */
export function listBack(items: readonly string[], language: Language, last: 'and' | 'next' | 'or'): string {
  const link = sayBack(last, language)
  const between = last === 'and' ? sayBack('comma', language) : link
  return items.reduce((all, item, at) => `${all}${at === items.length - 1 ? link : between}${item}`)
}
