import { useTranslation } from 'react-i18next'
import { countLabels, summaryLabels } from '../../../core/reports/labels.ts'
import { countNames } from '../../../core/reports/restate.ts'
import { headerLines, ratioText, storeGroups } from '../../../core/reports/summary-lines.ts'
import { Facts, Panel } from '../../components/panel.tsx'
import { type Outputs, useLanguage } from '../../northstar.tsx'
import styles from './reports.module.css'

type Summary = Outputs['reports']['daily']
type SummaryProps = { readonly summary: Summary }

const shortHash = 12

/** The figures of the whole store, group by group; a ratio shows its numerator and denominator. */
export function StoreFigures({ summary }: SummaryProps) {
  const language = useLanguage()
  return (
    <div className={styles.groups}>
      {storeGroups(summary, language).map(({ title, lines }) => (
        <Panel key={title} title={title}>
          <dl className={styles.lines}>
            {lines.map(({ label, about, value, ratio }) => (
              <div key={`${label} ${about}`} className={styles.line}>
                <dt>{about === null ? label : <bdi>{about}</bdi>}</dt>
                <dd className="ns-figure">{value}</dd>
                {ratio === null ? null : <dd className={styles.ratio}>{ratioText(ratio, language)}</dd>}
              </div>
            ))}
          </dl>
        </Panel>
      ))}
    </div>
  )
}

/** Each consultant's day in one row, the store's in the last; the bar under a count of visits is for the eye only. */
export function ConsultantTable({ summary }: SummaryProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const { byConsultant, store } = summary.figures
  const most = Math.max(1, ...byConsultant.map(({ counts }) => counts.visits))
  if (byConsultant.length === 0)
    return (
      <Panel title={summaryLabels.byConsultant[language]}>
        <p className="ns-soft">{t('nobodyCame')}</p>
      </Panel>
    )
  return (
    <Panel title={summaryLabels.byConsultant[language]}>
      <div className={styles.tablePlace}>
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
            {byConsultant.map(({ consultantId, name, counts }) => (
              <tr key={consultantId}>
                <th scope="row">
                  <bdi>{name}</bdi>
                  <span
                    aria-hidden
                    className={styles.bar}
                    style={{ inlineSize: `${(100 * counts.visits) / most}%` }}
                  />
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
                <td key={count}>{store[count]}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </Panel>
  )
}

/** What the figures rest on: who told them, when, from which laptops and versions. */
export function AboutSummary({ summary }: SummaryProps) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const hashName = summaryLabels.hash[language]
  return (
    <Panel title={t('about')}>
      <Facts
        facts={headerLines(summary, language).map(({ label, text }) => ({
          name: label,
          text: label === hashName ? <bdi title={text}>{text.slice(0, shortHash)}</bdi> : <bdi>{text}</bdi>,
        }))}
      />
    </Panel>
  )
}
