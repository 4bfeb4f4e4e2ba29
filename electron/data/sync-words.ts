import { dateLocale, type Locales } from '../../core/market/date-locale.ts'
import type { Language } from '../../core/market/language.ts'
import { failureWords } from './sync-failure-words.ts'
import { isClockWrong, isDisowned, isLongApart, type SyncState } from './sync-state.ts'

export interface SyncWords {
  /** Always true, at the moment it is said. */
  readonly sentence: string
  /** What to do, `null` where there is nothing to do. */
  readonly advice: string | null
}

/** What the screen says about sync. */
export function syncWords(state: SyncState, language: Language): SyncWords {
  const { counts, failure } = state
  const phrases = phrasesByLanguage[language]
  if (state.headofficeUrl === null)
    return { sentence: say([phrases.notSet, refused(state, phrases)]), advice: phrases.notSetAdvice }

  const upTo =
    !isDisowned(failure) && counts.everythingUpTo !== null
      ? upToWords(state, counts.everythingUpTo, language)
      : ''
  const what = waitingWords(state, language)
  const waits = what === '' ? '' : failure === null ? phrases.waiting(what) : phrases.waitingSafe(what)
  const progress = state.firstSync
    ? phrases.firstSync(state.firstSync.done, state.firstSync.of)
    : state.working && counts.waitingChangeSets > 0 && failure === null
      ? phrases.sending
      : ''
  const sentence = say([
    failure === null ? '' : failureWords[failure].sentence[language],
    upTo,
    waits,
    progress,
    isLongApart(state) ? apartWords(state, language) : '',
    isClockWrong(state) && state.clockOffsetMs !== null ? clockWords(state.clockOffsetMs, language) : '',
    refused(state, phrases),
  ])
  return { sentence: sentence === '' ? phrases.nothingYet : sentence, advice: adviceOf(state, language) }
}

const say = (sentences: readonly string[]): string => sentences.filter((part) => part !== '').join(' ')

const refused = ({ counts }: SyncState, phrases: Phrases): string =>
  counts.refusedChangeSets > 0 ? phrases.refusedRecords(phrases.records(counts.refusedChangeSets)) : ''

function adviceOf(state: SyncState, language: Language): string | null {
  const phrases = phrasesByLanguage[language]
  if (state.failure !== null) return failureWords[state.failure].advice[language]
  if (isClockWrong(state)) return phrases.clockAdvice
  if (isLongApart(state)) return phrases.apartAdvice
  return state.trial ? phrases.trialAdvice : null
}

function upToWords(state: SyncState, instantMs: number, language: Language): string {
  const { now, timeZone, locales, trial, counts } = state
  const time = shortInstant({ instantMs, now, timeZone, language, locales })
  const phrases = phrasesByLanguage[language]
  // While pictures wait it has the records alone.
  const said = counts.waitingPictures > 0 ? phrases.recordsUpTo : phrases.upTo
  return said(trial ? phrases.trialOffice : phrases.office, time)
}

/** All that waits, each thing once; nothing where nothing does. */
function waitingWords({ counts }: SyncState, language: Language): string {
  const { visits, records, others, pictures } = phrasesByLanguage[language]
  const rest = counts.waitingVisits > 0 ? others(counts.waitingOther) : records(counts.waitingChangeSets)
  const parts = [
    ...(counts.waitingVisits > 0 ? [visits(counts.waitingVisits)] : []),
    ...((counts.waitingVisits > 0 ? counts.waitingOther : counts.waitingChangeSets) > 0 ? [rest] : []),
    ...(counts.waitingPictures > 0 ? [pictures(counts.waitingPictures)] : []),
  ]
  return new Intl.ListFormat(dateLocale(language), { type: 'conjunction' }).format(parts)
}

function apartWords({ apart, now, timeZone, locales }: SyncState, language: Language): string {
  const phrases = phrasesByLanguage[language]
  switch (apart?.by) {
    case undefined:
      return ''
    case 'round':
      return phrases.apartByRound(apart.days)
    case 'waiting':
      return phrases.apartByWaiting(
        shortInstant({ instantMs: apart.since, now, timeZone, language, locales }),
      )
    case 'receipt':
      return phrases.apartByReceipt(apart.days)
  }
}

