import type { ErrorEntry } from './error-entry.ts'

/** Expected failures of bringing in a file: a part of the one catalogue. */
export const importErrors = {
  IMPORT_UNDER_WAY: {
    status: 409,
    en: '{person} is importing “{file}” on this laptop already. Nothing was changed. Go on with that one, or cancel it, and then begin this one.',
    ur: '{person} اس لیپ ٹاپ پر پہلے سے ”{file}“ درآمد کر رہے ہیں۔ کچھ تبدیل نہیں ہوا۔ پہلے اسے جاری رکھیں یا منسوخ کریں، پھر یہ شروع کریں۔',
  },
  IMPORT_OVER: {
    status: 409,
    en: 'This import is over: it was cancelled, left alone for long, or Northstar was started again. What it wrote is in the list of imports, and nothing else was changed. Choose the file again to go on.',
    ur: 'یہ درآمد ختم ہو چکی ہے: منسوخ ہوئی، دیر تک چھوڑ دی گئی، یا نارتھ اسٹار دوبارہ کھولا گیا۔ جو لکھا گیا وہ درآمدات کی فہرست میں ہے، اور کچھ تبدیل نہیں ہوا۔ جاری رکھنے کے لیے فائل دوبارہ منتخب کریں۔',
  },
  IMPORT_NOT_READABLE: {
    status: 422,
    en: '“{file}” cannot be imported: {why}. Nothing was changed. Choose another file, or save this one as CSV UTF-8 or XLSX first.',
    ur: '”{file}“ درآمد نہیں ہو سکتی: {why}۔ کچھ تبدیل نہیں ہوا۔ کوئی اور فائل چنیں، یا پہلے اسے CSV UTF-8 یا XLSX کے طور پر محفوظ کریں۔',
  },
  IMPORT_NOT_MAPPED: {
    status: 422,
    en: 'Nothing can go in before it is said which column holds: {fields}. Nothing was changed, and the mapping so far is kept. Choose the columns, then go on.',
    ur: 'جب تک یہ نہ بتایا جائے کہ کون سے کالم میں کیا ہے، کچھ درآمد نہیں ہو سکتا: {fields}۔ کچھ تبدیل نہیں ہوا، اور اب تک کا ملاپ موجود ہے۔ کالم چنیں، پھر جاری رکھیں۔',
  },
  IMPORT_TOO_MUCH: {
    status: 413,
    en: '“{file}” needs more memory than Northstar gives to one import. Nothing was changed. Split the file and import the parts one after another.',
    ur: '”{file}“ کو اس سے زیادہ میموری چاہیے جو نارتھ اسٹار ایک درآمد کو دیتا ہے۔ کچھ تبدیل نہیں ہوا۔ فائل کو بانٹ کر حصے باری باری درآمد کریں۔',
  },
  IMPORT_NOTHING_TO_WRITE: {
    status: 409,
    en: 'Nothing in “{file}” would change anything on this laptop. Nothing was written. See why its rows were refused, or choose another file.',
    ur: '”{file}“ میں ایسا کچھ نہیں جو اس لیپ ٹاپ پر کچھ بدلے۔ کچھ نہیں لکھا گیا۔ دیکھیں کہ سطریں کیوں رد ہوئیں، یا کوئی اور فائل چنیں۔',
  },
  IMPORT_PLANNED_ANEW: {
    status: 409,
    en: 'The catalogue changed while you looked at this, so nothing was written. What the import would do now stands on the screen: look once more, then import.',
    ur: 'جب آپ یہ دیکھ رہے تھے تب کیٹلاگ بدل گیا، اس لیے کچھ نہیں لکھا گیا۔ اب درآمد کیا کرے گی، اسکرین پر ہے: ایک بار پھر دیکھیں، پھر درآمد کریں۔',
  },
  IMPORT_UNDONE: {
    status: 409,
    en: 'This import was undone already. Nothing was changed. Import the file again to bring it back.',
    ur: 'یہ درآمد پہلے ہی واپس لی جا چکی ہے۔ کچھ تبدیل نہیں ہوا۔ اسے واپس لانے کے لیے فائل دوبارہ درآمد کریں۔',
  },
  IMPORT_NOT_KNOWN: {
    status: 409,
    en: 'What this import changed is not kept on this laptop any more, so it cannot be undone. Nothing was changed. Import the figures that are to stand instead.',
    ur: 'اس درآمد نے کیا بدلا، یہ اب اس لیپ ٹاپ پر موجود نہیں، اس لیے اسے واپس نہیں لیا جا سکتا۔ کچھ تبدیل نہیں ہوا۔ اس کے بجائے وہ اعداد درآمد کریں جو رہنے چاہییں۔',
  },
} as const satisfies Record<string, ErrorEntry>
