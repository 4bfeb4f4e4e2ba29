import type { ErrorEntry } from './error-entry.ts'

/** Expected failures of updates: a part of the one catalogue. They are said on a screen, and stop nothing. */
export const updateErrors = {
  UPDATE_NOT_SIGNED: {
    status: 422,
    en: 'Head office offers a version of Northstar that its maker did not sign. It was not taken, and everything here is as it was. Tell whoever runs head office.',
    ur: 'ہیڈ آفس نارتھ اسٹار کا ایسا نسخہ پیش کرتا ہے جس پر بنانے والے کے دستخط نہیں۔ اسے نہیں لیا گیا، اور یہاں سب کچھ جوں کا توں ہے۔ ہیڈ آفس چلانے والے کو بتائیں۔',
  },
  UPDATE_NOT_READABLE: {
    status: 422,
    en: 'What head office says of a new version has nothing in it for this computer. Nothing was changed. Tell whoever runs head office.',
    ur: 'ہیڈ آفس نئے نسخے کے بارے میں جو بتاتا ہے اس میں اس کمپیوٹر کے لیے کچھ نہیں۔ کچھ تبدیل نہیں ہوا۔ ہیڈ آفس چلانے والے کو بتائیں۔',
  },
  UPDATE_DATABASE_OLDER: {
    status: 409,
    en: 'Version {version} at head office does not know the data that is on this laptop, so it is not installed. Everything here is safe. Tell whoever runs head office.',
    ur: 'ہیڈ آفس کا نسخہ {version} اس لیپ ٹاپ کا ڈیٹا نہیں پہچانتا، اس لیے اسے نہیں لگایا جائے گا۔ یہاں سب کچھ محفوظ ہے۔ ہیڈ آفس چلانے والے کو بتائیں۔',
  },
  UPDATE_NO_ROOM: {
    status: 507,
    en: 'There is too little room on this disk to fetch version {version}, of {size} million bytes, and go on working. Nothing was changed. Free some space; it is then fetched by itself.',
    ur: 'نسخہ {version} ({size} ملین بائٹ) لانے اور کام جاری رکھنے کے لیے اس ڈسک پر جگہ کم ہے۔ کچھ تبدیل نہیں ہوا۔ کچھ جگہ خالی کریں؛ پھر یہ خود آ جائے گا۔',
  },
  UPDATE_DAMAGED: {
    status: 422,
    en: 'What came of version {version} is not the file that its maker signed, so it was thrown away. Everything here is as it was. It is fetched again after the next start; if it happens twice, tell whoever runs head office.',
    ur: 'نسخہ {version} کی جو فائل آئی وہ بنانے والے کی دستخط شدہ فائل نہیں، اس لیے پھینک دی گئی۔ یہاں سب کچھ جوں کا توں ہے۔ اگلی بار کھلنے پر دوبارہ لائی جائے گی؛ دوسری بار ہو تو ہیڈ آفس چلانے والے کو بتائیں۔',
  },
  UPDATE_NOT_INSTALLED: {
    status: 500,
    en: 'Version {version} was to be installed when Northstar was closed last, and was not. Everything here is safe. It is tried again, three times at most; after that, install it by hand.',
    ur: 'نسخہ {version} پچھلی بار نارتھ اسٹار بند ہونے پر لگنا تھا، اور نہیں لگا۔ یہاں سب کچھ محفوظ ہے۔ زیادہ سے زیادہ تین بار دوبارہ کوشش ہو گی؛ اس کے بعد خود لگائیں۔',
  },
} as const satisfies Record<string, ErrorEntry>