/** A time of today alone, of another day with its day, on the store's clock. */
export function shortInstant(of: {
  readonly instantMs: number
  readonly now: number
  readonly timeZone: string
  readonly language: Language
  /** How days are said, as a market pack has it; each language by itself where left out. */
  readonly locales?: Locales | undefined
}): string {
  const { instantMs, now, timeZone, language, locales } = of
  const day = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(ms)
  return new Intl.DateTimeFormat(dateLocale(locales?.[language] ?? language), {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(day(instantMs) !== day(now) && { day: 'numeric', month: 'short' }),
  }).format(instantMs)
}

/** How far the laptop's clock is from head office's, in the largest unit that tells it. */
function clockWords(offsetMs: number, language: Language): string {
  const { clockBehind, clockAhead, minutes, hours, days } = phrasesByLanguage[language]
  const inMinutes = Math.round(Math.abs(offsetMs) / 60_000)
  const [hour, day] = [60, 24 * 60]
  const length =
    inMinutes < 2 * hour
      ? minutes(inMinutes)
      : inMinutes < 2 * day
        ? hours(Math.round(inMinutes / hour))
        : days(Math.round(inMinutes / day))
  return offsetMs > 0 ? clockBehind(length) : clockAhead(length)
}

interface Phrases {
  readonly visits: (count: number) => string
  readonly records: (count: number) => string
  readonly notSet: string
  readonly notSetAdvice: string
  readonly others: (count: number) => string
  readonly pictures: (count: number) => string
  readonly office: string
  readonly trialOffice: string
  readonly upTo: (office: string, time: string) => string
  readonly recordsUpTo: (office: string, time: string) => string
  readonly waiting: (what: string) => string
  readonly sending: string
  readonly firstSync: (done: number, of: number) => string
  readonly nothingYet: string
  readonly waitingSafe: (what: string) => string
  readonly refusedRecords: (what: string) => string
  readonly apartByRound: (days: number) => string
  readonly apartByWaiting: (since: string) => string
  readonly apartByReceipt: (days: number) => string
  readonly apartAdvice: string
  readonly minutes: (count: number) => string
  readonly hours: (count: number) => string
  readonly days: (count: number) => string
  readonly clockBehind: (length: string) => string
  readonly clockAhead: (length: string) => string
  readonly clockAdvice: string
  readonly trialAdvice: string
}

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

