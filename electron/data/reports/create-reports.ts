import type { QuestionBank } from '../../../core/discovery/question-bank.ts'
import type { BusinessDay } from '../../../core/market/business-day.ts'
import type { Language } from '../../../core/market/language.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import { withReasonNames } from '../../../core/reports/daily-figures.ts'
import type { Basis, DailyFigures, DailySummary } from '../../../core/reports/daily-summary.ts'
import { instantText } from '../../../core/reports/day-text.ts'
import { laptopsNote } from '../../../core/reports/labels.ts'
import { withNeedNames } from '../../../core/reports/need-names.ts'
import { restate } from '../../../core/reports/restate.ts'
import type { EntityFields } from '../../../core/sync/entities.ts'
import type { DatabaseKey } from '../../../db/database-key.ts'
import { createDayReader } from './day-reader.ts'
import { figuresHash } from './figures-hash.ts'
import type { DayReading } from './worker-protocol.ts'

/** The document that closes a day, less who writes it and when. */
export type Closing = Readonly<Omit<EntityFields<'dailySummary'>, 'authorId' | 'occurredAt'>>

export interface Reports {
  /**
   * The summary as it stands: counted now while the day is a draft, as it was closed afterwards.
   * @param now UTC milliseconds
   * @throws Refusal NOT_SET_UP
   */
  readonly draft: (of: {
    readonly businessDay: BusinessDay
    readonly language: Language
    readonly generatedBy: string
    readonly now: number
  }) => Promise<DailySummary>
  /**
   * What to write to close the day, or to restate one that was closed; `unchanged` when its figures are still the
   * ones that were closed. The language is that of the reasons' names; each reader sees them in their own.
   * @throws Refusal NOT_SET_UP
   */
  readonly closing: (of: {
    readonly businessDay: BusinessDay
    readonly language: Language
  }) => Promise<Closing | 'unchanged'>
  readonly close: () => Promise<void>
}

/**
 * Tells the daily summary from a worker thread that reads the laptop's database.
 * @param workerFile `reports-worker.ts`, or its bundle
 */
export function createReports(deps: {
  readonly folder: string
  readonly key: DatabaseKey
  readonly workerFile: URL | string
  readonly pack: MarketPack
  readonly bank: Pick<QuestionBank, 'version' | 'topics'>
  readonly applicationVersion: string
}): Reports {
  const reader = createDayReader(deps)
  const reasonNames = (language: Language) =>
    Object.fromEntries(deps.pack.lostReasons.map(({ code, name }) => [code, name[language]]))
  const topicByQuestionId = Object.fromEntries(
    deps.bank.topics.flatMap(({ id, questions }) => questions.map((question) => [question.id, id])),
  )
  const read = (businessDay: BusinessDay, language: Language) =>
    reader.read({ businessDay, reasonNameByCode: reasonNames(language), topicByQuestionId })
  const named = (figures: DailyFigures, language: Language) =>
    withNeedNames(withReasonNames(figures, reasonNames(language)), { pack: deps.pack, language })
  const basisNow = (reading: DayReading): Basis => ({
    versions: {
      application: deps.applicationVersion,
      catalogue: reading.catalogueVersion ?? '–',
      bank: deps.bank.version,
    },
    // No roster of a store's laptops reaches a laptop before they are enrolled.
    laptops: { included: null, known: null, otherLaptopsUpTo: reading.otherLaptopsUpTo },
    rows: reading.rows,
  })

  return {
    async draft({ businessDay, language, generatedBy, now }) {
      const reading = await read(businessDay, language)
      const { store, figures, closed } = reading
      const hashNow = figuresHash({ storeCode: store.code, businessDay, figures })
      // The figures alone: the hash is also of the store's code, which may have another by now.
      const difference = closed ? restate(closed.summary.figures, named(figures, language)) : []
      const told = closed
        ? {
            status: closed.summary.status,
            changedSinceClosed: difference.length > 0,
            generatedAt: closed.summary.occurredAt,
            generatedBy: closed.authorName,
            figures: named(closed.summary.figures, language),
            difference: difference.length > 0 ? [...difference] : closed.summary.difference,
            hash: closed.summary.hash,
          }
        : {
            status: 'draft' as const,
            changedSinceClosed: false,
            generatedAt: now,
            generatedBy,
            figures: named(figures, language),
            difference: [],
            hash: hashNow,
          }
      const { versions, laptops, rows } = closed?.summary.basis ?? basisNow(reading)
      const upTo = laptops.otherLaptopsUpTo
      return {
        businessDay,
        storeName: store.name,
        storeCode: store.code,
        timeZone: store.timeZone,
        versions,
        laptops: {
          included: laptops.included,
          known: laptops.known,
          note: laptopsNote(upTo === null ? null : instantText(upTo, store.timeZone), language),
        },
        rows,
        ...told,
      }
    },
    async closing({ businessDay, language }) {
      const reading = await read(businessDay, language)
      const { store, figures, closed } = reading
      const hash = figuresHash({ storeCode: store.code, businessDay, figures })
      const difference = closed ? [...restate(closed.summary.figures, named(figures, language))] : []
      if (closed && difference.length === 0) return 'unchanged'
      return {
        businessDay,
        revision: (closed?.summary.revision ?? 0) + 1,
        status: closed ? 'restated' : 'closed',
        figures: named(figures, language),
        difference,
        basis: basisNow(reading),
        hash,
      }
    },
    close: () => reader.close(),
  }
}
