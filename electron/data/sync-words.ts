import type { Language } from '../../core/market/language.ts'
import type { SyncFailure, SyncState } from './sync-state.ts'

export interface SyncWords {
  /** Always true, at the moment it is said. */
  readonly sentence: string
  /** What to do, `null` where there is nothing to do. */
  readonly advice: string | null
}

interface Phrases {
  readonly visits: (count: number) => string
  readonly records: (count: number) => string
  readonly notSet: string
  readonly upTo: (time: string) => string
  readonly trialUpTo: (time: string) => string
  readonly waiting: (what: string) => string
  readonly sending: string
  readonly nothingYet: string
  readonly nothingWaits: string
  readonly waitingSafe: (what: string) => string
  readonly refusedRecords: (what: string) => string
  readonly failed: Readonly<Record<SyncFailure, string>>
  readonly advice: Readonly<Record<SyncFailure | 'not-set' | 'trial', string>>
}

/** What the screen says about sync. */
export function syncWords(state: SyncState, language: Language): SyncWords {
  const phrases = phrasesByLanguage[language]
  const { counts, failure } = state
  const refused =
    counts.refusedChangeSets > 0 ? phrases.refusedRecords(phrases.records(counts.refusedChangeSets)) : ''
  const say = (...sentences: readonly string[]) =>
    [...sentences, refused].filter((part) => part !== '').join(' ')
  const what =
    counts.waitingVisits > 0
      ? phrases.visits(counts.waitingVisits)
      : phrases.records(counts.waitingChangeSets)

  if (state.headofficeUrl === null)
    return { sentence: say(phrases.notSet), advice: phrases.advice['not-set'] }
  if (failure !== null) {
    const safe = counts.waitingChangeSets > 0 ? phrases.waitingSafe(what) : phrases.nothingWaits
    return { sentence: say(phrases.failed[failure], safe), advice: phrases.advice[failure] }
  }
  const upTo = counts.everythingUpTo === null ? '' : upToWords(state, counts.everythingUpTo, language)
  const waits = counts.waitingChangeSets > 0 ? phrases.waiting(what) : ''
  const sending = state.working && counts.waitingChangeSets > 0 ? phrases.sending : ''
  const sentence = say(upTo, waits, sending)
  return {
    sentence: sentence === '' ? phrases.nothingYet : sentence,
    advice: state.trial ? phrases.advice.trial : null,
  }
}

function upToWords({ now, timeZone, trial }: SyncState, instantMs: number, language: Language): string {
  const locale = language === 'ur' ? 'ur-PK-u-nu-latn' : 'en-GB'
  const day = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(ms)
  const time = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(day(instantMs) !== day(now) && { day: 'numeric', month: 'short' }),
  }).format(instantMs)
  const phrases = phrasesByLanguage[language]
  return trial ? phrases.trialUpTo(time) : phrases.upTo(time)
}

