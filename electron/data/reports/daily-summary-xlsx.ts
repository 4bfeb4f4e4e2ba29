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
 * @param said how the day is said, as `dayText` takes it
 */
export async function dailySummaryToXlsx(
  summary: DailySummary,
  language: Language,
  said: string = language,
): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = [summarySheet(summary, language, said), peopleSheet(summary, language)]
  if (summary.difference.length > 0) sheets.push(differenceSheet(summary, language))
  const options = { rightToLeft: language === 'ur', showGridLines: false }
  const buffer = await writeXlsxFile(
    sheets.map((sheet) => ({ ...options, ...sheet })),
    { fontFamily: 'Calibri', fontSize: 11 },
  ).toBuffer()
  return new Uint8Array(buffer)
}

type Page = Pick<Sheet<Buffer>, 'sheet' | 'data' | 'columns' | 'orientation' | 'stickyRowsCount'>

function summarySheet(summary: DailySummary, language: Language, said: string): Page {
  const word = (name: keyof typeof summaryLabels) => summaryLabels[name][language]
  const data: Row[] = [
    [
      {
        ...text(`${word('title')}: ${dayText(summary.businessDay, said)}`),
        fontWeight: 'bold',
        fontSize: 16,
      },
    ],
    [],
    ...headerLines(summary, language).map(
      ({ label, text: line }): Row => [
        { ...text(label), textColor: '#555555', alignVertical: 'top' },
        { ...wrapped(line), align: language === 'ur' ? 'right' : 'left' },
        null,
        null,
      ],
    ),
  ]
  if (summary.changedSinceClosed)
    data.push([null, { ...wrapped(word('changedSinceClosed')), fontWeight: 'bold' }, null, null])
  for (const { title, lines } of storeGroups(summary, language)) {
    data.push([], heading([title, '', '', ''], 'one line'))
    for (const { label, about, value, ratio } of lines)
      data.push([
        text(label),
        about === null ? null : { ...text(about), wrap: true },
        typeof value === 'number' ? { type: Number, value } : text(value),
        ratio === null ? null : { ...text(ratioText(ratio, language)), wrap: true, indent: 1 },
      ])
  }
  return { sheet: word('title'), data, columns: [{ width: 26 }, { width: 24 }, { width: 8 }, { width: 18 }] }
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

function heading(titles: readonly string[], height: 'one line' | 'two lines' = 'two lines'): Row {
  return titles.map((title) => ({
    ...text(title),
    height: height === 'one line' ? lineHeight : 2 * lineHeight,
    fontWeight: 'bold',
    backgroundColor: '#EDEDED',
    wrap: true,
    alignVertical: 'center',
  }))
}

/** In points, at the font size of the sheet. */
const lineHeight = 16
/** How much text fits in the three merged cells beside a label. */
const mergedCharacters = 46

/** A text across the three cells beside a label, on as many lines as it takes. */
function wrapped(value: string) {
  const lines = Math.ceil(value.length / mergedCharacters)
  return {
    ...text(value),
    columnSpan: 3,
    wrap: true,
    alignVertical: 'top',
    height: lines * lineHeight,
  } as const
}

/** Never left to the library to guess: a text that looks like a formula or a number stays text. */
function text(value: string) {
  return { type: String, value } as const
}
