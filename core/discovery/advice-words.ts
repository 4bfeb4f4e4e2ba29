import { fillSentence } from '../market/fill-sentence.ts'
import type { Language, Wording } from '../market/language.ts'
import { embed } from '../shortlist/sentences.ts'

/** What is said of the next question and of how sure the answers make us. */
const sentences = {
  separates: {
    en: 'The answer would separate the {one} from the {other}.',
    ur: 'جواب سے {one} اور {other} میں فرق ہو جائے گا۔',
  },
  moneyNow: {
    en: 'Enough is known about the person to speak of money.',
    ur: 'گاہک کے بارے میں اتنا معلوم ہو چکا ہے کہ اب پیسوں کی بات ہو سکتی ہے۔',
  },
  moneyLast: { en: 'Nothing but money is worth asking now.', ur: 'اب پیسوں کے سوا کچھ پوچھنے کے لائق نہیں۔' },
  enough: {
    en: 'Nothing more needs asking: no answer would change what is shown by enough to be worth the time.',
    ur: 'اب کچھ اور پوچھنے کی ضرورت نہیں: کوئی جواب ان گاڑیوں کو اتنا نہیں بدلے گا کہ اس پر وقت لگایا جائے۔',
  },
  allPassed: {
    en: 'No question is left that would help to choose: each was answered, passed over or declined.',
    ur: 'انتخاب میں مدد دینے والا کوئی سوال باقی نہیں: ہر سوال کا جواب مل چکا، یا اسے چھوڑ دیا گیا، یا گاہک نے جواب دینا نہ چاہا۔',
  },
  sure: {
    en: 'Of 100 people who answer like this, about {count} have their best vehicle among those shown.',
    ur: 'ایسے جواب دینے والے 100 لوگوں میں سے تقریباً {count} کی بہترین گاڑی ان میں ہے۔',
  },
} as const satisfies Record<string, Wording>

/** @param words what stands in place of `{name}` */
export function sayAdvice(
  name: keyof typeof sentences,
  language: Language,
  words: Readonly<Record<string, string>> = {},
): string {
  const embedded = Object.entries(words).map(([word, text]) => [word, embed(text, language)])
  return fillSentence(sentences[name][language], Object.fromEntries(embedded))
}
