import type { ErrorEntry } from './error-entry.ts'

/** What can come of a screen that is turned to the customer. */
export const customerViewErrors = {
  TURNED_TO_CUSTOMER: {
    status: 423,
    en: 'The screen is turned to the customer, so nothing else is shown and nothing else was changed. Everything saved before is safe. Hand the screen back with the PIN, then try again.',
    ur: 'اسکرین گاہک کی طرف ہے، اس لیے اور کچھ نہیں دکھایا جاتا اور کچھ اور تبدیل نہیں ہوا۔ پہلے محفوظ کیا گیا سب محفوظ ہے۔ پن دے کر اسکرین واپس لیں، پھر دوبارہ کوشش کریں۔',
  },
} as const satisfies Record<string, ErrorEntry>
