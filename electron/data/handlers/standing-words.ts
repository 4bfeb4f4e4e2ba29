import type { Answer } from '../../../core/discovery/answer.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import { type SayRange, sayCode } from '../../../core/discovery/say-code.ts'
import type { Language } from '../../../core/market/language.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import { phoneText } from '../../../core/market/phone.ts'
import type { EntityFields } from '../../../core/sync/entities.ts'
import type { CustomerRow } from '../../../db/customers.ts'
import type { VisitView } from '../../../db/visits.ts'

/** What stands on record for a person, to be said when it is not what they saw: never empty. */
export const standingWords = {
  /** The coded part first, then the customer's own words. */
  answer(
    answer: Answer,
    question: Question,
    language: Language,
    pack: MarketPack,
    nameOf: SayRange['nameOf'],
  ): string {
    const { upTo, between, last, nothing, ...words } = wording[language]
    const coded =
      answer.state === 'answered'
        ? sayCode(question, answer, language, pack, { upTo, between, last, nameOf })
        : words[answer.state]
    return [coded, answer.ownWords].filter(Boolean).join(' · ') || nothing
  },
  customerField(
    customer: Pick<EntityFields<'customer'>, 'name' | 'phone' | 'language'> &
      Partial<Pick<EntityFields<'customer'>, 'note' | 'alsoPhones'>>,
    field: keyof EntityFields<'customer'>,
    language: Language,
  ): string {
    const { nothing, languages } = wording[language]
    switch (field) {
      case 'name':
        return customer.name ?? nothing
      case 'phone':
        return customer.phone === null ? nothing : phoneText(customer.phone)
      case 'language':
        return languages[customer.language]
      case 'note':
        return customer.note ?? nothing
      case 'alsoPhones':
        return customer.alsoPhones?.map(phoneText).join(', ') || nothing
    }
  },
  /** Whose visit it is; `null` when it is nobody's. */
  customer(customer: CustomerRow | null, language: Language): string {
    if (!customer) return wording[language].nothing
    if (customer.isErased) return wording[language].erased
    return customer.name ?? (customer.phone === null ? wording[language].noName : phoneText(customer.phone))
  },
  /** The same, where somebody is there whom nobody named. */
  somebody: (customer: CustomerRow | null, language: Language): string =>
    customer ? standingWords.customer(customer, language) : wording[language].noName,
  /** A field of a car of the stock. */
  stockField: (value: unknown, language: Language): string =>
    typeof value === 'string' && value !== '' ? value : wording[language].nothing,
  nothing: (language: Language): string => wording[language].nothing,
  arrival: (arrival: VisitView['arrival'], language: Language): string => wording[language].arrivals[arrival],
}

const wording = {
  en: {
    nothing: 'nothing',
    noName: 'a customer without a name',
    erased: 'an erased customer',
    unsure: 'Not sure',
    declined: 'Prefers not to say',
    withdrawn: 'Taken back',
    upTo: (amount: string) => `Up to ${amount}`,
    between: (from: string, to: string) => `${from} to ${to}`,
    last: (name: string) => `Last: ${name}`,
    arrivals: { 'first-time': 'First time', 'be-back': 'Been before', unknown: 'Not known' },
    languages: { en: 'English', ur: 'Urdu' },
  },
  ur: {
    nothing: 'کچھ نہیں',
    noName: 'بغیر نام کا گاہک',
    erased: 'مٹایا گیا گاہک',
    unsure: 'یقین نہیں',
    declined: 'بتانا نہیں چاہتے',
    withdrawn: 'واپس لے لیا',
    upTo: (amount: string) => `${amount} تک`,
    between: (from: string, to: string) => `${from} سے ${to}`,
    last: (name: string) => `آخری: ${name}`,
    arrivals: { 'first-time': 'پہلی بار', 'be-back': 'پہلے آ چکے', unknown: 'معلوم نہیں' },
    languages: { en: 'انگریزی', ur: 'اردو' },
  },
} as const
