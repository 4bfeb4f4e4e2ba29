import type { Wording } from '../../core/market/language.ts'
import type { Printed } from './host.ts'

/** What a person is told where no PDF came of printing. */
export const noPdf: Readonly<Record<Exclude<Printed['type'], 'pdf'>, Wording>> = {
  'no-browser': {
    en: 'No Chromium, Chrome or Edge was found here to make the PDF. Open the page to print instead: print it, or save it as PDF, from there.',
    ur: 'یہاں PDF بنانے کے لیے کوئی Chromium، Chrome یا Edge نہیں ملا۔ اس کے بجائے چھپنے والا صفحہ کھولیں: وہیں سے چھاپیں یا PDF میں محفوظ کریں۔',
  },
  failed: {
    en: 'The PDF could not be made. Nothing is lost: try again, or open the page to print and print it, or save it as PDF, from there.',
    ur: 'PDF نہیں بن سکا۔ کچھ ضائع نہیں ہوا: دوبارہ کوشش کریں، یا چھپنے والا صفحہ کھول کر وہیں سے چھاپیں یا PDF میں محفوظ کریں۔',
  },
}
