import type { Language } from '../../../core/market/language.ts'
import type { CarriedAnswer } from './read-carried-answer.ts'

/** What still waits: change sets, and pictures, whose bytes no carried file takes along. */
interface StillWaiting {
  readonly records: number
  readonly pictures: number
}

const records = {
  en: (count: number) => (count === 1 ? '1 record' : `${count} records`),
  ur: (count: number) => `${count} ریکارڈ`,
}

/** What reading head office's answer did, as a sentence. */
export function carryWords(
  { outcome, receipts, rows }: CarriedAnswer,
  waiting: StillWaiting,
  language: Language,
): string {
  const said = sentences[language]
  const n = records[language]
  const pictures = waiting.pictures > 0 ? [said.picturesWait(waiting.pictures)] : []
  switch (outcome) {
    case 'read':
      return [
        said.read(n(receipts), n(rows)),
        waiting.records > 0
          ? said.stillWaits(n(waiting.records))
          : waiting.pictures > 0
            ? said.noRecordWaits
            : said.nothingWaits,
        ...pictures,
      ].join(' ')
    case 'carry-again':
      return [said.again(n(waiting.records)), ...pictures].join(' ')
    case 'old':
      return said.old
    case 'stopped':
      return said.stopped
    case 'too-old':
      return said.tooOld
  }
}

interface Sentences {
  readonly read: (sent: string, came: string) => string
  readonly nothingWaits: string
  readonly noRecordWaits: string
  readonly picturesWait: (count: number) => string
  readonly stillWaits: (count: string) => string
  readonly again: (count: string) => string
  readonly old: string
  readonly stopped: string
  readonly tooOld: string
}

const sentences: Readonly<Record<Language, Sentences>> = {
  en: {
    read: (sent, came) => `Head office has taken in ${sent} of this laptop, and ${came} came from it.`,
    nothingWaits: 'Nothing waits any more.',
    noRecordWaits: 'No record waits any more.',
    picturesWait: (count) =>
      `${count === 1 ? '1 picture waits' : `${count} pictures wait`} for a line: a file carries records only.`,
    stillWaits: (count) => `Recorded since the file was written, and still waiting: ${count}.`,
    again: (count) =>
      `Head office was begun anew and took nothing in. Everything is safe here, and ${count} wait. Write a new file and take it there.`,
    old: 'This laptop already has all that this answer says, or has spoken with head office since. Nothing was changed.',
    stopped:
      'Head office and this laptop do not agree, so nothing more was taken over and nothing was deleted. What to decide stands on this page.',
    tooOld:
      'Head office and this laptop have versions that do not understand each other. Nothing was taken over, and everything is safe here. Install the newer version where it is missing.',
  },
  ur: {
    read: (sent, came) => `ہیڈ آفس نے اس لیپ ٹاپ کے ${sent} لے لیے، اور وہاں سے ${came} آئے۔`,
    nothingWaits: 'اب کچھ باقی نہیں۔',
    noRecordWaits: 'اب کوئی ریکارڈ باقی نہیں۔',
    picturesWait: (count) =>
      `${count} ${count === 1 ? 'تصویر' : 'تصویریں'} انٹرنیٹ ملنے پر جائیں گی: فائل میں صرف ریکارڈ جاتے ہیں۔`,
    stillWaits: (count) => `فائل لکھنے کے بعد درج ہوئے اور ابھی باقی ہیں: ${count}۔`,
    again: (count) =>
      `ہیڈ آفس نئے سرے سے شروع ہوا ہے اور اس نے کچھ نہیں لیا۔ یہاں سب محفوظ ہے، اور ${count} باقی ہیں۔ نئی فائل لکھ کر وہاں لے جائیں۔`,
    old: 'جو کچھ اس جواب میں ہے وہ اس لیپ ٹاپ پر پہلے سے ہے، یا اس کے بعد ہیڈ آفس سے رابطہ ہو چکا ہے۔ کچھ تبدیل نہیں ہوا۔',
    stopped:
      'ہیڈ آفس اور یہ لیپ ٹاپ متفق نہیں، اس لیے آگے کچھ نہیں لیا گیا اور کچھ نہیں مٹایا گیا۔ جو فیصلہ کرنا ہے وہ اسی صفحے پر ہے۔',
    tooOld:
      'ہیڈ آفس اور اس لیپ ٹاپ کے ورژن ایک دوسرے کو نہیں سمجھتے۔ کچھ نہیں لیا گیا، اور یہاں سب محفوظ ہے۔ جہاں نیا ورژن نہیں وہاں لگائیں۔',
  },
}
