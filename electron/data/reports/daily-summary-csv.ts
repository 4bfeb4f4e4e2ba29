import type { Language } from '../../../core/market/language.ts'
import type { DailySummary } from '../../../core/reports/daily-summary.ts'
import { countLabels, summaryLabels } from '../../../core/reports/labels.ts'
import { countNames } from '../../../core/reports/restate.ts'
import { differenceLabel, headerLines, storeGroups } from '../../../core/reports/summary-lines.ts'
import { type Cell, csvBytes } from './csv.ts'

/**
 * The daily summary as one tidy table, a figure a row, that filters and pivots: group, figure, of whom or what, value,
 * out of, percent. It holds no personal data of customers.
 */
export function dailySummaryToCsv(summary: DailySummary, language: Language): Uint8Array<ArrayBuffer> {
  const word = (name: keyof typeof summaryLabels) => summaryLabels[name][language]
  const head: readonly Cell[] = (['group', 'figure', 'about', 'value', 'outOf', 'percent'] as const).map(word)
  const header = headerLines(summary, language).map(({ label, text }): readonly Cell[] => [
    word('title'),
    label,
    null,
    text,
    null,
    null,
  ])
  const store = storeGroups(summary, language).flatMap(({ title, lines }) =>
    lines.map(({ label, about, value, ratio }): readonly Cell[] => [
      title,
      label,
      about,
      value,
      ratio?.denominator ?? null,
      ratio?.percent ?? null,
    ]),
  )
  const people = summary.figures.byConsultant.flatMap(({ name, counts }) =>
    countNames.map((count): readonly Cell[] => [
      word('byConsultant'),
      countLabels[count][language],
      name,
      counts[count],
      null,
      null,
    ]),
  )
  // A change is one figure told twice: the value it has now, out of the value it had.
  const changes = summary.difference.flatMap((difference) => {
    const { label, about } = differenceLabel(difference, language)
    return [
      [`${word('difference')}: ${word('before')}`, label, about, difference.before, null, null],
      [`${word('difference')}: ${word('after')}`, label, about, difference.after, null, null],
    ] satisfies readonly (readonly Cell[])[]
  })
  return csvBytes([head, ...header, ...store, ...people, ...changes])
}
