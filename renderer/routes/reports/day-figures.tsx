import type { ReactNode } from 'react'
import type { Language } from '../../../core/market/language.ts'
import type { DailyFigures, DayCounts } from '../../../core/reports/daily-summary.ts'
import { countLabels, summaryLabels } from '../../../core/reports/labels.ts'
import { countNames } from '../../../core/reports/restate.ts'
import { ratioText, type SummaryGroup } from '../../../core/reports/summary-lines.ts'

/** One group of figures as names and counts, on the screen and on paper; a ratio shows its numerator and denominator. */
export function FigureLines({
  lines,
  language,
  styles,
}: {
  readonly lines: SummaryGroup['lines']
  readonly language: Language
  /** The classes of the place it stands in: `lines`, `line` and `ratio`. */
  readonly styles: Readonly<Record<string, string>>
}) {
  return (
    <dl className={styles.lines}>
      {lines.map(({ label, about, value, ratio }) => (
        <div key={`${label} ${about}`} className={styles.line}>
          <dt>{about === null ? label : <bdi>{about}</bdi>}</dt>
          <dd className="ns-figure">{value}</dd>
          {ratio === null ? null : <dd className={styles.ratio}>{ratioText(ratio, language)}</dd>}
        </div>
      ))}
    </dl>
  )
}

/** Each consultant's day in one row, the store's in the last, on the screen and on paper. */
export function PeopleTable({
  figures,
  language,
  styles,
  underName,
}: {
  readonly figures: Pick<DailyFigures, 'byConsultant' | 'store'>
  readonly language: Language
  /** The classes of the place it stands in: `table`. */
  readonly styles: Readonly<Record<string, string>>
  readonly underName?: (counts: DayCounts) => ReactNode
}) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{summaryLabels.consultant[language]}</th>
          {countNames.map((name) => (
            <th key={name} scope="col">
              {countLabels[name][language]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.byConsultant.map(({ consultantId, name, counts }) => (
          <tr key={consultantId}>
            <th scope="row">
              <bdi>{name}</bdi>
              {underName?.(counts)}
            </th>
            {countNames.map((count) => (
              <td key={count} data-none={counts[count] === 0}>
                {counts[count]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{summaryLabels.wholeStore[language]}</th>
          {countNames.map((count) => (
            <td key={count}>{figures.store[count]}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}
