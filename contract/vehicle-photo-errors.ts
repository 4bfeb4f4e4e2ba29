import type { ErrorEntry } from './error-entry.ts'

/** What can come of a photo of a vehicle. */
export const vehiclePhotoErrors = {
  PHOTO_IN_HEIC: {
    status: 415,
    en: 'This photo is in HEIC, the form in which iPhones keep photos; Northstar cannot show it. Nothing was added, and everything is as it was. Save it as JPEG, or send it to yourself by e-mail as JPEG, then choose that one.',
    ur: 'یہ تصویر HEIC میں ہے، جس میں آئی فون تصویریں رکھتا ہے؛ نارتھ اسٹار اسے نہیں دکھا سکتا۔ کچھ شامل نہیں ہوا، سب جوں کا توں ہے۔ اسے JPEG میں محفوظ کریں، یا خود کو ای میل سے JPEG بھیجیں، پھر وہ چنیں۔',
  },
  VEHICLE_PHOTO_NOT_READABLE: {
    status: 422,
    en: 'This is no picture in JPEG, PNG or WebP, or it is cut off. Nothing was added, and the vehicle is as it was. Choose another file.',
    ur: 'یہ JPEG، PNG یا WebP تصویر نہیں، یا ادھوری ہے۔ کچھ شامل نہیں ہوا، اور گاڑی جوں کی توں ہے۔ کوئی اور فائل چنیں۔',
  },
  VEHICLE_PHOTO_TOO_LARGE: {
    status: 413,
    en: 'This photo has {size} kB, and at most {most} kB are kept. Nothing was added, and the vehicle is as it was. Make it smaller, then choose it again.',
    ur: 'اس تصویر کا حجم {size} kB ہے، اور زیادہ سے زیادہ {most} kB رکھے جاتے ہیں۔ کچھ شامل نہیں ہوا، اور گاڑی جوں کی توں ہے۔ اسے چھوٹا کریں، پھر دوبارہ چنیں۔',
  },
} as const satisfies Record<string, ErrorEntry>
