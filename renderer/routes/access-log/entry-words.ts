import type { AccessAct } from '../../../contract/access.ts'
import type { Outputs } from '../../northstar.tsx'

export type Entry = Outputs['access']['log']['entries'][number]

/** The sentence that says an entry: that of its act, or a closer one where its detail tells more. */
export type EntryWords = AccessAct | (typeof closer)[number]['words']

/** Which sentence says an entry. */
export function wordsOf({ act, detail }: Pick<Entry, 'act' | 'detail'>): EntryWords {
  return closer.find((one) => one.act === act && detail[one.key] === one.value)?.words ?? act
}

const closer = [
  { act: 'signed-out', key: 'because', value: 'idle', words: 'signed-out-idle' },
  { act: 'signed-out', key: 'because', value: 'locked', words: 'signed-out-locked' },
  { act: 'signed-out', key: 'because', value: 'switched', words: 'signed-out-switched' },
  { act: 'signed-out', key: 'because', value: 'not-active', words: 'signed-out-not-active' },
  { act: 'pin-set', key: 'by', value: 'manager', words: 'pin-set-manager' },
  { act: 'pin-set', key: 'by', value: 'recovery-code', words: 'pin-set-recovery-code' },
  { act: 'pin-set', key: 'by', value: 'enrolment', words: 'pin-set-enrolment' },
  { act: 'pin-unlocked', key: 'by', value: 'recovery-code', words: 'pin-unlocked-recovery-code' },
  { act: 'customer-erased', key: 'reason', value: 'retention', words: 'customer-erased-retention' },
  { act: 'list-seen', key: 'list', value: 'customers', words: 'list-seen-customers' },
  { act: 'list-seen', key: 'list', value: 'visits', words: 'list-seen-visits' },
  { act: 'list-seen', key: 'list', value: 'conflicts', words: 'list-seen-conflicts' },
  { act: 'list-seen', key: 'list', value: 'waiting', words: 'list-seen-waiting' },
  { act: 'list-seen', key: 'list', value: 'refused', words: 'list-seen-refused' },
  { act: 'list-seen', key: 'list', value: 'stock', words: 'list-seen-stock' },
  { act: 'list-exported', key: 'format', value: 'print', words: 'list-exported-printed' },
  { act: 'list-exported', key: 'list', value: 'daily-summary', words: 'list-exported-daily-summary' },
  { act: 'customer-exported', key: 'what', value: 'take-home', words: 'customer-exported-take-home' },
  { act: 'carried-by-hand', key: 'way', value: 'in', words: 'carried-by-hand-in' },
  { act: 'file-imported', key: 'target', value: 'stock', words: 'file-imported-stock' },
  { act: 'import-undone', key: 'target', value: 'stock', words: 'import-undone-stock' },
  { act: 'settings-changed', key: 'setting', value: 'person-added', words: 'settings-changed-person-added' },
] as const

const changeable = [
  'customer',
  'consent',
  'opportunity',
  'visit',
  'answer',
  'remark',
  'readBack',
  'feltHeard',
  'unmetNeed',
  'shortlist',
  'shortlistChoice',
  'quote',
  'booking',
  'customerLink',
  'visitLink',
  'claim',
  'picture',
] as const
const settings = [
  'escrow-key',
  'headoffice-url',
  'enrolled',
  'device-keys',
  'date-said',
  'store-name',
  'rate',
  'idle-lock',
  'passphrase',
  'recovery-code',
  'metered',
  'deletes-allowed',
  'empty-headoffice-allowed',
] as const

/** What was changed, as codes that there are words for. */
export function changedOf({ act, detail }: Pick<Entry, 'act' | 'detail'>) {
  const said = (detail.what ?? '').split(' ')
  return act === 'customer-changed' ? changeable.filter((one) => said.includes(one)) : []
}

/** Which setting was changed, `null` where there is no word for it. */
export function settingOf({ act, detail }: Pick<Entry, 'act' | 'detail'>) {
  return act === 'settings-changed' ? (settings.find((one) => one === detail.setting) ?? null) : null
}

/** Entries of the same day under one head, in the order they came. @param dayOf the day of an instant */
export function byDay(
  entries: readonly Entry[],
  dayOf: (instantMs: number) => string,
): readonly { readonly day: string; readonly entries: readonly Entry[] }[] {
  const days: { day: string; entries: Entry[] }[] = []
  for (const entry of entries) {
    const day = dayOf(entry.at)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}
