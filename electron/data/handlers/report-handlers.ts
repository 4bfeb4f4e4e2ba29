import { Refusal } from '../../../contract/errors.ts'
import { type ConsultantId, dailySummaryIdSchema } from '../../../core/ids.ts'
import type { BusinessDay } from '../../../core/market/business-day.ts'
import type { Language } from '../../../core/market/language.ts'
import { newestRevision } from '../../../db/closed-days.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Host } from '../host.ts'
import { noPdf } from '../no-pdf.ts'
import type { Closing, Reports } from '../reports/create-reports.ts'
import { dailySummaryToCsv } from '../reports/daily-summary-csv.ts'
import { dailySummaryToXlsx } from '../reports/daily-summary-xlsx.ts'
import type { Showroom } from '../showroom.ts'

/** The manager's daily summary: on the screen, closed, and as a file. */
export function createReportHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: { readonly reports: Reports; readonly host: Host },
) {
  const { clock, newId, db, session } = showroom
  const { reports, host } = deps

  const draft = (businessDay: BusinessDay, language: Language) => {
    showroom.device()
    const reader = db.consultants.get(session.person().consultantId)
    return reports.draft({ businessDay, language, generatedBy: reader?.name ?? '', now: clock() })
  }
  /** False when the day was closed again while it was counted: then it is to be counted again, and nothing is written. */
  const writeClosing = (closing: Closing, authorId: ConsultantId): boolean => {
    if (closing.revision <= newestRevision(db.connection, closing.businessDay)) return false
    const occurredAt = clock()
    showroom.write({
      visitId: null,
      authorId,
      occurredAt,
      edits: [
        {
          entity: 'dailySummary',
          rowId: dailySummaryIdSchema.parse(newId()),
          fields: { ...closing, authorId, occurredAt },
        },
      ],
    })
    return true
  }
  /** Before it is handed out: a list that cannot be logged is not exported. */
  const logExport = (day: BusinessDay, format: 'xlsx' | 'csv' | 'pdf' | 'print') =>
    showroom.accessLog('list-exported', null, { list: 'daily-summary', day, format })
  const fileName = (businessDay: BusinessDay, ending: string) =>
    `daily-summary-${showroom.device().storeCode}-${businessDay}.${ending}`

  return {
    reports: {
      daily: contract.reports.daily.handler(({ input }) => draft(input.businessDay, input.language)),
      close: contract.reports.close.handler(async ({ input: { businessDay, language } }) => {
        const authorId = showroom.author()
        if (businessDay > showroom.today()) throw new Refusal('DAY_NOT_OVER_YET', { day: businessDay })
        let closing: Awaited<ReturnType<Reports['closing']>>
        do {
          closing = await reports.closing({ businessDay, language })
          if (closing === 'unchanged') throw new Refusal('DAY_UNCHANGED', { day: businessDay })
        } while (!writeClosing(closing, authorId))
        return draft(businessDay, language)
      }),
      export: contract.reports.export.handler(async ({ input: { businessDay, language, format } }) => {
        logExport(businessDay, format)
        const summary = await draft(businessDay, language)
        const bytes =
          format === 'xlsx'
            ? await dailySummaryToXlsx(summary, language, showroom.pack.locales[language])
            : dailySummaryToCsv(summary, language)
        return { fileName: fileName(businessDay, format), content: new Blob([new Uint8Array(bytes)]) }
      }),
      printing: contract.reports.printing.handler(({ input: { businessDay } }) => {
        showroom.device()
        logExport(businessDay, 'print')
        return {}
      }),
      print: contract.reports.print.handler(async ({ input: { businessDay, language } }) => {
        showroom.device()
        logExport(businessDay, 'pdf')
        const path = `/print/daily-summary/${businessDay}?language=${language}`
        const printed = await host.printPage(path)
        if (printed.type !== 'pdf')
          return { type: 'print-page' as const, path, sentence: noPdf[printed.type][language] }
        return {
          type: 'pdf' as const,
          file: {
            fileName: fileName(businessDay, 'pdf'),
            content: new Blob([new Uint8Array(printed.bytes)], { type: 'application/pdf' }),
          },
        }
      }),
    },
  }
}
