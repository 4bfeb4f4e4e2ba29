import type { Language } from '../core/market/language.ts'
import { backupReasonText } from './backup-reason.ts'

/**
 * The one catalogue of expected failures. Each sentence says what happened, what is safe and what to do;
 * `{name}` stands for a word from the error's `detail`. Anything not here is a bug and is said as `BUG`.
 */
export const errorCatalogue = {
  BUG: {
    status: 500,
    en: 'Something went wrong inside Northstar. What was saved before is safe. Try again; if it happens twice, restart Northstar.',
    ur: 'نارتھ اسٹار کے اندر کچھ خرابی ہوئی۔ پہلے محفوظ کیا گیا سب کچھ محفوظ ہے۔ دوبارہ کوشش کریں؛ دوسری بار ہو تو نارتھ اسٹار دوبارہ کھولیں۔',
  },
  NOT_SET_UP: {
    status: 409,
    en: 'This laptop has no store yet. Nothing is lost. Name the store and its people first.',
    ur: 'اس لیپ ٹاپ پر ابھی کوئی اسٹور نہیں۔ کچھ ضائع نہیں ہوا۔ پہلے اسٹور اور عملے کے نام لکھیں۔',
  },
  ALREADY_SET_UP: {
    status: 409,
    en: 'This laptop already belongs to {store}. Its data is untouched.',
    ur: 'یہ لیپ ٹاپ پہلے سے {store} کا ہے۔ اس کا ڈیٹا جوں کا توں ہے۔',
  },
  NOT_FOUND: {
    status: 404,
    en: 'This record is not on this laptop. Nothing was changed. Go back and open it again.',
    ur: 'یہ ریکارڈ اس لیپ ٹاپ پر نہیں ہے۔ کچھ تبدیل نہیں ہوا۔ واپس جا کر دوبارہ کھولیں۔',
  },
  PHONE_NOT_VALID: {
    status: 422,
    en: '“{phone}” is not a phone number that can be dialled. Nothing was saved yet. Check the digits, or leave it empty.',
    ur: '”{phone}“ ایسا فون نمبر نہیں جو ملایا جا سکے۔ ابھی کچھ محفوظ نہیں ہوا۔ ہندسے دیکھیں، یا خالی چھوڑ دیں۔',
  },
  MONEY_NOT_VALID: {
    status: 422,
    en: '“{text}” could not be read as an amount. Nothing was saved yet. Write it like 42.5 lakh or 4,250,000.',
    ur: '”{text}“ رقم کے طور پر نہیں پڑھا جا سکا۔ ابھی کچھ محفوظ نہیں ہوا۔ ایسے لکھیں: 42.5 لاکھ یا 4,250,000۔',
  },
  ANSWER_NOT_VALID: {
    status: 422,
    en: 'This answer does not fit its question. Nothing was saved; the text you typed is kept. Open the question and answer again.',
    ur: 'یہ جواب اپنے سوال سے میل نہیں کھاتا۔ کچھ محفوظ نہیں ہوا؛ لکھا ہوا متن موجود ہے۔ سوال کھول کر دوبارہ جواب دیں۔',
  },
  CHANGED_SINCE_SEEN: {
    status: 409,
    en: 'This was changed in another window to “{value}”. Your text is still here and nothing was overwritten. Look at both, then save again.',
    ur: 'اسے دوسری ونڈو میں ”{value}“ کر دیا گیا ہے۔ آپ کا متن یہیں ہے اور کچھ مٹایا نہیں گیا۔ دونوں دیکھ کر دوبارہ محفوظ کریں۔',
  },
  VISIT_ENDED: {
    status: 409,
    en: 'This visit has already ended. What was recorded is safe. Start a new visit to go on.',
    ur: 'یہ ملاقات ختم ہو چکی ہے۔ جو درج ہوا محفوظ ہے۔ جاری رکھنے کے لیے نئی ملاقات شروع کریں۔',
  },
  LEFT_BEFORE_CONTACT_NOT_TRUE: {
    status: 409,
    en: 'They answered something in this visit, so they did not leave before contact. The answers are safe and the visit is still open. Choose how it ended.',
    ur: 'انہوں نے اس ملاقات میں کچھ جواب دیا، اس لیے وہ بات ہونے سے پہلے نہیں گئے۔ جواب محفوظ ہیں اور ملاقات ابھی کھلی ہے۔ چنیں کہ کیسے ختم ہوئی۔',
  },
  OPPORTUNITY_NOT_OPEN: {
    status: 409,
    en: 'This opportunity is no longer open. What was recorded is safe.',
    ur: 'یہ معاملہ اب کھلا نہیں۔ جو درج ہوا محفوظ ہے۔',
  },
  PROMISE_IN_THE_PAST: {
    status: 422,
    en: 'The promised day {day} is already over. Nothing was saved yet. Choose today or a later day, or leave it empty.',
    ur: 'وعدے کا دن {day} گزر چکا ہے۔ ابھی کچھ محفوظ نہیں ہوا۔ آج یا بعد کا دن چنیں، یا خالی چھوڑ دیں۔',
  },
  NO_CATALOGUE: {
    status: 409,
    en: 'There is no catalogue on this laptop. The conversation is safe. Import a catalogue under Vehicles.',
    ur: 'اس لیپ ٹاپ پر کوئی کیٹلاگ نہیں۔ گفتگو محفوظ ہے۔ گاڑیوں کے صفحے پر کیٹلاگ درآمد کریں۔',
  },
  CATALOGUE_NOT_READABLE: {
    status: 422,
    en: '“{file}” is not a Northstar catalogue: {reason}. The catalogue in use is untouched. Choose a CSV with the columns {columns}.',
    ur: '”{file}“ نارتھ اسٹار کیٹلاگ نہیں: {reason}۔ موجودہ کیٹلاگ جوں کا توں ہے۔ ان کالموں والی CSV منتخب کریں: {columns}۔',
  },
  FILE_TOO_LARGE: {
    status: 413,
    en: '“{file}” has {size} million bytes; Northstar reads up to {most} million at once. Nothing was imported. Split the file by brand and import the parts one after another.',
    ur: '”{file}“ میں {size} ملین بائٹ ہیں؛ نارتھ اسٹار ایک بار میں {most} ملین تک پڑھتا ہے۔ کچھ درآمد نہیں ہوا۔ فائل کو برانڈ کے لحاظ سے بانٹ کر حصے باری باری درآمد کریں۔',
  },
  DAY_NOT_OVER_YET: {
    status: 409,
    en: 'The day {day} has not begun. Nothing was closed.',
    ur: 'دن {day} ابھی شروع نہیں ہوا۔ کچھ بند نہیں کیا گیا۔',
  },
  DAY_UNCHANGED: {
    status: 409,
    en: 'The day {day} is already closed and nothing has changed since. Nothing was written.',
    ur: 'دن {day} پہلے ہی بند ہے اور اس کے بعد کچھ نہیں بدلا۔ کچھ نہیں لکھا گیا۔',
  },
  CONFLICT_MOVED_ON: {
    status: 409,
    en: 'Another laptop said something more about this, or it was settled meanwhile. Nothing was changed. Look at the values as they are now, then choose.',
    ur: 'اس دوران کسی اور لیپ ٹاپ نے اس بارے میں کچھ اور کہا، یا یہ طے ہو چکا۔ کچھ تبدیل نہیں ہوا۔ قدریں جیسی اب ہیں دیکھیں، پھر چنیں۔',
  },
  HEADOFFICE_ADDRESS_NOT_VALID: {
    status: 422,
    en: '“{url}” is not an address that head office can have. Nothing was changed. Write it as head office gave it, like https://sync.example.com.',
    ur: '”{url}“ ایسا پتا نہیں جو ہیڈ آفس کا ہو سکے۔ کچھ تبدیل نہیں ہوا۔ جیسا ہیڈ آفس نے دیا ویسا لکھیں، مثلاً https://sync.example.com۔',
  },
  HEADOFFICE_ADDRESS_NOT_SAFE: {
    status: 422,
    en: 'What is sent to “{url}” could be read on the way, because it does not begin with https. Nothing was changed and nothing was sent. Write the address with https:// in front; plain http is for a head office on this same machine.',
    ur: '”{url}“ کو بھیجا گیا ڈیٹا راستے میں پڑھا جا سکتا ہے کیونکہ یہ https سے شروع نہیں ہوتا۔ کچھ تبدیل نہیں ہوا اور کچھ نہیں بھیجا گیا۔ پتا https:// کے ساتھ لکھیں؛ سادہ http صرف اسی مشین کے ہیڈ آفس کے لیے ہے۔',
  },
  HEADOFFICE_NOT_REACHED: {
    status: 503,
    en: 'Head office does not answer at {url}. Nothing was changed, and what was recorded is safe on this laptop. See that the laptop is online and the address is right, then try again.',
    ur: '{url} پر ہیڈ آفس جواب نہیں دے رہا۔ کچھ تبدیل نہیں ہوا، اور جو درج ہوا اس لیپ ٹاپ پر محفوظ ہے۔ دیکھیں کہ لیپ ٹاپ آن لائن ہے اور پتا درست ہے، پھر دوبارہ کوشش کریں۔',
  },
  NOT_A_HEADOFFICE: {
    status: 502,
    en: 'What answers at {url} is not a Northstar head office that can be trusted. Nothing was sent to it, and nothing was changed. Check the address; on a Wi-Fi with a sign-in page, sign in there first.',
    ur: '{url} پر جو جواب دے رہا ہے وہ نارتھ اسٹار کا قابلِ اعتماد ہیڈ آفس نہیں۔ اسے کچھ نہیں بھیجا گیا، اور کچھ تبدیل نہیں ہوا۔ پتا دیکھیں؛ اگر وائی فائی کا سائن اِن صفحہ ہو تو پہلے وہاں سائن اِن کریں۔',
  },
  HEADOFFICE_FAILED: {
    status: 502,
    en: 'Head office at {url} answered with an error of its own. Nothing was changed on this laptop, and everything is safe. Try again in a while; if it stays so, tell head office.',
    ur: '{url} کے ہیڈ آفس نے اپنی کسی خرابی کا جواب دیا۔ اس لیپ ٹاپ پر کچھ تبدیل نہیں ہوا اور سب محفوظ ہے۔ کچھ دیر بعد دوبارہ کوشش کریں؛ پھر بھی نہ ہو تو ہیڈ آفس کو بتائیں۔',
  },
  ENROLMENT_CODE_NOT_GOOD: {
    status: 403,
    en: 'Head office does not take this code. Nothing was changed. A code has twelve letters and digits and is good once, for a day: check what was typed, or ask head office for a new one.',
    ur: 'ہیڈ آفس یہ کوڈ قبول نہیں کرتا۔ کچھ تبدیل نہیں ہوا۔ کوڈ میں بارہ حروف اور ہندسے ہوتے ہیں اور وہ ایک بار، ایک دن تک چلتا ہے: لکھا ہوا دیکھیں، یا ہیڈ آفس سے نیا کوڈ مانگیں۔',
  },
  ENROLMENT_TOO_MANY_TRIES: {
    status: 429,
    en: 'Too many codes were tried, so head office looks at no more of them for now. Nothing was changed and the code stays good for its day. Wait an hour, then try again.',
    ur: 'بہت زیادہ کوڈ آزمائے گئے، اس لیے ہیڈ آفس فی الحال مزید نہیں دیکھتا۔ کچھ تبدیل نہیں ہوا اور کوڈ اپنے دن تک چلتا رہے گا۔ ایک گھنٹہ انتظار کر کے دوبارہ کوشش کریں۔',
  },
  ENROLMENT_OTHER_STORE: {
    status: 409,
    en: 'This laptop is of {store}, and the code is for another store. Nothing was changed: one store’s customers never go to another. Ask head office for a code of {store}.',
    ur: 'یہ لیپ ٹاپ {store} کا ہے، اور کوڈ کسی دوسرے اسٹور کا ہے۔ کچھ تبدیل نہیں ہوا: ایک اسٹور کے گاہک کبھی دوسرے کو نہیں جاتے۔ ہیڈ آفس سے {store} کا کوڈ مانگیں۔',
  },
  ENROLMENT_OTHER_MARKET: {
    status: 409,
    en: 'The store of this code is in another country than this laptop was made ready for. Nothing was changed. Ask head office for a code of a store in this country.',
    ur: 'اس کوڈ کا اسٹور کسی اور ملک میں ہے، یہ لیپ ٹاپ اس ملک کے لیے تیار نہیں۔ کچھ تبدیل نہیں ہوا۔ ہیڈ آفس سے اسی ملک کے اسٹور کا کوڈ مانگیں۔',
  },
  ENROLMENT_STORE_NOT_DESCRIBED: {
    status: 409,
    en: 'Head office knows only the code of this store yet, not its name. Nothing was changed, and the code stays good. Ask head office for a code with the name of the store, or set up the store on its first laptop and enrol that one first.',
    ur: 'ہیڈ آفس کے پاس ابھی اس اسٹور کا صرف کوڈ ہے، نام نہیں۔ کچھ تبدیل نہیں ہوا، اور کوڈ چلتا رہے گا۔ ہیڈ آفس سے اسٹور کے نام والا کوڈ مانگیں، یا پہلے لیپ ٹاپ پر اسٹور بنا کر اسے پہلے درج کریں۔',
  },
  ALREADY_ENROLLED: {
    status: 409,
    en: 'This laptop is already enrolled with this head office, as one of {store}. Nothing was changed, and the code stays good for another laptop.',
    ur: 'یہ لیپ ٹاپ پہلے ہی اس ہیڈ آفس میں {store} کے نام سے درج ہے۔ کچھ تبدیل نہیں ہوا، اور کوڈ کسی دوسرے لیپ ٹاپ کے لیے چلتا رہے گا۔',
  },
  NOT_ENROLLED: {
    status: 409,
    en: 'This laptop is not enrolled with a head office now. Everything is safe on it, and nothing was sent. Ask head office for a code and enrol it under Settings.',
    ur: 'یہ لیپ ٹاپ ابھی کسی ہیڈ آفس میں درج نہیں۔ اس پر سب محفوظ ہے اور کچھ نہیں بھیجا گیا۔ ہیڈ آفس سے کوڈ مانگیں اور ترتیبات میں اسے درج کریں۔',
  },
  PICTURE_NOT_READABLE: {
    status: 422,
    en: 'This is no picture in JPEG, PNG or WebP, or it is cut off. Nothing was added, and the visit is as it was. Choose another, or take it again.',
    ur: 'یہ JPEG، PNG یا WebP تصویر نہیں، یا ادھوری ہے۔ کچھ شامل نہیں ہوا، اور ملاقات جوں کی توں ہے۔ دوسری چنیں، یا دوبارہ کھینچیں۔',
  },
  PICTURE_TOO_LARGE: {
    status: 413,
    en: 'This picture has {size} kB, and at most {most} kB are kept. Nothing was added, and the visit is as it was. Make it smaller, or take it again.',
    ur: 'اس تصویر کا حجم {size} kB ہے، اور زیادہ سے زیادہ {most} kB رکھے جاتے ہیں۔ کچھ شامل نہیں ہوا، اور ملاقات جوں کی توں ہے۔ اسے چھوٹا کریں، یا دوبارہ کھینچیں۔',
  },
  CARRIED_NOT_READABLE: {
    status: 422,
    en: 'This is no answer of your head office, or it was changed or cut off on the way. Nothing of it was used and everything here is safe. Copy it from the stick again, or ask head office for it again.',
    ur: 'یہ آپ کے ہیڈ آفس کا جواب نہیں، یا راستے میں بدل گیا یا کٹ گیا۔ اس میں سے کچھ استعمال نہیں ہوا اور یہاں سب محفوظ ہے۔ اسے اسٹک سے دوبارہ کاپی کریں، یا ہیڈ آفس سے دوبارہ مانگیں۔',
  },
  CARRIED_TOO_NEW: {
    status: 422,
    en: 'This file was written by a later version of Northstar. Nothing of it was used and everything here is safe. Install the newer version on this laptop, then read it again.',
    ur: 'یہ فائل نارتھ اسٹار کے نئے ورژن نے لکھی ہے۔ اس میں سے کچھ استعمال نہیں ہوا اور یہاں سب محفوظ ہے۔ اس لیپ ٹاپ پر نیا ورژن لگائیں، پھر دوبارہ پڑھیں۔',
  },
  CARRIED_NOT_AN_ANSWER: {
    status: 422,
    en: 'This is the file that goes to head office, not its answer. Nothing was changed, and nothing in it counts as sent yet. Take it to head office and bring back the answer.',
    ur: 'یہ وہ فائل ہے جو ہیڈ آفس جاتی ہے، اس کا جواب نہیں۔ کچھ تبدیل نہیں ہوا، اور اس میں سے کچھ بھی ابھی بھیجا ہوا شمار نہیں۔ اسے ہیڈ آفس لے جائیں اور جواب واپس لائیں۔',
  },
  CARRIED_OTHER_LAPTOP: {
    status: 409,
    en: 'This answer is for another laptop. Nothing of it was used here. Read it on the laptop whose file was taken to head office.',
    ur: 'یہ جواب کسی دوسرے لیپ ٹاپ کے لیے ہے۔ یہاں اس میں سے کچھ استعمال نہیں ہوا۔ اسے اسی لیپ ٹاپ پر پڑھیں جس کی فائل ہیڈ آفس گئی تھی۔',
  },
  CARRIED_OTHER_KEYS: {
    status: 409,
    en: 'This laptop has had new keys since, and cannot open this answer. Nothing was changed, and everything here is safe. Write a new file and take it to head office.',
    ur: 'اس کے بعد اس لیپ ٹاپ کو نئی چابیاں ملی ہیں، اس لیے وہ یہ جواب نہیں کھول سکتا۔ کچھ تبدیل نہیں ہوا اور یہاں سب محفوظ ہے۔ نئی فائل لکھ کر ہیڈ آفس لے جائیں۔',
  },
  JOIN_PIN_LOCKED: {
    status: 423,
    en: 'This PIN is locked after ten wrong tries, and nobody else can sign in here yet. Nothing is lost. Ask head office for a new code and join the store again.',
    ur: 'دس غلط کوششوں کے بعد یہ پِن بند ہے، اور ابھی یہاں کوئی اور سائن اِن نہیں کر سکتا۔ کچھ ضائع نہیں ہوا۔ ہیڈ آفس سے نیا کوڈ مانگیں اور اسٹور میں دوبارہ شامل ہوں۔',
  },
  DISK_FULL: {
    status: 507,
    en: 'The disk is full, so this was not saved. Everything saved before is safe, and your text is still on the screen. Free some space, then save again.',
    ur: 'ڈسک بھر گئی ہے، اس لیے یہ محفوظ نہیں ہوا۔ پہلے محفوظ کیا گیا سب محفوظ ہے اور آپ کا متن اسکرین پر ہے۔ جگہ خالی کر کے دوبارہ محفوظ کریں۔',
  },
  DISK_FAILED: {
    status: 507,
    en: 'The disk did not take this, so it was not saved. Everything saved before is safe, and your text is still on the screen. Save again; if it happens twice, have the disk checked.',
    ur: 'ڈسک نے اسے قبول نہیں کیا، اس لیے یہ محفوظ نہیں ہوا۔ پہلے محفوظ کیا گیا سب محفوظ ہے اور آپ کا متن اسکرین پر ہے۔ دوبارہ محفوظ کریں؛ دوسری بار ہو تو ڈسک چیک کروائیں۔',
  },
  DATABASE_BUSY: {
    status: 503,
    en: 'Another copy of Northstar is writing to this laptop’s data, so this was not saved. Your text is still on the screen. Close the other copy, then save again.',
    ur: 'نارتھ اسٹار کی دوسری نقل اس لیپ ٹاپ کے ڈیٹا میں لکھ رہی ہے، اس لیے یہ محفوظ نہیں ہوا۔ آپ کا متن اسکرین پر ہے۔ دوسری نقل بند کر کے دوبارہ محفوظ کریں۔',
  },
  TOO_SLOW: {
    status: 504,
    en: 'Northstar’s data process did not answer in time. What was saved before is safe. Try again.',
    ur: 'نارتھ اسٹار کے ڈیٹا پروسیس نے وقت پر جواب نہیں دیا۔ پہلے محفوظ کیا گیا سب محفوظ ہے۔ دوبارہ کوشش کریں۔',
  },
  DATABASE_NEWER: {
    status: 500,
    en: 'The data in {folder} was written by a newer Northstar (version {found} of its tables; this one knows {known}). It is safe and was not touched. Install the newer Northstar to open it.',
    ur: '{folder} کا ڈیٹا نئے نارتھ اسٹار نے لکھا ہے (جدولوں کا نسخہ {found}؛ یہ {known} تک جانتا ہے)۔ ڈیٹا محفوظ ہے اور اسے چھوا نہیں گیا۔ اسے کھولنے کے لیے نیا نارتھ اسٹار لگائیں۔',
  },
  DATABASE_NOT_READABLE: {
    status: 500,
    en: 'The file {file} is there but is not a Northstar database that can be read. It was not touched. Move it elsewhere and ask for help before starting anew.',
    ur: 'فائل {file} موجود ہے مگر پڑھا جا سکنے والا نارتھ اسٹار ڈیٹابیس نہیں۔ اسے چھوا نہیں گیا۔ نئے سرے سے شروع کرنے سے پہلے اسے الگ رکھیں اور مدد لیں۔',
  },
  FILE_NOT_USABLE: {
    status: 500,
    en: 'Northstar may not open {file} for writing. It was not changed. Give your account the right to read and write it, or name another folder: NORTHSTAR_DATA for the showroom, --folder for head office.',
    ur: 'نارتھ اسٹار کو {file} لکھنے کے لیے کھولنے کی اجازت نہیں۔ اسے تبدیل نہیں کیا گیا۔ اپنے اکاؤنٹ کو اسے پڑھنے اور لکھنے کا حق دیں، یا دوسرا فولڈر بتائیں: شوروم کے لیے NORTHSTAR_DATA، ہیڈ آفس کے لیے --folder۔',
  },
  NO_ROOM_TO_OPEN: {
    status: 507,
    en: 'The disk that holds {folder} is full, so Northstar could not open its data. Everything saved before is safe. Free some space, then try again.',
    ur: 'جس ڈسک پر {folder} ہے وہ بھر گئی ہے، اس لیے نارتھ اسٹار اپنا ڈیٹا نہ کھول سکا۔ پہلے محفوظ کیا گیا سب محفوظ ہے۔ کچھ جگہ خالی کر کے دوبارہ کوشش کریں۔',
  },
  FOLDER_NOT_WRITABLE: {
    status: 500,
    en: 'Northstar may not write in the folder {folder}. Nothing was changed. Give your account the right to write there, or name another folder: NORTHSTAR_DATA for the showroom, --folder for head office.',
    ur: 'نارتھ اسٹار کو فولڈر {folder} میں لکھنے کی اجازت نہیں۔ کچھ تبدیل نہیں ہوا۔ اپنے اکاؤنٹ کو وہاں لکھنے کا حق دیں، یا دوسرا فولڈر بتائیں: شوروم کے لیے NORTHSTAR_DATA، ہیڈ آفس کے لیے --folder۔',
  },
  ALREADY_OPEN: {
    status: 500,
    en: 'Another Northstar already has the data in {folder} open. Nothing was changed. Use the window that is open, or close it first.',
    ur: 'ایک اور نارتھ اسٹار نے {folder} کا ڈیٹا پہلے سے کھولا ہوا ہے۔ کچھ تبدیل نہیں ہوا۔ کھلی ونڈو استعمال کریں، یا پہلے اسے بند کریں۔',
  },
  PORT_IN_USE: {
    status: 500,
    en: 'Port {port} on this machine is taken by another program. Nothing was opened. Choose another with --port; without it the showroom takes a free one.',
    ur: 'اس مشین کی پورٹ {port} کوئی اور پروگرام استعمال کر رہا ہے۔ کچھ نہیں کھولا گیا۔ --port سے دوسری پورٹ دیں؛ اس کے بغیر شوروم کوئی خالی پورٹ لے لیتا ہے۔',
  },
  PORT_NOT_ALLOWED: {
    status: 500,
    en: 'This machine does not let Northstar listen on port {port}. Nothing was opened. Choose one from 1024 up with --port; without it the showroom takes a free one.',
    ur: 'یہ مشین نارتھ اسٹار کو پورٹ {port} کھولنے نہیں دیتی۔ کچھ نہیں کھولا گیا۔ --port سے 1024 یا اس سے اوپر کی پورٹ دیں؛ اس کے بغیر شوروم کوئی خالی پورٹ لے لیتا ہے۔',
  },
  ADDRESS_ALREADY_USED: {
    status: 403,
    en: 'This address has been used or has run out: each one opens the showroom once. Nothing is lost. Press Enter where Northstar was started for a new address, or start Northstar again.',
    ur: 'یہ پتا استعمال ہو چکا ہے یا اس کا وقت گزر گیا: ہر پتا شوروم ایک بار کھولتا ہے۔ کچھ ضائع نہیں ہوا۔ نئے پتے کے لیے وہاں Enter دبائیں جہاں نارتھ اسٹار شروع کیا تھا، یا نارتھ اسٹار دوبارہ شروع کریں۔',
  },
  ADDRESS_NEEDED: {
    status: 403,
    en: 'This browser has not been let in. Nothing is lost. Open the address that Northstar printed when it started; press Enter there for a new one.',
    ur: 'اس براؤزر کو ابھی اجازت نہیں ملی۔ کچھ ضائع نہیں ہوا۔ وہ پتا کھولیں جو نارتھ اسٹار نے شروع ہوتے وقت لکھا تھا؛ نئے پتے کے لیے وہاں Enter دبائیں۔',
  },
  DATA_PROCESS_STOPPED: {
    status: 503,
    en: 'The part of Northstar that keeps the data stopped {times} times within a minute, so it was not started again. Everything said to be saved is safe on this laptop. Try again; if it stops once more, restart the laptop and ask for help.',
    ur: 'نارتھ اسٹار کا ڈیٹا سنبھالنے والا حصہ ایک منٹ میں {times} بار رکا، اس لیے دوبارہ نہیں چلایا گیا۔ جو کچھ محفوظ بتایا گیا وہ اس لیپ ٹاپ پر محفوظ ہے۔ دوبارہ کوشش کریں؛ پھر رکے تو لیپ ٹاپ دوبارہ چلائیں اور مدد لیں۔',
  },
  WINDOW_STOPPED: {
    status: 503,
    en: 'The showroom window stopped {times} times within a minute, so it was not opened again. Everything said to be saved is safe on this laptop. Try again; if it stops once more, restart the laptop and ask for help.',
    ur: 'شوروم کی ونڈو ایک منٹ میں {times} بار رکی، اس لیے دوبارہ نہیں کھولی گئی۔ جو کچھ محفوظ بتایا گیا وہ اس لیپ ٹاپ پر محفوظ ہے۔ دوبارہ کوشش کریں؛ پھر رکے تو لیپ ٹاپ دوبارہ چلائیں اور مدد لیں۔',
  },
  HEADOFFICE_FOLDER_IN_USE: {
    status: 500,
    en: 'Another head office already has the folder {folder} open. Nothing was changed. Use the one that is running, stop it first, or name another folder with --folder.',
    ur: 'ایک اور ہیڈ آفس نے فولڈر {folder} پہلے سے کھولا ہوا ہے۔ کچھ تبدیل نہیں ہوا۔ چلتا ہوا ہیڈ آفس استعمال کریں، پہلے اسے بند کریں، یا --folder سے دوسرا فولڈر دیں۔',
  },
  HEADOFFICE_LOCK_NOT_READABLE: {
    status: 500,
    en: 'Head office cannot tell whether its folder is in use, because it cannot lock the file {file}: {reason}. Nothing was changed. That file never holds data: if no head office is running, move it elsewhere and start again, or name another folder with --folder.',
    ur: 'ہیڈ آفس یہ نہیں جان سکتا کہ اس کا فولڈر استعمال میں ہے یا نہیں، کیونکہ فائل {file} پر تالا نہیں لگ سکا: {reason}۔ کچھ تبدیل نہیں ہوا۔ اس فائل میں کبھی ڈیٹا نہیں ہوتا: اگر کوئی ہیڈ آفس نہیں چل رہا تو اسے الگ رکھ کر دوبارہ چلائیں، یا --folder سے دوسرا فولڈر دیں۔',
  },
  HEADOFFICE_DATABASE_UNREACHABLE: {
    status: 500,
    en: 'Head office cannot reach the PostgreSQL named in DATABASE_URL: {reason}. Nothing was changed; laptops keep everything until it answers. Check that PostgreSQL runs and that the address, name and password are right.',
    ur: 'ہیڈ آفس DATABASE_URL والے PostgreSQL تک نہیں پہنچ سکا: {reason}۔ کچھ تبدیل نہیں ہوا؛ لیپ ٹاپ سب کچھ سنبھال کر رکھتے ہیں۔ دیکھیں کہ PostgreSQL چل رہا ہے اور پتا، نام اور پاس ورڈ درست ہیں۔',
  },
  HEADOFFICE_DATABASE_NOT_SAFE: {
    status: 500,
    en: 'The PostgreSQL named in DATABASE_URL has {setting} off, so a power cut could lose what head office gave receipts for. Nothing was changed; laptops keep everything. Turn {setting} on, then start head office again.',
    ur: 'DATABASE_URL والے PostgreSQL میں {setting} بند ہے، اس لیے بجلی جانے پر وہ ریکارڈ ضائع ہو سکتے ہیں جن کی رسید دی گئی۔ کچھ تبدیل نہیں ہوا؛ لیپ ٹاپ سب کچھ سنبھال کر رکھتے ہیں۔ {setting} آن کر کے ہیڈ آفس دوبارہ چلائیں۔',
  },
  HEADOFFICE_NEEDS_TLS: {
    status: 500,
    en: 'Head office does not listen on {host} without a certificate: what laptops say could be read on the way. Nothing was opened and no data was touched. Name one with --cert and --key, or leave --host out and put a proxy with a certificate in front, with --behind-proxy.',
    ur: 'سرٹیفکیٹ کے بغیر ہیڈ آفس {host} پر نہیں کھلتا: لیپ ٹاپ جو بھیجیں وہ راستے میں پڑھا جا سکتا تھا۔ کچھ نہیں کھولا گیا اور کسی ڈیٹا کو نہیں چھوا گیا۔ --cert اور --key سے سرٹیفکیٹ دیں، یا --host ہٹا کر سامنے سرٹیفکیٹ والی پراکسی رکھیں اور --behind-proxy دیں۔',
  },
  HEADOFFICE_HOST_NOT_HERE: {
    status: 500,
    en: 'Head office cannot listen on {host}: this machine has no such address. Nothing was opened and no data was touched. Name one of its own addresses with --host, or 0.0.0.0 for all of them.',
    ur: 'ہیڈ آفس {host} پر نہیں سن سکتا: اس مشین کا ایسا کوئی پتا نہیں۔ کچھ نہیں کھولا گیا اور کسی ڈیٹا کو نہیں چھوا گیا۔ --host سے اس کا اپنا پتا دیں، یا سب کے لیے 0.0.0.0۔',
  },
  HEADOFFICE_PROXY_NOT_HERE: {
    status: 500,
    en: 'With --behind-proxy head office listens on this machine only, and {host} can be reached from others. Nothing was opened and no data was touched. Leave --host out and run the proxy on this machine.',
    ur: '--behind-proxy کے ساتھ ہیڈ آفس صرف اسی مشین پر سنتا ہے، اور {host} تک دوسری مشینیں پہنچ سکتی ہیں۔ کچھ نہیں کھولا گیا اور کسی ڈیٹا کو نہیں چھوا گیا۔ --host ہٹا دیں اور پراکسی اسی مشین پر چلائیں۔',
  },
  HEADOFFICE_CERTIFICATE_NOT_USABLE: {
    status: 500,
    en: 'The certificate in {file} cannot be used: {problem}. No data was touched, and a head office that runs goes on with the certificate it has. Check that both files are in PEM, belong together, and may be read by this account.',
    ur: 'فائل {file} کا سرٹیفکیٹ استعمال نہیں ہو سکتا: {problem}۔ کسی ڈیٹا کو نہیں چھوا گیا، اور چلتا ہوا ہیڈ آفس پرانے سرٹیفکیٹ پر چلتا رہے گا۔ دیکھیں کہ دونوں فائلیں PEM میں ہیں، ایک دوسرے کی ہیں، اور یہ اکاؤنٹ انہیں پڑھ سکتا ہے۔',
  },
  HEADOFFICE_TAKES_NO_COMMANDS: {
    status: 500,
    en: 'A head office has the folder {folder} open and takes no commands there now. Nothing was changed. If it is just starting or stopping, give the command again in a moment; otherwise stop it, give the command, and start it again.',
    ur: 'ایک ہیڈ آفس نے فولڈر {folder} کھولا ہوا ہے اور ابھی وہاں کوئی حکم نہیں لے رہا۔ کچھ تبدیل نہیں ہوا۔ اگر وہ ابھی کھل یا بند ہو رہا ہے تو تھوڑی دیر بعد دوبارہ حکم دیں؛ ورنہ اسے بند کریں، حکم دیں، اور دوبارہ چلائیں۔',
  },
  LAPTOP_NOT_OPEN: {
    status: 423,
    en: "This laptop's data is not open yet. Nothing was changed. Open it first, then try again.",
    ur: 'اس لیپ ٹاپ کا ڈیٹا ابھی کھلا نہیں۔ کچھ تبدیل نہیں ہوا۔ پہلے اسے کھولیں، پھر دوبارہ کوشش کریں۔',
  },
  PASSPHRASE_WRONG: {
    status: 403,
    en: 'This passphrase does not open the laptop. Everything in it is safe. Check capitals and spaces and try again, or use the recovery code.',
    ur: 'یہ پاس فریز لیپ ٹاپ نہیں کھولتا۔ اس میں سب کچھ محفوظ ہے۔ بڑے چھوٹے حروف اور وقفے دیکھ کر دوبارہ کوشش کریں، یا ریکوری کوڈ استعمال کریں۔',
  },
  PASSPHRASE_TOO_SHORT: {
    status: 422,
    en: 'This passphrase is too easy to guess. Nothing was changed. Use at least {least} characters, for example four words that do not belong together.',
    ur: 'یہ پاس فریز آسانی سے بوجھا جا سکتا ہے۔ کچھ تبدیل نہیں ہوا۔ کم از کم {least} حروف لکھیں، مثلاً چار الگ الگ لفظ۔',
  },
  RECOVERY_CODE_WRONG: {
    status: 403,
    en: 'This is not the recovery code of this laptop. Everything in it is safe. Check the letters on the printed page and try again.',
    ur: 'یہ اس لیپ ٹاپ کا ریکوری کوڈ نہیں۔ اس میں سب کچھ محفوظ ہے۔ چھپے ہوئے صفحے سے حروف ملا کر دوبارہ کوشش کریں۔',
  },
  RECOVERY_CODE_MISTYPED: {
    status: 422,
    en: 'These letters make no recovery code: one was left out or mistaken for another. Everything is safe. Compare them with the printed page, group by group, and try again.',
    ur: 'یہ حروف کوئی ریکوری کوڈ نہیں بناتے: کوئی حرف رہ گیا یا بدل گیا۔ سب کچھ محفوظ ہے۔ چھپے ہوئے صفحے سے ایک ایک حصہ ملا کر دوبارہ کوشش کریں۔',
  },
  ANSWER_MISTYPED: {
    status: 422,
    en: "Line {line} of head office's answer was mistyped or is not whole. Everything is safe. Compare that line group by group, and try again.",
    ur: 'ہیڈ آفس کے جواب کی سطر {line} غلط لکھی گئی یا پوری نہیں۔ سب کچھ محفوظ ہے۔ اس سطر کا ایک ایک حصہ ملا کر دوبارہ کوشش کریں۔',
  },
  ANSWER_CUT_OFF: {
    status: 422,
    en: "The end of head office's answer is missing. Everything is safe. Copy all of its lines, and try again.",
    ur: 'ہیڈ آفس کے جواب کا آخری حصہ موجود نہیں۔ سب کچھ محفوظ ہے۔ اس کی تمام سطریں لکھ کر دوبارہ کوشش کریں۔',
  },
  ANSWER_OF_ANOTHER_REQUEST: {
    status: 422,
    en: 'This answer belongs to another request than the one on the screen. Everything is safe. Ask head office to answer this request, with the mark that stands beside it.',
    ur: 'یہ جواب کسی اور درخواست کا ہے، اسکرین والی درخواست کا نہیں۔ سب کچھ محفوظ ہے۔ ہیڈ آفس سے کہیں کہ اسی درخواست کا جواب دے، جس کا نشان اس کے ساتھ لکھا ہے۔',
  },
  ANSWER_NOT_GOOD: {
    status: 422,
    en: "This is not an answer that opens this laptop's data. Everything is safe and nothing was changed. See that head office's answer was copied, not the request itself, or ask anew.",
    ur: 'یہ ایسا جواب نہیں جو اس لیپ ٹاپ کا ڈیٹا کھولے۔ سب کچھ محفوظ ہے اور کچھ تبدیل نہیں ہوا۔ دیکھیں کہ ہیڈ آفس کا جواب لکھا گیا ہے، خود درخواست نہیں، یا نئی درخواست بنائیں۔',
  },
  KEY_FILE_DAMAGED: {
    status: 500,
    en: "The file {file}, which holds this laptop's sealed key, cannot be read. The data itself is untouched and no new key was made. Put back a copy of the file from a backup, or ask for help before anything else.",
    ur: 'فائل {file}، جس میں اس لیپ ٹاپ کی بند چابی ہے، پڑھی نہیں جا سکی۔ ڈیٹا جوں کا توں ہے اور کوئی نئی چابی نہیں بنائی گئی۔ بیک اپ سے اس فائل کی نقل واپس رکھیں، یا کچھ اور کرنے سے پہلے مدد لیں۔',
  },
  KEY_NOT_SEALED: {
    status: 500,
    en: "The operating system could not seal this laptop's key, so nothing was written that it would have to protect. Nothing was changed. Log in to the computer again and retry, or protect the laptop with a passphrase.",
    ur: 'آپریٹنگ سسٹم اس لیپ ٹاپ کی چابی بند نہ کر سکا، اس لیے ایسا کچھ نہیں لکھا گیا جسے وہ محفوظ رکھتا۔ کچھ تبدیل نہیں ہوا۔ کمپیوٹر میں دوبارہ لاگ اِن کر کے کوشش کریں، یا لیپ ٹاپ پر پاس فریز لگائیں۔',
  },
  NOT_A_DEMO_FOLDER: {
    status: 409,
    en: 'The folder {folder} holds the data of a real laptop, so no demo was opened over it. Nothing was changed. Start without --demo, or name a folder of a demo with --data.',
    ur: 'فولڈر {folder} میں ایک اصل لیپ ٹاپ کا ڈیٹا ہے، اس لیے اس پر ڈیمو نہیں کھولا گیا۔ کچھ تبدیل نہیں ہوا۔ --demo کے بغیر شروع کریں، یا --data سے ڈیمو کا فولڈر دیں۔',
  },
  DEMO_FOLDER: {
    status: 409,
    en: 'The folder {folder} holds a demo, whose key is no secret, so nothing real is kept in it. Nothing was changed. Start with --demo to see it, or name another folder with --data.',
    ur: 'فولڈر {folder} میں ڈیمو ہے جس کی چابی راز نہیں، اس لیے اس میں اصل ڈیٹا نہیں رکھا جاتا۔ کچھ تبدیل نہیں ہوا۔ اسے دیکھنے کے لیے --demo کے ساتھ شروع کریں، یا --data سے دوسرا فولڈر دیں۔',
  },
  NOT_NOW: {
    status: 409,
    en: "That cannot be done while this laptop's data is as it is now. Nothing was changed. Look at the screen again.",
    ur: 'لیپ ٹاپ کا ڈیٹا جس حالت میں ہے اس میں یہ نہیں ہو سکتا۔ کچھ تبدیل نہیں ہوا۔ اسکرین دوبارہ دیکھیں۔',
  },
  DATABASE_DAMAGED: {
    status: 500,
    en: "A part of this laptop's data can no longer be read. What is still readable is untouched. Nothing more is written until it is mended: follow the steps on the screen.",
    ur: 'اس لیپ ٹاپ کے ڈیٹا کا ایک حصہ اب پڑھا نہیں جا سکتا۔ جو پڑھا جا سکتا ہے وہ جوں کا توں ہے۔ ٹھیک ہونے تک مزید کچھ نہیں لکھا جائے گا: اسکرین پر بتائے گئے قدم اٹھائیں۔',
  },
  REPLACEMENT_MISSING: {
    status: 500,
    en: 'The data that was to be put in use, {file}, is gone from its folder. What was in use before is kept in {aside}, and nothing empty was made in its place. Put that file back, for example out of the quarantine of a virus scanner, and start Northstar again, or ask for help.',
    ur: 'جو ڈیٹا استعمال میں لایا جا رہا تھا، {file}، وہ اپنے فولڈر میں نہیں رہا۔ جو پہلے استعمال میں تھا وہ {aside} میں محفوظ ہے، اور اس کی جگہ کچھ خالی نہیں بنایا گیا۔ وہ فائل واپس رکھیں، مثلاً وائرس اسکینر کے قرنطینہ سے، اور نارتھ اسٹار دوبارہ کھولیں، یا مدد لیں۔',
  },
  SALVAGE_FAILED: {
    status: 500,
    en: 'Nothing could be read out of the damaged data. The damaged file is untouched. Restore a backup instead.',
    ur: 'خراب ڈیٹا سے کچھ نہیں پڑھا جا سکا۔ خراب فائل جوں کی توں ہے۔ اس کے بجائے بیک اپ واپس لائیں۔',
  },
  BACKUP_NOT_FOUND: {
    status: 404,
    en: 'This backup is no longer there. Nothing was changed. Choose another from the list.',
    ur: 'یہ بیک اپ اب موجود نہیں۔ کچھ تبدیل نہیں ہوا۔ فہرست سے دوسرا منتخب کریں۔',
  },
  BACKUP_NOT_GOOD: {
    status: 422,
    en: 'This backup cannot be read whole, so it was not put in use. What is in use now is untouched. Choose another backup.',
    ur: 'یہ بیک اپ پورا نہیں پڑھا جا سکا، اس لیے استعمال میں نہیں لایا گیا۔ جو ابھی استعمال میں ہے وہ جوں کا توں ہے۔ دوسرا بیک اپ منتخب کریں۔',
  },
  RESTORED_WITHOUT: {
    status: 500,
    en: 'The data is back and in use, but {count} of the changes copied aside did not fit into it. They stay in that copy, and nothing else is missing. Ask for help before the next restore.',
    ur: 'ڈیٹا واپس آ گیا اور استعمال میں ہے، مگر الگ رکھی گئی تبدیلیوں میں سے {count} اس میں نہ آ سکیں۔ وہ اسی نقل میں موجود ہیں اور کچھ اور کم نہیں۔ اگلی بار بیک اپ واپس لانے سے پہلے مدد لیں۔',
  },
  BACKUP_NOT_MADE: {
    status: 500,
    en: 'No backup could be made: {reason}. The data itself is safe and work goes on; Northstar tries again by itself.',
    ur: 'بیک اپ نہیں بن سکا: {reason}۔ ڈیٹا خود محفوظ ہے اور کام جاری ہے؛ نارتھ اسٹار خود دوبارہ کوشش کرے گا۔',
  },
  SIGNED_OUT: {
    status: 401,
    en: 'Nobody is signed in. What was saved is safe, and what you were typing is still here. Sign in with your PIN and go on.',
    ur: 'کوئی سائن اِن نہیں ہے۔ جو محفوظ ہوا وہ محفوظ ہے، اور جو آپ لکھ رہے تھے وہ یہیں ہے۔ اپنے پِن سے سائن اِن کر کے جاری رکھیں۔',
  },
  NOT_ALLOWED: {
    status: 403,
    en: 'This is for a manager. Nothing was changed. Ask a manager to sign in and do it.',
    ur: 'یہ کام مینیجر کا ہے۔ کچھ تبدیل نہیں ہوا۔ مینیجر سے کہیں کہ سائن اِن کر کے یہ کرے۔',
  },
  PIN_WRONG: {
    status: 403,
    en: 'That is not the PIN. Nothing is lost. After {left} more wrong tries a manager has to unlock it.',
    ur: 'یہ پِن درست نہیں۔ کچھ ضائع نہیں ہوا۔ مزید {left} غلط کوششوں کے بعد مینیجر کو کھولنا پڑے گا۔',
  },
  PIN_WAIT: {
    status: 429,
    en: 'After wrong PINs the next try has to wait {seconds} seconds. Nothing is lost. Wait, then type the PIN again.',
    ur: 'غلط پِن کے بعد اگلی کوشش کے لیے {seconds} سیکنڈ انتظار ضروری ہے۔ کچھ ضائع نہیں ہوا۔ انتظار کریں، پھر پِن دوبارہ لکھیں۔',
  },
  PIN_LOCKED: {
    status: 423,
    en: 'This PIN is locked after ten wrong tries. Nothing is lost. A manager can unlock it, or the recovery code can.',
    ur: 'دس غلط کوششوں کے بعد یہ پِن بند ہے۔ کچھ ضائع نہیں ہوا۔ مینیجر اسے کھول سکتا ہے، یا ریکوری کوڈ۔',
  },
  PIN_MISSING: {
    status: 409,
    en: '{name} has no PIN on this laptop yet. Nothing is lost. A manager can let them choose one here.',
    ur: 'اس لیپ ٹاپ پر {name} کا ابھی کوئی پِن نہیں۔ کچھ ضائع نہیں ہوا۔ مینیجر انہیں یہاں پِن چننے دے سکتا ہے۔',
  },
  PIN_NOT_VALID: {
    status: 422,
    en: 'A PIN is six to twelve digits that nobody would try first: not all the same, and not one after another. Nothing was changed. Choose another.',
    ur: 'پِن چھ سے بارہ ہندسوں کا ہوتا ہے جو کوئی پہلے نہ آزمائے: نہ سب ایک جیسے، نہ ایک کے بعد ایک۔ کچھ تبدیل نہیں ہوا۔ دوسرا چنیں۔',
  },
  NO_MANAGER: {
    status: 422,
    en: 'A store needs a manager, who can let others in and bring data back. Nothing was saved yet. Make the first person a manager.',
    ur: 'اسٹور کو ایک مینیجر چاہیے جو دوسروں کو اجازت دے سکے اور ڈیٹا واپس لا سکے۔ ابھی کچھ محفوظ نہیں ہوا۔ پہلے شخص کو مینیجر بنائیں۔',
  },
  CUSTOMER_ERASED: {
    status: 409,
    en: 'This customer was erased, so nothing more is kept about them. Nothing was changed. If they have come back, begin with a new customer.',
    ur: 'اس گاہک کا ریکارڈ مٹا دیا گیا ہے، اس لیے ان کے بارے میں مزید کچھ نہیں رکھا جاتا۔ کچھ تبدیل نہیں ہوا۔ وہ دوبارہ آئے ہوں تو نئے گاہک کے طور پر شروع کریں۔',
  },
  CUSTOMER_IN_VISIT: {
    status: 409,
    en: 'This customer is in a visit that is still open. Nothing was erased. End the visit first, then erase.',
    ur: 'یہ گاہک ایک کھلی ملاقات میں ہے۔ کچھ نہیں مٹایا گیا۔ پہلے ملاقات ختم کریں، پھر مٹائیں۔',
  },
  CLOCK_IN_DOUBT: {
    status: 409,
    en: "This laptop's clock may be wrong, so nothing is erased for being old. Nothing was changed. Set the clock right first.",
    ur: 'اس لیپ ٹاپ کی گھڑی شاید غلط ہے، اس لیے پرانا ہونے پر کچھ نہیں مٹایا جاتا۔ کچھ تبدیل نہیں ہوا۔ پہلے گھڑی درست کریں۔',
  },
  ERASURE_LIST_DAMAGED: {
    status: 500,
    en: 'The file {file}, which says by their ids who was erased, cannot be read, so nothing was brought back: they would come back too. What is in use is untouched. Open it as it is, which writes the file anew, or put a copy of the file back.',
    ur: 'فائل {file}، جس میں مٹائے گئے گاہکوں کے نمبر ہیں، پڑھی نہیں جا سکی، اس لیے کچھ واپس نہیں لایا گیا: وہ گاہک بھی واپس آ جاتے۔ جو استعمال میں ہے وہ جوں کا توں ہے۔ اسے جیسا ہے ویسا کھولیں، یہ فائل نئے سرے سے لکھی جائے گی، یا اس فائل کی نقل واپس رکھیں۔',
  },
  RETENTION_NOT_OVER: {
    status: 409,
    en: 'This customer has been here since, so their time on this laptop is not over. Nothing was erased. If they ask for it themselves, erase them on their own page.',
    ur: 'یہ گاہک اس کے بعد آ چکے ہیں، اس لیے ان کا وقت ابھی پورا نہیں ہوا۔ کچھ نہیں مٹایا گیا۔ اگر وہ خود کہیں تو ان کے اپنے صفحے سے مٹائیں۔',
  },
  CLOCK_NOT_CONFIRMED: {
    status: 409,
    en: 'This laptop’s clock may be wrong, so the day has to be said before a visit starts. Nothing was changed, and a visit that is going on goes on. Say which day it is, then start again.',
    ur: 'اس لیپ ٹاپ کی گھڑی شاید غلط ہے، اس لیے ملاقات شروع ہونے سے پہلے دن بتانا ضروری ہے۔ کچھ تبدیل نہیں ہوا، اور جاری ملاقات جاری ہے۔ بتائیں کہ آج کون سا دن ہے، پھر دوبارہ شروع کریں۔',
  },
  DAY_BEFORE_BUILT: {
    status: 422,
    en: 'It cannot be {day}: this version of Northstar was made later. Nothing was changed. Choose another day.',
    ur: 'آج {day} نہیں ہو سکتا: نارتھ اسٹار کا یہ ورژن اس کے بعد بنا۔ کچھ تبدیل نہیں ہوا۔ کوئی اور دن چنیں۔',
  },
  LATE_DAY_NOT_VALID: {
    status: 422,
    en: 'A visit from paper can be of a day from {first} to {last}, and {day} is not. Nothing was saved yet. Check the day.',
    ur: 'کاغذ والی ملاقات {first} سے {last} تک کے دن کی ہو سکتی ہے، {day} کی نہیں۔ ابھی کچھ محفوظ نہیں ہوا۔ دن دیکھیں۔',
  },
  LATE_TIMES_NOT_VALID: {
    status: 422,
    en: 'The visit has to end after it began, and not later than now. Nothing was saved yet. Check the times on the paper.',
    ur: 'ملاقات شروع ہونے کے بعد اور ابھی سے پہلے ختم ہونی چاہیے۔ ابھی کچھ محفوظ نہیں ہوا۔ کاغذ پر لکھے وقت دیکھیں۔',
  },
  MORE_RECORDS_LINKED: {
    status: 409,
    en: 'More records are linked to this customer than were shown. Nothing was erased. Look at them, then erase again: all of them are this person.',
    ur: 'اس گاہک کے ساتھ دکھائے گئے سے زیادہ ریکارڈ جڑے ہیں۔ کچھ نہیں مٹایا گیا۔ انہیں دیکھ کر دوبارہ مٹائیں: وہ سب اسی شخص کے ہیں۔',
  },
  VEHICLE_NUMBER_NOT_VALID: {
    status: 422,
    en: '“{number}” is neither a VIN nor a frame number. Nothing was saved yet. A VIN has 17 letters and digits and none of I, O and Q: look again at 1 and 0.',
    ur: '”{number}“ نہ VIN ہے نہ فریم نمبر۔ ابھی کچھ محفوظ نہیں ہوا۔ VIN میں 17 حروف اور ہندسے ہوتے ہیں اور I، O، Q نہیں ہوتے: 1 اور 0 دوبارہ دیکھیں۔',
  },
  VEHICLE_NUMBER_THERE: {
    status: 409,
    en: 'The car {number} is in the stock already. Nothing was saved. Change the one that is there.',
    ur: 'گاڑی {number} پہلے سے اسٹاک میں ہے۔ کچھ محفوظ نہیں ہوا۔ جو موجود ہے اسے تبدیل کریں۔',
  },
  STOCK_UNIT_TAKEN: {
    status: 409,
    en: 'This car is kept for {customer}, with {consultant}. Nothing was changed. Ask them, or choose another.',
    ur: 'یہ گاڑی {customer} کے لیے رکھی گئی ہے، {consultant} کے پاس۔ کچھ تبدیل نہیں ہوا۔ ان سے پوچھیں، یا دوسری چنیں۔',
  },
  STOCK_UNIT_GONE: {
    status: 409,
    en: 'This car cannot be had for that: it was sold or taken out of the stock, or is no demo car. Nothing was changed. Choose another.',
    ur: 'یہ گاڑی اس کے لیے نہیں مل سکتی: بک چکی ہے، اسٹاک سے نکال دی گئی ہے، یا ڈیمو گاڑی نہیں۔ کچھ تبدیل نہیں ہوا۔ دوسری چنیں۔',
  },
  STOCK_PROMISED_TO_MORE: {
    status: 409,
    en: 'This car is promised to more than two. Nothing was changed. Settle it on the page of head office first.',
    ur: 'یہ گاڑی دو سے زیادہ لوگوں سے وعدہ ہو چکی ہے۔ کچھ تبدیل نہیں ہوا۔ پہلے ہیڈ آفس والے صفحے پر اسے طے کریں۔',
  },
} as const satisfies Record<string, { status: number; en: string; ur: string }>

export type ErrorCode = keyof typeof errorCatalogue

/** Whether this version's catalogue has the code. */
function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code)
}

/** The words that stand in a sentence's braces. */
export type ErrorDetail = Readonly<Record<string, string>>

/** The sentence for a person, in their language. A code this version does not know is said as a bug. */
export function errorSentence(code: string, detail: ErrorDetail, language: Language): string {
  const entry = errorCatalogue[isErrorCode(code) ? code : 'BUG']
  return entry[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const word = detail[name] ?? '…'
    return name === 'reason' ? backupReasonText(word, language) : word
  })
}

/** An expected failure raised below the contract; hosts and handlers turn it into its sentence. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly detail: ErrorDetail

  constructor(code: ErrorCode, detail: ErrorDetail = {}, options?: ErrorOptions) {
    super(errorSentence(code, detail, 'en'), options)
    this.name = 'Refusal'
    this.code = code
    this.detail = detail
  }
}
