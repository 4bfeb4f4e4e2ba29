import type { Language } from '../core/market/language.ts'
import { backupReasonText } from './backup-reason.ts'
import { customerViewErrors } from './customer-view-errors.ts'
import type { ErrorEntry } from './error-entry.ts'
import { headofficeErrors } from './headoffice-errors.ts'
import { importErrors } from './import-errors.ts'
import { pricingErrors } from './pricing-errors.ts'
import { protectionErrors } from './protection-errors.ts'
import { ratesErrors } from './rates-errors.ts'
import { updateErrors } from './update-errors.ts'
import { vehiclePhotoErrors } from './vehicle-photo-errors.ts'

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
  MARKET_MISSING: {
    status: 422,
    en: 'This version of Northstar has no data of the market “{market}”. Nothing was changed and everything is safe. Install the newest Northstar, then try again.',
    ur: 'نارتھ اسٹار کے اس ورژن میں مارکیٹ ”{market}“ کا ڈیٹا نہیں۔ کچھ تبدیل نہیں ہوا اور سب محفوظ ہے۔ تازہ ترین نارتھ اسٹار لگائیں، پھر دوبارہ کوشش کریں۔',
  },
  STORE_OF_HEADOFFICE: {
    status: 409,
    en: 'Head office says what {store} is called and its code. Nothing was changed here. Ask head office to change it.',
    ur: '{store} کا نام اور کوڈ ہیڈ آفس طے کرتا ہے۔ یہاں کچھ تبدیل نہیں ہوا۔ تبدیلی کے لیے ہیڈ آفس سے کہیں۔',
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
    en: '“{text}” could not be read as an amount. Nothing was saved yet. Write it like {said} or {written}.',
    ur: '”{text}“ رقم کے طور پر نہیں پڑھا جا سکا۔ ابھی کچھ محفوظ نہیں ہوا۔ ایسے لکھیں: {said} یا {written}۔',
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
  ...customerViewErrors,
  ...headofficeErrors,
  ...importErrors,
  ...pricingErrors,
  ...protectionErrors,
  ...ratesErrors,
  ...updateErrors,
  ...vehiclePhotoErrors,
} as const satisfies Record<string, ErrorEntry>

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
