import type { Language } from '../market/language.ts'
import { type EntityName, isEntityName } from './entities.ts'

interface Counted {
  readonly one: string
  readonly many: string
}

/** What a person calls each entity; a new one does not compile until it has its words. */
const words: Readonly<Record<EntityName, Readonly<Record<Language, Counted>>>> = {
  consultant: {
    en: { one: 'person of the team', many: 'people of the team' },
    ur: { one: 'عملے کا فرد', many: 'عملے کے افراد' },
  },
  customer: { en: { one: 'customer', many: 'customers' }, ur: { one: 'گاہک', many: 'گاہک' } },
  consent: { en: { one: 'consent', many: 'consents' }, ur: { one: 'اجازت', many: 'اجازتیں' } },
  opportunity: { en: { one: 'opportunity', many: 'opportunities' }, ur: { one: 'معاملہ', many: 'معاملے' } },
  visit: { en: { one: 'visit', many: 'visits' }, ur: { one: 'ملاقات', many: 'ملاقاتیں' } },
  answer: { en: { one: 'answer', many: 'answers' }, ur: { one: 'جواب', many: 'جوابات' } },
  remark: { en: { one: 'remark', many: 'remarks' }, ur: { one: 'کہی ہوئی بات', many: 'کہی ہوئی باتیں' } },
  readBack: {
    en: { one: 'read-back', many: 'read-backs' },
    ur: { one: 'دہرائی گئی سمجھ', many: 'دہرائی گئی سمجھیں' },
  },
  feltHeard: {
    en: { one: 'word on feeling heard', many: 'words on feeling heard' },
    ur: { one: 'سنے جانے کی رائے', many: 'سنے جانے کی رائیں' },
  },
  unmetNeed: {
    en: { one: 'unmet need', many: 'unmet needs' },
    ur: { one: 'پوری نہ ہونے والی ضرورت', many: 'پوری نہ ہونے والی ضروریات' },
  },
  shortlist: { en: { one: 'shortlist', many: 'shortlists' }, ur: { one: 'شارٹ لسٹ', many: 'شارٹ لسٹیں' } },
  shortlistChoice: {
    en: { one: 'choice on a shortlist', many: 'choices on shortlists' },
    ur: { one: 'شارٹ لسٹ پر فیصلہ', many: 'شارٹ لسٹوں پر فیصلے' },
  },
  quote: {
    en: { one: 'quote', many: 'quotes' },
    ur: { one: 'بتائی گئی قیمت', many: 'بتائی گئی قیمتیں' },
  },
  booking: { en: { one: 'booking', many: 'bookings' }, ur: { one: 'بکنگ', many: 'بکنگز' } },
  dailySummary: {
    en: { one: 'closed day', many: 'closed days' },
    ur: { one: 'بند کیا گیا دن', many: 'بند کیے گئے دن' },
  },
  erasure: {
    en: { one: 'erasure of a customer', many: 'erasures of customers' },
    ur: { one: 'گاہک کا مٹایا جانا', many: 'گاہکوں کے مٹائے جانے' },
  },
  customerLink: {
    en: { one: 'link between customers', many: 'links between customers' },
    ur: { one: 'گاہکوں کا جوڑ', many: 'گاہکوں کے جوڑ' },
  },
  visitLink: {
    en: { one: 'link between visits', many: 'links between visits' },
    ur: { one: 'ملاقاتوں کا جوڑ', many: 'ملاقاتوں کے جوڑ' },
  },
  stockUnit: {
    en: { one: 'stock unit', many: 'stock units' },
    ur: { one: 'اسٹاک کی گاڑی', many: 'اسٹاک کی گاڑیاں' },
  },
  claim: { en: { one: 'claim', many: 'claims' }, ur: { one: 'گاڑی پر حق', many: 'گاڑیوں پر حق' } },
  vehiclePhoto: {
    en: { one: 'photo of a vehicle', many: 'photos of vehicles' },
    ur: { one: 'گاڑی کی تصویر', many: 'گاڑیوں کی تصویریں' },
  },
  rateEdit: {
    en: { one: 'rate set by the store', many: 'rates set by the store' },
    ur: { one: 'شوروم کی مقرر کردہ شرح', many: 'شوروم کی مقرر کردہ شرحیں' },
  },
  picture: { en: { one: 'picture', many: 'pictures' }, ur: { one: 'تصویر', many: 'تصویریں' } },
}

const unknown: Readonly<Record<Language, Counted>> = {
  en: { one: 'other record', many: 'other records' },
  ur: { one: 'دوسرا اندراج', many: 'دوسرے اندراجات' },
}

/** So many rows of an entity, e.g. `4 answers`; also of one that this version does not know. */
export function countedWords(entity: string, count: number, language: Language): string {
  const { one, many } = (isEntityName(entity) ? words[entity] : unknown)[language]
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

/** The entity by its name, e.g. `answer`. */
export const entityWord = (entity: string, language: Language): string =>
  (isEntityName(entity) ? words[entity] : unknown)[language].one

/** How many rows of each entity, in words; those that this version does not know come together at the end. */
export function contentsWords(
  contents: readonly { readonly entity: string; readonly count: number }[],
  language: Language,
): string {
  const known = contents.filter(({ entity }) => isEntityName(entity))
  const others = contents
    .filter(({ entity }) => !isEntityName(entity))
    .reduce((sum, { count }) => sum + count, 0)
  return [
    ...known.map(({ entity, count }) => countedWords(entity, count, language)),
    ...(others > 0 ? [countedWords('', others, language)] : []),
  ].join(comma[language])
}

const comma: Readonly<Record<Language, string>> = { en: ', ', ur: '، ' }
