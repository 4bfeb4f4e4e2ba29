import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../components/panel.tsx'
import type { Outputs } from '../../northstar.tsx'
import styles from './import-catalogue.module.css'

type Report = Outputs['catalogue']['importCsv']
type ImportReportProps = {
  readonly report: Report
  /** The import itself, once it was done. */
  readonly imported: Report | null
  readonly children: ReactNode
}

/** What a file holds and what of it is refused, before anything is written and after. */
export function ImportReport({ report, imported, children }: ImportReportProps) {
  const { t } = useTranslation('vehicles')
  const { rows, figures, models, variants, refused } = imported ?? report
  return (
    <Panel title={t(imported === null ? 'import.found' : 'import.done')}>
      <p role="status">
        {imported === null
          ? t('import.nothingWritten')
          : t('import.inUse', { version: imported.version ?? '–' })}
      </p>
      <dl className={styles.counts}>
        {(
          [
            ['rows', rows],
            ['figures', figures],
            ['models', models],
            ['variants', variants],
            ['refused', refused.length],
          ] as const
        ).map(([name, count]) => (
          <div key={name}>
            <dd className="ns-figure">{count.toLocaleString('en')}</dd>
            <dt>{t(`import.counts.${name}`, { count })}</dt>
          </div>
        ))}
      </dl>
      {refused.length === 0 ? null : (
        <div className={styles.refused}>
          <table>
            <caption>{t(imported === null ? 'import.wouldRefuse' : 'import.wasRefused')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('import.line')}</th>
                <th scope="col">{t('import.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {refused.map(({ line, reason }) => (
                <tr key={`${line} ${reason}`}>
                  <td className="ns-figure">{line}</td>
                  <td>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {figures === 0 ? <p>{t('import.nothingToImport')}</p> : null}
      <div className={styles.ways}>{children}</div>
    </Panel>
  )
}
