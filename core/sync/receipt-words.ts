import { assertNever } from '../assert-never.ts'
import type { Language } from '../market/language.ts'
import { contentsWords } from './entity-words.ts'
import type { Receipt, RefusalReason } from './protocol.ts'

/**
 * Head office's receipt in a plain sentence that names what it is for, never a person.
 * @param contents how many rows of each entity the change set wrote
 */
export function receiptWords(
  receipt: Pick<Receipt, 'outcome' | 'mark' | 'reason'> & {
    readonly contents: readonly { readonly entity: string; readonly count: number }[]
  },
  language: Language,
): string {
  const { outcome, mark, reason } = receipt
  const phrases = phrasesByLanguage[language]
  const office = mark === 'trial' ? phrases.trialOffice : phrases.office
  const contents = contentsWords(receipt.contents, language)
  switch (outcome) {
    case 'accepted':
      return phrases.accepted(office, contents)
    case 'conflict':
      return phrases.conflict(office, contents)
    case 'refused':
      return phrases.refused(office, contents, phrases.reasons[reason ?? 'not-readable'])
    default:
      return assertNever(outcome)
  }
}

/** Why head office refused something, to stand after "because". */
export const refusalReasonWords = (reason: RefusalReason, language: Language): string =>
  phrasesByLanguage[language].reasons[reason]

interface Phrases {
  readonly office: string
  readonly trialOffice: string
  readonly accepted: (office: string, contents: string) => string
  readonly conflict: (office: string, contents: string) => string
  readonly refused: (office: string, contents: string, reason: string) => string
  readonly reasons: Readonly<Record<RefusalReason, string>>
}

const phrasesByLanguage: Readonly<Record<Language, Phrases>> = {
  en: {
    office: 'Head office',
    trialOffice: 'A trial head office',
    accepted: (office, contents) => `${office} has this: ${contents}.`,
    conflict: (office, contents) =>
      `${office} has this: ${contents}. Another laptop said something else first; both are kept.`,
    refused: (office, contents, reason) =>
      `${office} refused this: ${contents}, because ${reason}. It is safe on this laptop.`,
    reasons: {
      'other-content': 'it was sent before with other content',
      'written-before': 'a record in it was written before with other content',
      'not-readable': 'it could not be read there',
    },
  },
  ur: {
    office: 'ہیڈ آفس',
    trialOffice: 'آزمائشی ہیڈ آفس',
    accepted: (office, contents) => `${office} کو یہ مل گیا: ${contents}۔`,
    conflict: (office, contents) =>
      `${office} کو یہ مل گیا: ${contents}۔ دوسرے لیپ ٹاپ نے پہلے کچھ اور کہا تھا؛ دونوں محفوظ ہیں۔`,
    refused: (office, contents, reason) =>
      `${office} نے یہ قبول نہیں کیا: ${contents}، کیونکہ ${reason}۔ یہ اس لیپ ٹاپ پر محفوظ ہے۔`,
    reasons: {
      'other-content': 'یہ پہلے کسی اور مواد کے ساتھ بھیجا گیا تھا',
      'written-before': 'اس کا ایک اندراج پہلے کسی اور مواد کے ساتھ لکھا گیا تھا',
      'not-readable': 'یہ وہاں پڑھا نہیں جا سکا',
    },
  },
}
