import type { Wording } from '../market/language.ts'

/** The sentences about prices and quotes, filled by `fillSentence`. */
export const priceWords = {
  range: { en: '{least} to {most}', ur: '{least} سے {most} تک' },
  notKnownYet: { en: 'not known yet', ur: 'ابھی معلوم نہیں' },
  fixed: { en: 'fixed', ur: 'مقرر' },
  estimate: { en: 'estimate', ur: 'اندازہ' },
  ofPrice: { en: '{value} of the price', ur: 'قیمت کا {value}' },
  ofAbove: { en: '{value} of what is above {limit}', ur: '{limit} سے اوپر کی رقم کا {value}' },
  dot: { en: ' · ', ur: ' · ' },
  or: { en: ' or ', ur: ' یا ' },
  asOf: { en: 'As of {asOf}, {age}', ur: '{asOf} کے مطابق، {age}' },
  asOfAlone: { en: 'As of {asOf}', ur: '{asOf} کے مطابق' },
  sourceSure: { en: '{title} ({sure})', ur: '{title} ({sure})' },
  setHere: { en: '{title} (set by the store)', ur: '{title} (اسٹور کی مقرر کردہ)' },
  told: { en: 'As told on {day}', ur: '{day} کو جو بتایا گیا' },
  toldByBank: { en: 'Told by the bank on {day}', ur: 'بینک نے {day} کو بتایا' },
  old: {
    en: 'Old: this rate ended on {until}, and what followed it is not known.',
    ur: 'پرانی: یہ شرح {until} کو ختم ہو گئی، اس کے بعد کی شرح معلوم نہیں۔',
  },
  noRate: {
    en: 'No rate is known for this vehicle and buyer. It is not in the total.',
    ur: 'اس گاڑی اور خریدار کے لیے کوئی شرح معلوم نہیں۔ یہ کُل میں شامل نہیں۔',
  },
  noPrice: { en: 'The price of this vehicle is not known.', ur: 'اس گاڑی کی قیمت معلوم نہیں۔' },
  rangeOfRules: {
    en: 'A range: what is known leaves open which rate counts.',
    ur: 'ایک حد: جو معلوم ہے اس سے طے نہیں ہوتا کہ کون سی شرح لگے گی۔',
  },
  missing: {
    en: 'Not in the total, because not known yet: {names}.',
    ur: 'کُل میں شامل نہیں، کیونکہ ابھی معلوم نہیں: {names}۔',
  },
  rounding: {
    en: 'Each line is rounded to the nearest {unit}, a half to the larger amount; the total is the sum of the lines.',
    ur: 'ہر سطر قریب ترین {unit} تک گول ہے، آدھا ہو تو بڑی رقم؛ کُل انہی سطروں کا جمع ہے۔',
  },
  comma: { en: ', ', ur: '، ' },
  said: { en: 'As the customer said', ur: 'گاہک کے کہنے کے مطابق' },
  chosen: { en: 'Chosen here', ur: 'یہاں چنا گیا' },
  kept: { en: 'Chosen last on this laptop', ur: 'اس لیپ ٹاپ پر پچھلی بار چنا گیا' },
  usual: { en: 'Usual here, nobody has said otherwise', ur: 'یہاں عام طور پر، کسی نے کچھ اور نہیں کہا' },
  bothSides: { en: 'Not sure: each price is shown', ur: 'یقینی نہیں: ہر قیمت دکھائی گئی ہے' },
  openRange: { en: 'Not said: shown as a range', ur: 'نہیں بتایا گیا: حد دکھائی گئی ہے' },
} as const satisfies Record<string, Wording>

/** The sentences about paying, filled by `fillSentence`. */
export const financeWords = {
  months: { en: '{count} months', ur: '{count} ماہ' },
  rate: { en: '{rate} % a year, {word}', ur: '{rate} فیصد سالانہ، {word}' },
  askBank: {
    en: 'The figure for {word} is not known here. Ask the bank and type it in.',
    ur: '{word} کی شرح یہاں معلوم نہیں۔ بینک سے پوچھ کر لکھیں۔',
  },
  charge: { en: '{amount} {word}', ur: '{amount} {word}' },
  setAside: {
    en: 'Set aside, as it asks for {word}: {said}.',
    ur: 'ایک طرف رکھا گیا، کیونکہ اس میں {word} ہے: {said}۔',
  },
  limit: { en: '{name}: {value}', ur: '{name}: {value}' },
  broken: {
    en: '{name}: {value}. What is shown here goes past that.',
    ur: '{name}: {value}۔ یہاں جو دکھایا گیا وہ اس سے باہر ہے۔',
  },
  held: {
    en: '{name}: {value}. This offer stays within that.',
    ur: '{name}: {value}۔ یہ پیشکش اسی کے اندر رکھی گئی ہے۔',
  },
  falls: {
    en: 'The months grow cheaper: the last is {last}.',
    ur: 'قسط ہر ماہ کم ہوتی ہے: آخری {last} ہے۔',
  },
  last: {
    en: 'The last month is {last}: it takes what rounding left.',
    ur: 'آخری مہینہ {last} ہے: گول کرنے کا فرق اسی میں ہے۔',
  },
  higherPrice: {
    en: 'Reckoned from the higher end of the price.',
    ur: 'قیمت کی اوپر والی حد سے حساب لگایا گیا۔',
  },
} as const satisfies Record<string, Wording>
