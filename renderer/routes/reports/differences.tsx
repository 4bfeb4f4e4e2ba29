import { summaryLabels } from '../../../core/reports/labels.ts'
import { differenceLabel } from '../../../core/reports/summary-lines.ts'
import { Panel } from '../../components/panel.tsx'
import { type Outputs, useLanguage } from '../../northstar.tsx'
import styles from './reports.module.css'

/** Each count that a restated day changed, or that has changed since the day was closed. */
export function Differences({ summary }: { readonly summary: Outputs['reports']['daily'] }) {
  const language = useLanguage()
  if (summary.difference.length === 0) return null
  return (
    <Panel title={summaryLabels.difference[language]}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{summaryLabels.figure[language]}</th>
            <th scope="col">{summaryLabels.before[language]}</th>
            <th scope="col">{summaryLabels.after[language]}</th>
          </tr>
        </thead>
        <tbody>
          {summary.difference.map((difference) => {
            const { label, about } = differenceLabel(difference, language)
            return (
              <tr key={difference.figure}>
                <th scope="row">
                  {label}
                  {about === null ? null : (
                    <span className="ns-soft">
                      {' · '}
                      <bdi>{about}</bdi>
                    </span>
                  )}
                </th>
                <td>{difference.before}</td>
                <td>{difference.after}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Panel>
  )
}
