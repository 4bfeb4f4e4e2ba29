import type { ErrorEntry } from './error-entry.ts'

/** Expected failures of keys, damage, backups and signing in: a part of the one catalogue. */
export const protectionErrors = {
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
} as const satisfies Record<string, ErrorEntry>
