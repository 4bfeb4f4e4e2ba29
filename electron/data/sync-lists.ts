import type { CustomerId } from '../../core/ids.ts'
import type { Language } from '../../core/market/language.ts'
import { contentsWords, entityWord } from '../../core/sync/entity-words.ts'
import type { Receipt } from '../../core/sync/protocol.ts'
import { receiptWords, refusalReasonWords } from '../../core/sync/receipt-words.ts'
import { createAsideRecords } from '../../db/aside-records.ts'
import { createReceiptRecords } from '../../db/receipt-records.ts'
import { createWaitingRecords, type WaitingOf } from '../../db/waiting-records.ts'
import { standingWords } from './handlers/standing-words.ts'
import type { Showroom } from './showroom.ts'
import { shortInstant } from './sync-words.ts'

interface WaitingView {
  readonly type: 'customer' | 'visit' | 'store'
  readonly customerId: CustomerId | null
  readonly title: string
  readonly words: string
  readonly since: number
}

/** As many as a person looks through; the rest is counted. */
const shown = 200

/** What the sync page lists, in words. */
export function createSyncLists(showroom: Showroom) {
  const { db, clock, pack } = showroom
  const waitingRecords = createWaitingRecords(db.connection)
  const asideRecords = createAsideRecords(db.connection)
  const receiptRecords = createReceiptRecords(db.connection)
  const at = (instantMs: number, language: Language) =>
    shortInstant({ instantMs, now: clock(), timeZone: pack.timeZone, language, locales: pack.locales })

  const titleOf = ({ customerId, opportunityId, since }: WaitingOf, language: Language): string => {
    if (customerId !== null) return standingWords.customer(db.customers.get(customerId) ?? null, language)
    if (opportunityId === null) return words.store[language]
    const opened = db.tables.read('opportunity', opportunityId)?.openedAt
    return words.visit[language](at(typeof opened === 'number' ? opened : since, language))
  }

  const byWhom = ({ items, more }: ReturnType<typeof waitingRecords.read>, language: Language) => {
    const views = items.map((item): WaitingView => {
      const { customerId, opportunityId, contents, since, reason } = item
      const said = words.since[language](
        contentsWords(withoutCarriers(contents), language),
        at(since, language),
      )
      return {
        type: customerId !== null ? 'customer' : opportunityId !== null ? 'visit' : 'store',
        customerId,
        title: titleOf(item, language),
        words: reason === null ? said : words.refused[language](said, refusalReasonWords(reason, language)),
        since,
      }
    })
    const customerIds = views.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]))
    return { items: views, more, customerIds }
  }

  return {
    /** What waits by whom it is about, and the customers whom the list shows. */
    waiting: (language: Language) => byWhom(waitingRecords.read(shown), language),
    /** What head office refused, likewise, with its reason. */
    refused: (language: Language) => byWhom(waitingRecords.refused(shown), language),
    quarantine(language: Language) {
      const { items, more } = asideRecords.read(shown)
      return {
        items: items.map(({ entity, state, since }) => ({
          title: capital(entityWord(entity, language)),
          words: words.aside[state][language],
          since,
        })),
        more,
      }
    },
    receipts(
      limit: number,
      language: Language,
    ): (Pick<Receipt, 'outcome' | 'mark' | 'receivedAt'> & { readonly words: string })[] {
      return receiptRecords.newest(limit).map((receipt) => ({
        words: receiptWords(receipt, language),
        outcome: receipt.outcome,
        mark: receipt.mark,
        receivedAt: receipt.receivedAt,
      }))
    },
  }
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** An opportunity says nothing to a person beside what happened in it. */
function withoutCarriers(contents: WaitingOf['contents']): WaitingOf['contents'] {
  const telling = contents.filter(({ entity }) => entity !== 'opportunity')
  return telling.length > 0 ? telling : contents
}

const words = {
  store: { en: 'The team and the store', ur: 'عملہ اور اسٹور' },
  visit: {
    en: (at: string) => `Visit of ${at}, no name yet`,
    ur: (at: string) => `ملاقات ${at}، ابھی نام نہیں`,
  },
  since: {
    en: (contents: string, at: string) => `${contents}, since ${at}`,
    ur: (contents: string, at: string) => `${contents}، ${at} سے`,
  },
  refused: {
    en: (said: string, reason: string) => `${said}; refused because ${reason}`,
    ur: (said: string, reason: string) => `${said}؛ قبول نہیں ہوا کیونکہ ${reason}`,
  },
  aside: {
    waiting: {
      en: 'What it belongs to has not come from head office yet. It is kept and goes in by itself when that comes.',
      ur: 'جس سے اس کا تعلق ہے وہ ابھی ہیڈ آفس سے نہیں آیا۔ یہ محفوظ ہے اور اس کے آتے ہی خود شامل ہو جائے گا۔',
    },
    quarantined: {
      en: 'This version of Northstar cannot read it. It is kept whole and tried again after each start and update.',
      ur: 'نارتھ اسٹار کا یہ نسخہ اسے پڑھ نہیں سکتا۔ یہ پورا محفوظ ہے اور ہر بار کھلنے اور نئے نسخے پر دوبارہ کوشش ہوگی۔',
    },
  },
} as const
