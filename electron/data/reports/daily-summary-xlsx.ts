import writeXlsxFile, { type Row, type Sheet } from 'write-excel-file/node'
import type { Language } from '../../../core/market/language.ts'
import type { DailySummary } from '../../../core/reports/daily-summary.ts'
import { dayText } from '../../../core/reports/day-text.ts'
import { countLabels, summaryLabels } from '../../../core/reports/labels.ts'
import { countNames } from '../../../core/reports/restate.ts'
import { differenceLabel, headerLines, ratioText, storeGroups } from '../../../core/reports/summary-lines.ts'

/**
 * The daily summary as a workbook: the page, the people, and what changed when something did. Right to left in Urdu.
 * Text cells are typed as text, so that none can be a formula. It holds no personal data of customers.
 */
export async function dailySummaryToXlsx(
  summary: DailySummary,
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = [summarySheet(summary, language), peopleSheet(summary, language)]
  if (summary.difference.length > 0) sheets.push(differenceSheet(summary, language))
  const options = { rightToLeft: language === 'ur', showGridLines: false }
  const buffer = await writeXlsxFile(
    sheets.map((sheet) => ({ ...options, ...sheet })),
    { fontFamily: 'Calibri', fontSize: 11 },
  ).toBuffer()
  return new Uint8Array(buffer)
}

type Page = Pick<Sheet<Buffer>, 'sheet' | 'data' | 'columns' | 'orientation' | 'stickyRowsCount'>

function summarySheet(summary: DailySummary, language: Language): Page {
  const word = (name: keyof typeof summaryLabels) => summaryLabels[name][language]
  const data: Row[] = [
    [
      {
        ...text(`${word('title')}: ${dayText(summary.businessDay, language)}`),
        fontWeight: 'bold',
        fontSize: 16,
      },
    ],
    [],
    ...headerLines(summary, language).map(
      ({ label, text: said }): Row => [
        { ...text(label), textColor: '#555555', alignVertical: 'top' },
        {
          ...text(said),
          columnSpan: 3,
          wrap: true,
          alignVertical: 'top',
          ...(said.length > 60 && { height: 32 }),
        },
        null,
        null,
      ],
    ),
  ]
  if (summary.changedSinceClosed)
    data.push([
      { ...text(word('changedSinceClosed')), columnSpan: 4, wrap: true, height: 32, fontWeight: 'bold' },
    ])
  for (const { title, lines } of storeGroups(summary, language)) {
    data.push([], heading([title, '', '', '']))
    for (const { label, about, value, ratio } of lines)
      data.push([
        text(label),
        about === null ? null : text(about),
        typeof value === 'number' ? { type: Number, value } : text(value),
        ratio === null ? null : { ...text(ratioText(ratio, language)), wrap: true },
      ])
  }
  return { sheet: word('title'), data, columns: [{ width: 30 }, { width: 34 }, { width: 9 }, { width: 22 }] }
}

function peopleSheet(summary: DailySummary, language: Language): Page {
  const { byConsultant, store } = summary.figures
  const counts = (of: typeof store): Row => countNames.map((name) => ({ type: Number, value: of[name] }))
  return {
    sheet: summaryLabels.byConsultant[language],
    data: [
      heading([summaryLabels.consultant[language], ...countNames.map((name) => countLabels[name][language])]),
      ...byConsultant.map((consultant): Row => [text(consultant.name), ...counts(consultant.counts)]),
      [{ ...text(summaryLabels.wholeStore[language]), fontWeight: 'bold' }, ...counts(store)],
    ],
    orientation: 'landscape',
    columns: [{ width: 24 }, ...countNames.map(() => ({ width: 11 }))],
    stickyRowsCount: 1,
  }
}

function differenceSheet(summary: DailySummary, language: Language): Page {
  const word = (name: keyof typeof summaryLabels) => summaryLabels[name][language]
  return {
    sheet: word('difference'),
    data: [
      heading([word('figure'), word('about'), word('before'), word('after')]),
      ...summary.difference.map((difference): Row => {
        const { label, about } = differenceLabel(difference, language)
        return [
          text(label),
          text(about ?? word('wholeStore')),
          { type: Number, value: difference.before },
          { type: Number, value: difference.after },
        ]
      }),
    ],
    columns: [{ width: 32 }, { width: 30 }, { width: 12 }, { width: 12 }],
    stickyRowsCount: 1,
  }
}

function heading(titles: readonly string[]): Row {
  return titles.map((title) => ({
    ...text(title),
    fontWeight: 'bold',
    backgroundColor: '#EDEDED',
    wrap: true,
    alignVertical: 'center',
  }))
}

/** Never left to the library to guess: a text that looks like a formula or a number stays text. */
function text(value: string) {
  return { type: String, value } as const
}
