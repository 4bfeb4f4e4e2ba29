import type { Wording } from '../../core/market/language.ts'
import type { SyncFailure } from './sync-state.ts'

/** For each failure what happened, true at the moment it is said, and what to do. What is safe is said after it. */
export const failureWords: Readonly<
  Record<SyncFailure, { readonly sentence: Wording; readonly advice: Wording }>
> = {
  'no-network': {
    sentence: { en: 'This laptop has no network.', ur: 'اس لیپ ٹاپ پر کوئی نیٹ ورک نہیں۔' },
    advice: {
      en: 'Nothing to do: it syncs by itself once there is a network. If there should be one, look at the Wi-Fi or the cable.',
      ur: 'کچھ کرنا ضروری نہیں: نیٹ ورک آتے ہی خود بھیج دے گا۔ اگر نیٹ ورک ہونا چاہیے تو وائی فائی یا تار دیکھیں۔',
    },
  },
  'no-internet': {
    sentence: {
      en: 'There is a network, but nothing gets through to head office.',
      ur: 'نیٹ ورک ہے، مگر ہیڈ آفس تک کچھ نہیں پہنچ رہا۔',
    },
    advice: {
      en: 'It is tried again by itself. If it lasts, see whether other pages open on this network, and check the address under Settings.',
      ur: 'خود دوبارہ کوشش ہوتی ہے۔ دیر تک رہے تو دیکھیں کہ اس نیٹ ورک پر دوسرے صفحے کھلتے ہیں یا نہیں، اور ترتیبات میں پتا دیکھیں۔',
    },
  },
  captive: {
    sentence: {
      en: 'A web page answers in head office’s place.',
      ur: 'ہیڈ آفس کی جگہ کوئی ویب صفحہ جواب دے رہا ہے۔',
    },
    advice: {
      en: 'If this Wi-Fi asks for a sign-in, open a browser and sign in. Otherwise check the address under Settings.',
      ur: 'اگر یہ وائی فائی لاگ اِن مانگتا ہے تو براؤزر کھول کر لاگ اِن کریں۔ ورنہ ترتیبات میں پتا دیکھیں۔',
    },
  },
  certificate: {
    sentence: {
      en: 'What answers cannot prove that it is head office, so nothing was sent to it.',
      ur: 'جواب دینے والا یہ ثابت نہیں کر سکا کہ وہ ہیڈ آفس ہے، اس لیے اسے کچھ نہیں بھیجا گیا۔',
    },
    advice: {
      en: 'See whether the Wi-Fi asks for a sign-in and whether this computer’s clock is right. If both are well, tell whoever runs head office: its certificate is not good.',
      ur: 'دیکھیں کہ وائی فائی لاگ اِن تو نہیں مانگ رہا اور اس کمپیوٹر کی گھڑی درست ہے۔ دونوں ٹھیک ہوں تو ہیڈ آفس چلانے والے کو بتائیں: اس کا سرٹیفکیٹ درست نہیں۔',
    },
  },
  'line-broke': {
    sentence: {
      en: 'The connection to head office broke off.',
      ur: 'ہیڈ آفس سے رابطہ درمیان میں ٹوٹ گیا۔',
    },
    advice: {
      en: 'It is tried again by itself, from where it broke off. Nothing is sent twice.',
      ur: 'جہاں سے ٹوٹا تھا وہیں سے خود دوبارہ کوشش ہوتی ہے۔ کچھ دو بار درج نہیں ہوتا۔',
    },
  },
  'headoffice-down': {
    sentence: { en: 'Head office is not running at its address.', ur: 'ہیڈ آفس اپنے پتے پر چل نہیں رہا۔' },
    advice: {
      en: 'It is tried again by itself. If it lasts, tell whoever runs head office.',
      ur: 'خود دوبارہ کوشش ہوتی ہے۔ دیر تک رہے تو ہیڈ آفس چلانے والے کو بتائیں۔',
    },
  },
  troubled: {
    sentence: { en: 'Head office answers with an error.', ur: 'ہیڈ آفس کے جواب میں خرابی ہے۔' },
    advice: {
      en: 'It is tried again by itself. If it lasts, tell whoever runs head office.',
      ur: 'خود دوبارہ کوشش ہوتی ہے۔ دیر تک رہے تو ہیڈ آفس چلانے والے کو بتائیں۔',
    },
  },
  busy: {
    sentence: {
      en: 'Head office is busy and asked to wait.',
      ur: 'ہیڈ آفس مصروف ہے اور اس نے انتظار کا کہا ہے۔',
    },
    advice: {
      en: 'Nothing to do: it is tried again by itself.',
      ur: 'کچھ کرنا ضروری نہیں: خود دوبارہ کوشش ہوتی ہے۔',
    },
  },
  'not-headoffice': {
    sentence: {
      en: 'What answers at the address is not a Northstar head office.',
      ur: 'اس پتے پر جواب دینے والا نارتھ اسٹار ہیڈ آفس نہیں۔',
    },
    advice: {
      en: 'Check the address under Settings, and whether the network asks for a sign-in page.',
      ur: 'ترتیبات میں پتا دیکھیں، اور یہ کہ نیٹ ورک لاگ اِن صفحہ تو نہیں مانگ رہا۔',
    },
  },
  'not-enrolled': {
    sentence: {
      en: 'This laptop is not enrolled at head office yet, so nothing is sent.',
      ur: 'یہ لیپ ٹاپ ابھی ہیڈ آفس میں درج نہیں، اس لیے کچھ نہیں بھیجا جاتا۔',
    },
    advice: {
      en: 'Ask head office for a code and enter it under Settings.',
      ur: 'ہیڈ آفس سے کوڈ لیں اور ترتیبات میں لکھیں۔',
    },
  },
  'not-known': {
    sentence: {
      en: 'Head office does not know this laptop.',
      ur: 'ہیڈ آفس اس لیپ ٹاپ کو نہیں جانتا۔',
    },
    advice: {
      en: 'Ask head office for a new code and enrol this laptop again under Settings.',
      ur: 'ہیڈ آفس سے نیا کوڈ لیں اور ترتیبات میں اس لیپ ٹاپ کو دوبارہ درج کریں۔',
    },
  },
  revoked: {
    sentence: {
      en: 'Head office has revoked this laptop.',
      ur: 'ہیڈ آفس نے اس لیپ ٹاپ کی اجازت ختم کر دی ہے۔',
    },
    advice: {
      en: 'Tell the manager. What was not sent stays here, because head office named no escrow key to seal it with. Head office can let this laptop back in with a new code.',
      ur: 'مینیجر کو بتائیں۔ جو بھیجا نہیں گیا وہ یہیں ہے، کیونکہ ہیڈ آفس نے اسے مہر بند کرنے کے لیے امانت کی کوئی چابی نہیں بتائی۔ ہیڈ آفس نئے کوڈ سے اس لیپ ٹاپ کو دوبارہ اجازت دے سکتا ہے۔',
    },
  },
  cloned: {
    sentence: {
      en: 'Head office has heard from two copies of this laptop and takes nothing from either.',
      ur: 'ہیڈ آفس کو اس لیپ ٹاپ کی دو نقلوں سے پیغام ملے، اس لیے وہ دونوں سے کچھ نہیں لیتا۔',
    },
    advice: {
      en: 'Tell the manager: somebody may have copied its disk. Enrol the right one again with a new code from head office.',
      ur: 'مینیجر کو بتائیں: شاید کسی نے اس کی ڈسک نقل کی ہے۔ اصل لیپ ٹاپ کو ہیڈ آفس کے نئے کوڈ سے دوبارہ درج کریں۔',
    },
  },
  'too-old': {
    sentence: {
      en: 'This Northstar is too old for head office.',
      ur: 'یہ نارتھ اسٹار ہیڈ آفس کے لیے بہت پرانا ہے۔',
    },
    advice: {
      en: 'Install the newer Northstar on this laptop. What waits is sent then.',
      ur: 'اس لیپ ٹاپ پر نیا نارتھ اسٹار لگائیں۔ جو باقی ہے وہ پھر بھیجا جائے گا۔',
    },
  },
  'headoffice-too-old': {
    sentence: {
      en: 'Head office is too old for this Northstar.',
      ur: 'ہیڈ آفس اس نارتھ اسٹار کے لیے بہت پرانا ہے۔',
    },
    advice: {
      en: 'Tell whoever runs head office to install the newer version there. What waits is sent then.',
      ur: 'ہیڈ آفس چلانے والے کو بتائیں کہ وہاں نیا نسخہ لگائیں۔ جو باقی ہے وہ پھر بھیجا جائے گا۔',
    },
  },
  mismatch: {
    sentence: {
      en: 'Sync has stopped: head office no longer has what it told this laptop. Nothing was deleted.',
      ur: 'ہم آہنگی رک گئی: ہیڈ آفس کے پاس وہ نہیں رہا جو اس نے اس لیپ ٹاپ کو بتایا تھا۔ کچھ مٹایا نہیں گیا۔',
    },
    advice: {
      en: 'Tell the manager: head office must begin a new epoch before sync goes on.',
      ur: 'مینیجر کو بتائیں: آگے بڑھنے سے پہلے ہیڈ آفس کو نیا دور (epoch) شروع کرنا ہوگا۔',
    },
  },
  'many-deletes': {
    sentence: {
      en: 'Sync has stopped: head office would take many records away at once. Nothing was deleted.',
      ur: 'ہم آہنگی رک گئی: ہیڈ آفس ایک ساتھ بہت سے اندراجات ہٹانے کو کہتا ہے۔ کچھ مٹایا نہیں گیا۔',
    },
    advice: {
      en: 'A manager decides on the Head office page whether they may go.',
      ur: 'مینیجر ہیڈ آفس کے صفحے پر فیصلہ کریں کہ انہیں ہٹایا جائے یا نہیں۔',
    },
  },
  'empty-headoffice': {
    sentence: {
      en: 'Sync has stopped: head office is empty, where it had this store’s data before. Nothing was deleted.',
      ur: 'ہم آہنگی رک گئی: ہیڈ آفس خالی ہے، جبکہ پہلے اس کے پاس اس اسٹور کا ڈیٹا تھا۔ کچھ مٹایا نہیں گیا۔',
    },
    advice: {
      en: 'A manager decides on the Head office page whether everything is sent to it again.',
      ur: 'مینیجر ہیڈ آفس کے صفحے پر فیصلہ کریں کہ سب کچھ اسے دوبارہ بھیجا جائے یا نہیں۔',
    },
  },
  'not-written': {
    sentence: {
      en: 'Northstar could not write what head office sent to this laptop’s disk. Nothing is lost: head office keeps it and sends it again.',
      ur: 'ہیڈ آفس نے جو بھیجا، نارتھ اسٹار اسے اس لیپ ٹاپ پر لکھ نہیں سکا۔ کچھ ضائع نہیں ہوا: وہ ہیڈ آفس کے پاس ہے اور دوبارہ آئے گا۔',
    },
    advice: {
      en: 'Free some space on the disk. It is tried again by itself; if it lasts, have the disk checked.',
      ur: 'ڈسک پر جگہ خالی کریں۔ خود دوبارہ کوشش ہوتی ہے؛ دیر تک رہے تو ڈسک چیک کروائیں۔',
    },
  },
  'broke-off': {
    sentence: {
      en: 'Sync broke off inside this laptop. Nothing is lost.',
      ur: 'ہم آہنگی اس لیپ ٹاپ کے اندر ٹوٹ گئی۔ کچھ ضائع نہیں ہوا۔',
    },
    advice: {
      en: 'It is tried again by itself. If it lasts, restart Northstar and ask for help.',
      ur: 'خود دوبارہ کوشش ہوتی ہے۔ دیر تک رہے تو نارتھ اسٹار دوبارہ کھولیں اور مدد لیں۔',
    },
  },
}
