import type { Language } from '../core/market/language.ts'

const backupReasons = {
  'disk-full': {
    en: 'the disk is full, so free some space',
    ur: 'ڈسک بھر گئی ہے، کچھ جگہ خالی کریں',
  },
  'disk-failed': {
    en: 'the disk did not take it, so have the disk checked if this happens again',
    ur: 'ڈسک نے اسے قبول نہیں کیا، دوبارہ ہو تو ڈسک چیک کروائیں',
  },
  'not-readable': {
    en: 'what was written could not be read back, so have the disk checked if this happens again',
    ur: 'جو لکھا گیا وہ واپس نہیں پڑھا جا سکا، دوبارہ ہو تو ڈسک چیک کروائیں',
  },
  busy: {
    en: 'another program was using the data',
    ur: 'کوئی دوسرا پروگرام ڈیٹا استعمال کر رہا تھا',
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>
export type BackupReason = keyof typeof backupReasons

/** Why no backup could be made, in a person's language; any other word comes back as it is. */
export function backupReasonText(word: string, language: Language): string {
  return isBackupReason(word) ? backupReasons[word][language] : word
}

const isBackupReason = (word: string): word is BackupReason => Object.hasOwn(backupReasons, word)
