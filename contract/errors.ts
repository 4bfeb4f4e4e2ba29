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
    en: '“{url}” is not an address of a head office on this machine. Nothing was changed. Write it like http://127.0.0.1:4700.',
    ur: '”{url}“ اس مشین پر ہیڈ آفس کا پتا نہیں۔ کچھ تبدیل نہیں ہوا۔ ایسے لکھیں: http://127.0.0.1:4700۔',
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
