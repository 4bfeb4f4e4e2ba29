import type { ErrorEntry } from './error-entry.ts'

/** What can come of asking for a price or a quote. */
export const pricingErrors = {
  PRICE_NOT_KNOWN: {
    status: 409,
    en: 'Nobody has said yet what {vehicle} costs, so no quote can be made of it. Nothing was saved and nothing is lost. Type the price in beside the vehicle, then make the quote.',
    ur: '{vehicle} کی قیمت ابھی کسی نے نہیں بتائی، اس لیے کوٹیشن نہیں بن سکتی۔ کچھ محفوظ نہیں ہوا اور کچھ ضائع نہیں ہوا۔ گاڑی کے ساتھ قیمت لکھیں، پھر کوٹیشن بنائیں۔',
  },
  PRICE_NOT_SURE: {
    status: 409,
    en: 'There are two prices as long as this is not sure: {facts}. Nothing was saved. Choose one, then make the quote.',
    ur: 'جب تک یہ طے نہیں، قیمتیں دو ہیں: {facts}۔ کچھ محفوظ نہیں ہوا۔ ایک چنیں، پھر کوٹیشن بنائیں۔',
  },
} as const satisfies Record<string, ErrorEntry>
