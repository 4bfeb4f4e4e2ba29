import { fillSentence } from '../market/fill-sentence.ts'
import type { Language, Wording } from '../market/language.ts'

/** Every sentence of the page that is taken home; `{name}` stands for a word given to `sayTakeHome`. */
const sentences = {
  title: { en: 'What we found together', ur: 'جو ہم نے مل کر دیکھا' },
  forName: { en: 'For {name}', ur: 'برائے {name}' },
  readBack: { en: 'What you told us', ur: 'آپ نے ہمیں کیا بتایا' },
  readBackAsSaid: { en: '{line} You put it right: {said}', ur: '{line} آپ نے درست کیا: {said}' },
  readBackMore: {
    en: 'And {count} more that we read back to you.',
    ur: 'اس کے علاوہ جو کچھ ہم نے دہرایا: {count}۔',
  },
  because: { en: 'Why it fits', ur: 'یہ کیوں مناسب ہے' },
  catch: { en: 'The catch', ur: 'کمی کیا ہے' },
  noReason: {
    en: 'Nothing you said speaks for it more than for others.',
    ur: 'آپ کی کسی بات سے یہ دوسری گاڑیوں سے زیادہ مناسب نہیں ٹھہرتی۔',
  },
  notCertain: { en: 'Not certain: {list}', ur: 'یقینی نہیں: {list}' },
  noPrice: { en: 'Price not known', ur: 'قیمت معلوم نہیں' },
  listPrice: { en: '{price} from the maker’s list', ur: '{price} فہرست قیمت' },
  priceFrom: { en: 'as of {asOf}, {source}', ur: 'بمطابق {asOf}، {source}' },
  priceTitle: { en: 'The price {onRoad}, in {currency}', ur: '{onRoad} کی قیمت، {currency} میں' },
  priceLine: { en: 'For what, and to whom', ur: 'کس چیز کے، اور کسے' },
  asOf: { en: 'As of', ur: 'بمطابق' },
  side: { en: '{name} ({side})', ur: '{name} ({side})' },
  total: { en: 'Total {onRoad}', ur: '{onRoad} کُل' },
  totalKnown: { en: 'Total {onRoad}, as far as it is known', ur: '{onRoad} کُل، جتنا معلوم ہے' },
  cellRange: { en: '{least} to {most}', ur: '{least} تا {most}' },
  cellNotKnown: { en: 'not known', ur: 'معلوم نہیں' },
  cellNone: { en: '–', ur: '–' },
  marked: { en: '{amount} {marks}', ur: '{amount} {marks}' },
  markEstimate: {
    en: '* An estimate: whoever is paid may ask for more or less.',
    ur: '* اندازہ: لینے والا اس سے کم یا زیادہ مانگ سکتا ہے۔',
  },
  markOld: {
    en: '† From a rate whose last day is over and that no later one has followed.',
    ur: '† ایسی شرح سے جس کی مدت ختم ہو چکی اور اس کے بعد کوئی نئی شرح معلوم نہیں۔',
  },
  notKnown: {
    en: 'Not known yet, and in no total: {list}.',
    ur: 'ابھی معلوم نہیں، اور کسی میزان میں شامل نہیں: {list}۔',
  },
  noteOf: { en: '{vehicles}: {note}', ur: '{vehicles}: {note}' },
  notAnOffer: {
    en: 'Worked out on {day}: rates and prices may change after it.',
    ur: 'یہ حساب {day} کا ہے: اس کے بعد شرحیں اور قیمتیں بدل سکتی ہیں۔',
  },
  promised: { en: 'What was written down for you', ur: 'آپ کے لیے جو لکھا گیا' },
  quoted: {
    en: 'Quoted on {day}: {vehicle}, {total} {onRoad}.',
    ur: '{day} کو بتائی گئی قیمت: {vehicle}، {onRoad} {total}۔',
  },
  quotedFor: {
    en: 'Quoted on {day}: {vehicle}, {total} {onRoad} ({side}).',
    ur: '{day} کو بتائی گئی قیمت: {vehicle}، {onRoad} {total} ({side})۔',
  },
  quotedWithout: {
    en: 'Not known then, and not in it: {list}.',
    ur: 'تب معلوم نہیں تھا، اور اس میں شامل نہیں: {list}۔',
  },
  booked: {
    en: 'Booked on {day}: {vehicle}, for {amount}, {mode}.',
    ur: '{day} کو بکنگ: {vehicle}، {amount} میں، {mode}۔',
  },
  deliveryPromised: { en: 'Delivery was promised by {day}.', ur: 'حوالگی کا وعدہ {day} تک کا ہے۔' },
  deliveryNotPromised: {
    en: 'No day was written down for the delivery.',
    ur: 'حوالگی کا کوئی دن نہیں لکھا گیا۔',
  },
  deliveryClock: {
    en: 'The rule is {days} days from the booking, which is {day} ({source}, as of {asOf}).',
    ur: 'قاعدہ بکنگ سے {days} دن کا ہے، یعنی {day} ({source}، بمطابق {asOf})۔',
  },
  ask: { en: 'Who to ask', ur: 'کس سے پوچھیں' },
  askPerson: { en: '{person} at {store}.', ur: '{store} میں {person}۔' },
  askStore: { en: 'Anyone at {store}.', ur: '{store} میں کوئی بھی۔' },
  listComma: { en: ', ', ur: '، ' },
} as const satisfies Record<string, Wording>

export type TakeHomeSentence = keyof typeof sentences

/**
 * A sentence of the page with its words in place.
 * @throws Error when the sentence needs a word that was not given
 */
export function sayTakeHome(
  name: TakeHomeSentence,
  language: Language,
  words: Readonly<Record<string, string>> = {},
): string {
  return fillSentence(sentences[name][language], words)
}
