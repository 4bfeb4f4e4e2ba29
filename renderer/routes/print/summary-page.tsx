import type { Language } from '../../../core/market/language.ts'
import { dayText } from '../../../core/reports/day-text.ts'
import { statusLabels, summaryLabels } from '../../../core/reports/labels.ts'
import { differenceLabel, headerLines, storeGroups } from '../../../core/reports/summary-lines.ts'
import { type Outputs, useAppState } from '../../northstar.tsx'
import { FigureLines, PeopleTable } from '../reports/day-figures.tsx'
import styles from './daily-summary.module.css'

type SummaryProps = { readonly summary: Outputs['reports']['daily']; readonly language: Language }

/** The summary on paper, in the same words as on the screen and in the exports. */
export function SummaryPage({ summary, language }: SummaryProps) {
  const { storeName, storeCode, businessDay, status, changedSinceClosed } = summary
  const { locales, paper } = useAppState().market
  return (
    <article className={paper === 'Letter' ? `${styles.page} ${styles.letter}` : styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{summaryLabels.title[language]}</h1>
          <p className={styles.day}>
            <bdi>{dayText(businessDay, locales[language])}</bdi>
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
          <FigureLines lines={lines} language={language} styles={styles} />
        </section>
      ))}
    </div>
  )
}

function People({ summary, language }: SummaryProps) {
  if (summary.figures.byConsultant.length === 0) return null
  return (
    <section>
      <h2>{summaryLabels.byConsultant[language]}</h2>
      <PeopleTable figures={summary.figures} language={language} styles={styles} />
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