const phrasesByLanguage: Readonly<Record<Language, Phrases>> = {
  en: {
    visits: (count) => (count === 1 ? '1 visit' : `${count} visits`),
    records: (count) => (count === 1 ? '1 record' : `${count} records`),
    notSet: 'No head office is set. Everything is kept on this laptop.',
    upTo: (time) => `Head office has everything up to ${time}.`,
    trialUpTo: (time) => `A trial head office has everything up to ${time}.`,
    waiting: (what) => `${what} waiting.`,
    sending: 'Sending now.',
    nothingYet: 'Nothing has been sent to head office yet.',
    nothingWaits: 'Nothing waits to be sent.',
    waitingSafe: (what) => `${what} waiting to send, safe on this laptop.`,
    refusedRecords: (what) => `Head office refused ${what}, safe on this laptop.`,
    failed: {
      unreachable: 'No connection to head office.',
      troubled: 'Head office answers with an error.',
      'not-headoffice': 'What answers at the address is not a Northstar head office.',
      'protocol-not-accepted': 'Head office and this laptop have versions that do not understand each other.',
      mismatch: 'Sync has stopped: head office no longer has what it told this laptop. Nothing was deleted.',
      'not-written':
        'Northstar could not write what head office sent to this laptop’s disk. Nothing is lost: head office keeps it and sends it again.',
      'broke-off': 'Sync broke off inside this laptop. Nothing is lost.',
    },
    advice: {
      'not-set': 'Write head office’s address under Settings to send it there too.',
      trial: 'A trial head office may lose what it has in a power cut, so this laptop keeps everything.',
      unreachable: 'Nothing to do: it is tried again by itself. If it lasts, check the network.',
      troubled: 'It is tried again by itself. If it lasts, tell whoever runs head office.',
      'not-headoffice': 'Check the address under Settings, and whether the network asks for a sign-in page.',
      'protocol-not-accepted': 'Install the newer Northstar on this laptop, or at head office.',
      mismatch: 'Tell the manager: head office must begin a new epoch before sync goes on.',
      'not-written':
        'Free some space on the disk. It is tried again by itself; if it lasts, have the disk checked.',
      'broke-off': 'It is tried again by itself. If it lasts, restart Northstar and ask for help.',
    },
  },
  ur: {
    visits: (count) => (count === 1 ? '1 ملاقات' : `${count} ملاقاتیں`),
    records: (count) => (count === 1 ? '1 اندراج' : `${count} اندراجات`),
    notSet: 'کوئی ہیڈ آفس مقرر نہیں۔ سب کچھ اسی لیپ ٹاپ پر محفوظ ہے۔',
    upTo: (time) => `ہیڈ آفس کے پاس ${time} تک کا سب کچھ موجود ہے۔`,
    trialUpTo: (time) => `آزمائشی ہیڈ آفس کے پاس ${time} تک کا سب کچھ موجود ہے۔`,
    waiting: (what) => `${what} بھیجنا باقی۔`,
    sending: 'ابھی بھیجا جا رہا ہے۔',
    nothingYet: 'ابھی تک ہیڈ آفس کو کچھ نہیں بھیجا گیا۔',
    nothingWaits: 'بھیجنے کو کچھ باقی نہیں۔',
    waitingSafe: (what) => `${what} بھیجنا باقی، اس لیپ ٹاپ پر محفوظ۔`,
    refusedRecords: (what) => `ہیڈ آفس نے یہ قبول نہیں کیا: ${what}؛ اس لیپ ٹاپ پر محفوظ ہے۔`,
    failed: {
      unreachable: 'ہیڈ آفس سے رابطہ نہیں۔',
      troubled: 'ہیڈ آفس کے جواب میں خرابی ہے۔',
      'not-headoffice': 'اس پتے پر جواب دینے والا نارتھ اسٹار ہیڈ آفس نہیں۔',
      'protocol-not-accepted': 'ہیڈ آفس اور اس لیپ ٹاپ کے نسخے ایک دوسرے کو نہیں سمجھتے۔',
      mismatch:
        'ہم آہنگی رک گئی: ہیڈ آفس کے پاس وہ نہیں رہا جو اس نے اس لیپ ٹاپ کو بتایا تھا۔ کچھ مٹایا نہیں گیا۔',
      'not-written':
        'ہیڈ آفس نے جو بھیجا، نارتھ اسٹار اسے اس لیپ ٹاپ پر لکھ نہیں سکا۔ کچھ ضائع نہیں ہوا: وہ ہیڈ آفس کے پاس ہے اور دوبارہ آئے گا۔',
      'broke-off': 'ہم آہنگی اس لیپ ٹاپ کے اندر ٹوٹ گئی۔ کچھ ضائع نہیں ہوا۔',
    },
    advice: {
      'not-set': 'وہاں بھی بھیجنے کے لیے ترتیبات میں ہیڈ آفس کا پتا لکھیں۔',
      trial: 'آزمائشی ہیڈ آفس بجلی جانے پر ریکارڈ کھو سکتا ہے، اس لیے یہ لیپ ٹاپ سب کچھ رکھتا ہے۔',
      unreachable: 'کچھ کرنا ضروری نہیں: خود دوبارہ کوشش ہوتی ہے۔ دیر تک رہے تو نیٹ ورک دیکھیں۔',
      troubled: 'خود دوبارہ کوشش ہوتی ہے۔ دیر تک رہے تو ہیڈ آفس چلانے والے کو بتائیں۔',
      'not-headoffice': 'ترتیبات میں پتا دیکھیں، اور یہ کہ نیٹ ورک لاگ اِن صفحہ تو نہیں مانگ رہا۔',
      'protocol-not-accepted': 'اس لیپ ٹاپ پر یا ہیڈ آفس میں نیا نارتھ اسٹار لگائیں۔',
      mismatch: 'مینیجر کو بتائیں: آگے بڑھنے سے پہلے ہیڈ آفس کو نیا دور (epoch) شروع کرنا ہوگا۔',
      'not-written': 'ڈسک پر جگہ خالی کریں۔ خود دوبارہ کوشش ہوتی ہے؛ دیر تک رہے تو ڈسک چیک کروائیں۔',
      'broke-off': 'خود دوبارہ کوشش ہوتی ہے۔ دیر تک رہے تو نارتھ اسٹار دوبارہ کھولیں اور مدد لیں۔',
    },
  },
}