const phrasesByLanguage: Readonly<Record<Language, Phrases>> = {
  en: {
    visits: (count) => counted(count, 'visit', 'visits'),
    records: (count) => counted(count, 'record', 'records'),
    notSet: 'No head office is set. Everything is kept on this laptop.',
    notSetAdvice: 'Write head office’s address under Settings to send it there too.',
    others: (count) => counted(count, 'other record', 'other records'),
    pictures: (count) => counted(count, 'picture', 'pictures'),
    office: 'Head office',
    trialOffice: 'A trial head office',
    upTo: (office, time) => `${office} has everything up to ${time}.`,
    recordsUpTo: (office, time) => `${office} has every record up to ${time}.`,
    waiting: (what) => `${what} waiting.`,
    sending: 'Sending now.',
    firstSync: (done, of) =>
      `This store’s data is coming: ${done.toLocaleString('en')} of ${of.toLocaleString('en')}.`,
    nothingYet: 'Nothing has been sent to head office yet.',
    waitingSafe: (what) => `${what} waiting, safe on this laptop.`,
    refusedRecords: (what) => `Head office refused ${what}, safe on this laptop.`,
    apartByRound: (days) => `Last in step ${days} days ago.`,
    apartByWaiting: (since) =>
      `Not in step with head office now: the oldest record that waits is of ${since}.`,
    apartByReceipt: (days) => `The last receipt came ${days} days ago.`,
    apartAdvice:
      'Connect this laptop to the internet for a while, so that it and head office come into step.',
    minutes: (count) => counted(count, 'minute', 'minutes'),
    hours: (count) => counted(count, 'hour', 'hours'),
    days: (count) => counted(count, 'day', 'days'),
    clockBehind: (length) => `This laptop’s clock is ${length} behind head office’s.`,
    clockAhead: (length) => `This laptop’s clock is ${length} ahead of head office’s.`,
    clockAdvice: 'Set the clock of this computer right. Sync goes on meanwhile, and nothing is lost.',
    trialAdvice: 'A trial head office may lose what it has in a power cut, so this laptop keeps everything.',
  },
  ur: {
    visits: (count) => counted(count, 'ملاقات', 'ملاقاتیں'),
    records: (count) => counted(count, 'اندراج', 'اندراجات'),
    notSet: 'کوئی ہیڈ آفس مقرر نہیں۔ سب کچھ اسی لیپ ٹاپ پر محفوظ ہے۔',
    notSetAdvice: 'وہاں بھی بھیجنے کے لیے ترتیبات میں ہیڈ آفس کا پتا لکھیں۔',
    others: (count) => counted(count, 'دوسرا اندراج', 'دوسرے اندراجات'),
    pictures: (count) => counted(count, 'تصویر', 'تصویریں'),
    office: 'ہیڈ آفس',
    trialOffice: 'آزمائشی ہیڈ آفس',
    upTo: (office, time) => `${office} کے پاس ${time} تک کا سب کچھ موجود ہے۔`,
    recordsUpTo: (office, time) => `${office} کے پاس ${time} تک کے سب اندراجات موجود ہیں۔`,
    waiting: (what) => `${what} بھیجنا باقی۔`,
    sending: 'ابھی بھیجا جا رہا ہے۔',
    firstSync: (done, of) =>
      `اسٹور کا ڈیٹا آ رہا ہے: ${of.toLocaleString('en')} میں سے ${done.toLocaleString('en')}۔`,
    nothingYet: 'ابھی تک ہیڈ آفس کو کچھ نہیں بھیجا گیا۔',
    waitingSafe: (what) => `${what} بھیجنا باقی، اس لیپ ٹاپ پر محفوظ۔`,
    refusedRecords: (what) => `ہیڈ آفس نے یہ قبول نہیں کیا: ${what}؛ اس لیپ ٹاپ پر محفوظ ہے۔`,
    apartByRound: (days) => `آخری بار ${days} دن پہلے برابر ہوئے تھے۔`,
    apartByWaiting: (since) =>
      `ابھی ہیڈ آفس کے برابر نہیں: بھیجنے کے لیے باقی سب سے پرانا اندراج ${since} کا ہے۔`,
    apartByReceipt: (days) => `آخری رسید ${days} دن پہلے آئی تھی۔`,
    apartAdvice: 'اس لیپ ٹاپ کو کچھ دیر انٹرنیٹ سے جوڑیں تاکہ یہ اور ہیڈ آفس برابر ہو جائیں۔',
    minutes: (count) => counted(count, 'منٹ', 'منٹ'),
    hours: (count) => counted(count, 'گھنٹہ', 'گھنٹے'),
    days: (count) => counted(count, 'دن', 'دن'),
    clockBehind: (length) => `اس لیپ ٹاپ کی گھڑی ہیڈ آفس کی گھڑی سے ${length} پیچھے ہے۔`,
    clockAhead: (length) => `اس لیپ ٹاپ کی گھڑی ہیڈ آفس کی گھڑی سے ${length} آگے ہے۔`,
    clockAdvice: 'اس کمپیوٹر کی گھڑی درست کریں۔ اس دوران بھیجنا جاری ہے اور کچھ ضائع نہیں ہوتا۔',
    trialAdvice: 'آزمائشی ہیڈ آفس بجلی جانے پر ریکارڈ کھو سکتا ہے، اس لیے یہ لیپ ٹاپ سب کچھ رکھتا ہے۔',
  },
}
