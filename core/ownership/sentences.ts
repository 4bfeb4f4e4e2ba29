import { fillSentence } from '../market/fill-sentence.ts'
import type { Language, Wording } from '../market/language.ts'
import { embed } from '../shortlist/sentences.ts'

/** Every sentence about the cost of owning; `{name}` stands for a word given to `say`. */
const sentences = {
  energy: { en: 'Fuel and electricity', ur: 'ایندھن اور بجلی' },
  service: { en: 'Service', ur: 'سروس' },
  insurance: { en: 'Insurance', ur: 'انشورنس' },
  tax: { en: 'Tax', ur: 'ٹیکس' },
  loss: { en: 'Loss of value', ur: 'قیمت میں کمی' },

  notKnown: { en: 'not known', ur: 'معلوم نہیں' },
  missing: { en: 'Not known: {names}.', ur: 'معلوم نہیں: {names}۔' },
  noFigure: { en: 'No figure is known for it.', ur: 'اس کا کوئی عدد معلوم نہیں۔' },
  oldFigures: {
    en: 'Old, and nothing later is known: {names}.',
    ur: 'پرانے اعداد، نئے معلوم نہیں: {names}۔',
  },
  noFigureFor: { en: 'No figure is known for it: {names}.', ur: 'اس کا کوئی عدد معلوم نہیں: {names}۔' },
  list: { en: ', ', ur: '، ' },
  range: { en: '{least} to {most}', ur: '{least} تا {most}' },
  totalWhole: { en: '{amount}', ur: '{amount}' },
  amountAndMore: { en: '{amount} and more', ur: '{amount} اور اس سے زیادہ' },
  totalPart: { en: '{amount}, and not counted: {names}', ur: '{amount}، اور شمار نہیں: {names}' },
  vehicleSentence: {
    en: '{vehicle}, {years} years: {total}. {parts}.',
    ur: '{vehicle}، {years} سال: {total}۔ {parts}۔',
  },
  partSentence: { en: '{name}: {text}', ur: '{name}: {text}' },
  perMonth: { en: '{amount} a month', ur: '{amount} ماہانہ' },
  rounding: {
    en: 'Each part is rounded to {amount}; the total is the sum of the parts.',
    ur: 'ہر حصہ {amount} تک پورا کیا گیا ہے؛ کل رقم حصوں کا مجموعہ ہے۔',
  },

  byFuel: {
    en: '{distance} in {years} years at {economy}, fuel at {price}.',
    ur: '{years} سال میں {distance}، {economy}، ایندھن {price}۔',
  },
  byFuelTownAndHighway: {
    en: '{distance} in {years} years: {share} of it in town at {town}, the rest on the open road at {highway}, fuel at {price}.',
    ur: '{years} سال میں {distance}: {share} شہر میں {town}، باقی کھلی سڑک پر {highway}، ایندھن {price}۔',
  },
  byElectricity: {
    en: '{distance} in {years} years at {use}, electricity at {price}.',
    ur: '{years} سال میں {distance}، {use}، بجلی {price}۔',
  },
  byBoth: {
    en: 'Charged each night, {range} a day on electricity at {use} and {price}; what is driven beyond that at {economy}, fuel at {fuelPrice}.',
    ur: 'ہر رات چارج ہو تو روزانہ {range} بجلی پر، {use}، {price}؛ اس سے آگے {economy}، ایندھن {fuelPrice}۔',
  },
  batteryOverRange: {
    en: '{text} ({battery} over {range}; what charging loses comes on top)',
    ur: '{text} ({range} میں {battery}؛ چارجنگ کا ضیاع الگ)',
  },
  townAndHighway: {
    en: '{town} in town and {highway} on the open road',
    ur: 'شہر میں {town} اور کھلی سڑک پر {highway}',
  },
  neverCharged: {
    en: 'With no place to charge, all on fuel: {rest}',
    ur: 'چارج کرنے کی جگہ نہیں، اس لیے سب ایندھن پر: {rest}',
  },
  byLoad: {
    en: ' {percent} more fuel for {load} carried beside the driver.',
    ur: ' ڈرائیور کے علاوہ {load} وزن کے لیے {percent} زیادہ ایندھن۔',
  },
  loadCost: { en: 'Fuel for what is carried', ur: 'وزن کے لیے ایندھن' },
  forWeight: { en: '{percent} more for {weight}', ur: '{weight} پر {percent} زیادہ' },
  oneFigure: {
    en: ' The catalogue has one figure for town and open road together.',
    ur: ' کیٹلاگ میں شہر اور کھلی سڑک کا ایک ہی عدد ہے۔',
  },

  byService: {
    en: '{count} services in {years} years, one every {interval}, at {cost} each.',
    ur: '{years} سال میں {count} سروسیں، ہر {interval} پر ایک، فی سروس {cost}۔',
  },
  servicesWithoutCost: {
    en: '{count} services in {years} years, one every {interval}. {missing}',
    ur: '{years} سال میں {count} سروسیں، ہر {interval} پر ایک۔ {missing}',
  },
  ofValueEachYear: {
    en: '{rate} of what it is worth at the beginning of each year, {years} years.',
    ur: 'ہر سال کے شروع کی قیمت کا {rate}، {years} سال۔',
  },
  ofPriceEachYear: {
    en: '{rate} of {price}, {years} years.',
    ur: '{price} کا {rate}، {years} سال۔',
  },
  ofPriceOnce: { en: '{rate} of {price}, once.', ur: '{price} کا {rate}، ایک بار۔' },
  eachYear: { en: '{rate}, {years} years.', ur: '{rate}، {years} سال۔' },
  once: { en: '{rate}, once.', ur: '{rate}، ایک بار۔' },
  byLoss: {
    en: '{price} loses {loss}: after {years} years it is worth {left}.',
    ur: '{price} پر {loss} کمی: {years} سال بعد قیمت {left} رہ جاتی ہے۔',
  },

  restsOn: {
    en: '{adverts} adverts of {years} model years, R² {fit}; generations and trims together.',
    ur: '{years} ماڈل سالوں کے {adverts} اشتہار، R² {fit}؛ تمام نسلیں اور ویریئنٹس ملا کر۔',
  },
  said: { en: 'What the customer said', ur: 'گاہک نے بتایا' },
  kmAMonth: { en: 'Driven in a month', ur: 'ایک ماہ میں سفر' },
  cityShare: { en: 'Of it in town', ur: 'اس میں سے شہر میں' },
  loadKg: { en: 'Carried beside the driver', ur: 'ڈرائیور کے علاوہ وزن' },
  homeCharging: { en: 'Charging at home', ur: 'گھر پر چارجنگ' },
  canCharge: { en: 'possible', ur: 'ممکن' },
  cannotCharge: { en: 'not possible', ur: 'ممکن نہیں' },
  percent: { en: '{number} %', ur: '{number} فیصد' },
  weekText: {
    en: 'About {distance} a month, {share} of it in town.',
    ur: 'تقریباً {distance} ماہانہ، جس میں سے {share} شہر میں۔',
  },
  weekAssumed: {
    en: 'Nobody has said how it is driven, so what is usual is assumed: about {distance} a month, {share} of it in town.',
    ur: 'استعمال ابھی نہیں بتایا گیا، اس لیے عام استعمال فرض کیا گیا ہے: تقریباً {distance} ماہانہ، جس میں سے {share} شہر میں۔',
  },
  weekPartAssumed: {
    en: 'About {distance} a month, {share} of it in town. Assumed, because it was not said: {names}.',
    ur: 'تقریباً {distance} ماہانہ، جس میں سے {share} شہر میں۔ نہ بتانے پر فرض کیا گیا: {names}۔',
  },
  weekNone: {
    en: 'The questions of this market say nothing of how a vehicle is driven.',
    ur: 'اس مارکیٹ کے سوالات میں گاڑی کے استعمال کا ذکر نہیں۔',
  },
  whereCharged: { en: 'where it would charge', ur: 'چارج کہاں ہو گی' },

  energyPerMonth: { en: 'Energy in a month', ur: 'ماہانہ ایندھن اور بجلی' },
  energyPerMonthBy: {
    en: 'The energy of {years} years over {months} months.',
    ur: '{years} سال کی توانائی، {months} مہینوں پر۔',
  },
  fiveYearCost: { en: 'Cost of {years} years', ur: '{years} سال کا خرچ' },
  fiveYearCostBy: { en: 'The sum of: {names}.', ur: 'ان کا مجموعہ: {names}۔' },
  resale: { en: 'Worth after {years} years', ur: '{years} سال بعد قیمت' },
  resaleBy: {
    en: '{price} less {loss}, {years} times over.',
    ur: '{price} میں سے {loss}، {years} بار۔',
  },
  fromCatalogue: { en: 'As the catalogue says.', ur: 'جیسا کیٹلاگ میں ہے۔' },
  headOfficeFills: {
    en: 'No source has it yet. Head office can give it with the catalogue, as a figure with its source.',
    ur: 'ابھی کسی ماخذ میں نہیں۔ ہیڈ آفس اسے کیٹلاگ کے ساتھ ماخذ سمیت دے سکتا ہے۔',
  },
  stock: { en: 'To be had now', ur: 'ابھی دستیاب' },
  stockBy: {
    en: 'The store’s own stock, without what is promised to others.',
    ur: 'اسٹور کا اپنا اسٹاک، دوسروں سے وعدہ شدہ گاڑیوں کے بغیر۔',
  },
  noStockWritten: {
    en: 'No stock is written down in this store, so nobody can tell.',
    ur: 'اس اسٹور میں کوئی اسٹاک درج نہیں، اس لیے بتایا نہیں جا سکتا۔',
  },
} as const satisfies Record<string, Wording>

export type SentenceName = keyof typeof sentences

/**
 * A sentence with its words in place, each set off where it stands inside Urdu.
 * @throws Error when the sentence needs a word that was not given
 */
export function say(
  name: SentenceName,
  language: Language,
  words: Readonly<Record<string, string>> = {},
): string {
  const set = Object.entries(words).map(([word, text]) => [word, embed(text, language)])
  return fillSentence(sentences[name][language], Object.fromEntries(set))
}
