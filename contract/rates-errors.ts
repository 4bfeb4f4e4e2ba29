import type { ErrorEntry } from './error-entry.ts'

/** What can come of setting a rate. */
export const ratesErrors = {
  RATE_NOT_VALID: {
    status: 422,
    en: '{reason} This rate was not saved, and those that count are as they were.',
    ur: '{reason} یہ شرح محفوظ نہیں ہوئی، اور موجودہ شرحیں جوں کی توں ہیں۔',
  },
} as const satisfies Record<string, ErrorEntry>
