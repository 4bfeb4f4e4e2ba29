import { assertNever } from '../../core/assert-never.ts'
import type { Locales } from '../../core/market/date-locale.ts'
import type { Language } from '../../core/market/language.ts'
import { countedWords } from '../../core/sync/entity-words.ts'
import type { Stop, StoredPosition } from '../../db/feed-position.ts'
import type { SyncCounts } from '../../db/sync-counts.ts'
import type { Checked, MeteredSetting } from '../../db/sync-settings.ts'
import { isAway } from './call-failure.ts'
import {
  apartOf,
  type FirstSync,
  isDisowned,
  isLongApart,
  nameOfState,
  type StopType,
  type SyncFailure,
  type SyncState,
} from './sync-state.ts'
import { syncWords } from './sync-words.ts'

/** The contract's answer to `sync.status`. */
export interface SyncStatus {
  readonly headofficeUrl: string | null
  readonly state: ReturnType<typeof nameOfState>
  readonly trial: boolean
  readonly everythingUpTo: number | null
  readonly lastReceiptAt: number | null
  readonly waitingVisits: number
  readonly waitingChangeSets: number
  readonly waitingPictures: number
  readonly refusedChangeSets: number
  readonly conflicts: number
  readonly aside: number
  readonly sentence: string
  readonly advice: string | null
  readonly daysApart: number | null
  readonly isLongApart: boolean
  readonly nextTryInMs: number | null
  readonly metered: { readonly setting: MeteredSetting; readonly inForce: boolean }
  readonly firstSync: FirstSync | null
  readonly stopped: { readonly type: StopType; readonly words: string } | null
  readonly checked: Checked | null
  readonly onlyHere: string | null
  readonly clockOffsetMs: number | null
}

/** What the client knows of itself, out of which the status is said. */
export interface SyncFacts {
  readonly url: string | null
  readonly failure: SyncFailure | null
  readonly working: boolean
  readonly firstSync: FirstSync | null
  readonly position: Pick<StoredPosition, 'mark' | 'syncedAt' | 'stopped' | 'onlyHere'>
  readonly counts: SyncCounts
  /** When the first of what waits was recorded. */
  readonly waitingSince: number | null
  readonly metered: SyncStatus['metered']
  readonly checked: Checked | null
  readonly nextTryInMs: number | null
  readonly clockOffsetMs: number | null
  readonly now: number
  readonly timeZone: string
  /** How days are said, as a market pack has it; each language by itself where left out. */
  readonly locales?: Locales | undefined
}

/** Says all that there is to say about sync. */
export function statusOf(facts: SyncFacts, language: Language): SyncStatus {
  const { position, counts, url } = facts
  const state: SyncState = {
    headofficeUrl: url,
    failure: failureOf(facts),
    working: facts.working,
    firstSync: facts.firstSync,
    trial: position.mark === 'trial',
    counts,
    apart:
      url === null
        ? null
        : apartOf(facts.now, {
            syncedAt: position.syncedAt,
            waitingSince: facts.waitingSince,
            lastReceiptAt: counts.lastReceiptAt,
          }),
    clockOffsetMs: facts.clockOffsetMs,
    now: facts.now,
    timeZone: facts.timeZone,
    locales: facts.locales,
  }
  return {
    headofficeUrl: url,
    state: nameOfState(state),
    trial: state.trial,
    everythingUpTo: isDisowned(state.failure) ? null : counts.everythingUpTo,
    lastReceiptAt: counts.lastReceiptAt,
    waitingVisits: counts.waitingVisits,
    waitingChangeSets: counts.waitingChangeSets,
    waitingPictures: counts.waitingPictures,
    refusedChangeSets: counts.refusedChangeSets,
    conflicts: counts.conflicts,
    aside: counts.aside,
    daysApart: state.apart?.days ?? null,
    isLongApart: isLongApart(state),
    nextTryInMs: facts.nextTryInMs === null ? null : Math.round(facts.nextTryInMs),
    metered: facts.metered,
    firstSync: facts.firstSync,
    stopped: position.stopped && {
      type: position.stopped.type,
      words: stopWords(position.stopped, language),
    },
    checked: facts.checked,
    onlyHere: position.onlyHere === 0 ? null : words.onlyHere[language](position.onlyHere),
    clockOffsetMs: facts.clockOffsetMs,
    ...syncWords(state, language),
  }
}

/** That sync was stopped is known across restarts, and weighs more than not reaching head office now. */
function failureOf({ position, failure }: SyncFacts): SyncFailure | null {
  if (position.stopped === null) return failure
  return failure === null || isOfTheLine(failure) ? position.stopped.type : failure
}

const isOfTheLine = (failure: SyncFailure): boolean =>
  isAway(failure) || failure === 'troubled' || failure === 'busy'

function stopWords(stop: Stop, language: Language): string {
  switch (stop.type) {
    case 'mismatch':
      return words.mismatch[language]
    case 'empty-headoffice':
      return words.empty[language]
    case 'many-deletes':
      return words.deletes[language](countedWords(stop.entity, stop.count, language))
    default:
      return assertNever(stop)
  }
}

const words = {
  mismatch: {
    en: 'Head office went back to an earlier day or was replaced. This laptop keeps everything it has; whoever runs head office has to begin a new epoch there, and then everything it lacks is sent to it again.',
    ur: 'ہیڈ آفس کسی پہلے کے دن پر چلا گیا ہے یا بدل دیا گیا ہے۔ یہ لیپ ٹاپ اپنا سب کچھ رکھتا ہے؛ ہیڈ آفس چلانے والے کو وہاں نیا دور (epoch) شروع کرنا ہوگا، پھر جو اس کے پاس نہیں وہ دوبارہ بھیجا جائے گا۔',
  },
  empty: {
    en: 'Head office has no data of this store at all. If it was set up anew on purpose, let this laptop send it everything again. If not, ask whoever runs head office first.',
    ur: 'ہیڈ آفس کے پاس اس اسٹور کا کوئی ڈیٹا نہیں۔ اگر اسے جان بوجھ کر نئے سرے سے لگایا گیا ہے تو اس لیپ ٹاپ کو سب کچھ دوبارہ بھیجنے دیں۔ ورنہ پہلے ہیڈ آفس چلانے والے سے پوچھیں۔',
  },
  onlyHere: {
    en: (count: number) =>
      `${count === 1 ? '1 record that another laptop wrote is' : `${count} records that other laptops wrote are`} on this laptop and no longer at head office. Nothing of it was deleted here. Let the laptops that wrote them sync; if the number stays, tell whoever runs head office.`,
    ur: (count: number) =>
      `دوسرے لیپ ٹاپ کے لکھے ہوئے ${count} ریکارڈ اس لیپ ٹاپ پر ہیں اور ہیڈ آفس کے پاس اب نہیں۔ یہاں سے کچھ حذف نہیں ہوا۔ جن لیپ ٹاپ نے لکھے تھے انہیں ہم آہنگ ہونے دیں؛ تعداد کم نہ ہو تو ہیڈ آفس چلانے والے کو بتائیں۔`,
  },
  deletes: {
    en: (what: string) =>
      `Head office would take ${what} away from this laptop at once. If that was done on purpose, let them go. If not, ask whoever runs head office first.`,
    ur: (what: string) =>
      `ہیڈ آفس اس لیپ ٹاپ سے ایک ساتھ یہ ہٹانا چاہتا ہے: ${what}۔ اگر یہ جان بوجھ کر ہے تو ہٹانے دیں۔ ورنہ پہلے ہیڈ آفس چلانے والے سے پوچھیں۔`,
  },
} as const
