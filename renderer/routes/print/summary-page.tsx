import type { Language } from '../../../core/market/language.ts'
import { dayText } from '../../../core/reports/day-text.ts'
import { countLabels, statusLabels, summaryLabels } from '../../../core/reports/labels.ts'
import { countNames } from '../../../core/reports/restate.ts'
import { differenceLabel, headerLines, ratioText, storeGroups } from '../../../core/reports/summary-lines.ts'
import type { Outputs } from '../../northstar.tsx'
import styles from './daily-summary.module.css'

type SummaryProps = { readonly summary: Outputs['reports']['daily']; readonly language: Language }

/** The summary on paper, in the same words as on the screen and in the exports. */
export function SummaryPage({ summary, language }: SummaryProps) {
  const { storeName, storeCode, businessDay, status, changedSinceClosed } = summary
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{summaryLabels.title[language]}</h1>
          <p className={styles.day}>
            <bdi>{dayText(businessDay, language)}</bdi>
          </p>
        </div>
        <div className={styles.store}>
          <p>
            <bdi>
              {storeName} ({storeCode})
            </bdi>
          </p>
          <p className={styles.status}>{statusLabels[status][language]}</p>
        </div>
      </header>
      {changedSinceClosed ? (
        <p className={styles.notice}>{summaryLabels.changedSinceClosed[language]}</p>
      ) : null}
      <Groups summary={summary} language={language} />
      <People summary={summary} language={language} />
      <Changes summary={summary} language={language} />
      <footer className={styles.foot}>
        <dl>
          {headerLines(summary, language).map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{text}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </footer>
    </article>
  )
}

function Groups({ summary, language }: SummaryProps) {
  return (
    <div className={styles.groups}>
      {storeGroups(summary, language).map(({ title, lines }) => (
        <section key={title}>
          <h2>{title}</h2>
          <dl className={styles.lines}>
            {lines.map(({ label, about, value, ratio }) => (
              <div key={`${label} ${about}`}>
                <dt>{about === null ? label : <bdi>{about}</bdi>}</dt>
                <dd>{value}</dd>
                {ratio === null ? null : <dd className={styles.ratio}>{ratioText(ratio, language)}</dd>}
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

function People({ summary, language }: SummaryProps) {
  const { byConsultant, store } = summary.figures
  if (byConsultant.length === 0) return null
  return (
    <section>
      <h2>{summaryLabels.byConsultant[language]}</h2>
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
              </th>
              {countNames.map((count) => (
                <td key={count}>{counts[count]}</td>
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
    </section>
  )
}

function Changes({ summary, language }: SummaryProps) {
  if (summary.difference.length === 0) return null
  return (
    <section>
      <h2>{summaryLabels.difference[language]}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{summaryLabels.figure[language]}</th>
            <th scope="col" className={styles.about}>
              {summaryLabels.about[language]}
            </th>
            <th scope="col">{summaryLabels.before[language]}</th>
            <th scope="col">{summaryLabels.after[language]}</th>
          </tr>
        </thead>
        <tbody>
          {summary.difference.map((difference) => {
            const { label, about } = differenceLabel(difference, language)
            return (
              <tr key={difference.figure}>
                <th scope="row">{label}</th>
                <td className={styles.about}>
                  <bdi>{about ?? summaryLabels.wholeStore[language]}</bdi>
                </td>
                <td>{difference.before}</td>
                <td>{difference.after}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
