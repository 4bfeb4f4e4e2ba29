import type { ErrorEntry } from './error-entry.ts'

/** Expected failures of head office itself, and between a laptop and head office: a part of the one catalogue. */
export const headofficeErrors = {
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
} as const satisfies Record<string, ErrorEntry>
