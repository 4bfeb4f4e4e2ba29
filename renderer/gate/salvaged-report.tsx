import { useTranslation } from 'react-i18next'
import type { SalvageReport } from '../../contract/laptop.ts'
import { firstWords } from '../i18n/first-words.ts'
import { type SalvagedLine, salvagedLines } from './salvaged-lines.ts'
import styles from './salvaged-report.module.css'

/** What was read out of the damaged data, table by table, and what is missing. */
export function SalvagedReport({ report }: { readonly report: SalvageReport }) {
  const { t } = useTranslation('gate')
  const { main, inner, innerDamaged } = salvagedLines(report)
  return (
    <div className={styles.report}>
      <p>
        <strong>{t(report.isWhole ? 'salvaged.whole' : 'salvaged.part')}</strong>{' '}
        {report.replayed === 0 ? null : t('salvaged.replayed', { count: report.replayed })}{' '}
        {report.notReplayed === 0 ? null : t('salvaged.notReplayed', { count: report.notReplayed })}
      </p>
      {main.length === 0 ? null : <Lines title={t('salvaged.records')} lines={main} />}
      {inner.length === 0 ? null : (
        <details>
          <summary className={styles.summary}>
            {innerDamaged === 0 ? t('salvaged.inner') : t('salvaged.innerMissing', { count: innerDamaged })}
          </summary>
          <Lines title={t('salvaged.inner')} lines={inner} />
        </details>
      )}
    </div>
  )
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly SalvagedLine[] }) {
  const { t } = useTranslation('gate')
  const nameOf = useTableName()
  return (
    <table className={styles.table} aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{t('salvaged.what')}</th>
          <th scope="col">{t('salvaged.came')}</th>
          <th scope="col">{t('salvaged.missing')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.table}>
            <th scope="row">{nameOf(line.table)}</th>
            <td className="ns-figure">{new Intl.NumberFormat('en').format(line.rows)}</td>
            <td>
              <Missing line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const mostRanges = 5

function Missing({ line }: { readonly line: SalvagedLine }) {
  const { t } = useTranslation('gate')
  const { missing, endsUnknown, rebuilt, standIns } = line
  const ranges = missing
    .slice(0, mostRanges)
    .map(({ from, to }) => (from === to ? t('salvaged.row', { from }) : t('salvaged.rows', { from, to })))
  const more = missing.length - ranges.length
  const said = [
    ...ranges,
    ...(more > 0 ? [t('salvaged.more', { count: more })] : []),
    ...(endsUnknown ? [t('salvaged.endsUnknown')] : []),
    ...(rebuilt > 0 ? [t('salvaged.rebuilt', { count: rebuilt })] : []),
    ...(standIns > 0 ? [t('salvaged.standIns', { count: standIns })] : []),
  ]
  return said.length === 0 ? t('salvaged.nothing') : said.join(t('salvaged.comma'))
}

type TableWord = Exclude<keyof (typeof firstWords)['en']['gate']['table'], 'other'>

function isNamed(table: string): table is TableWord {
  return table !== 'other' && Object.hasOwn(firstWords.en.gate.table, table)
}

/** A table by the glossary's word; one that these words do not name, by its own. */
function useTableName(): (table: string) => string {
  const { t } = useTranslation('gate')
  return (table) =>
    isNamed(table) ? t(`table.${table}`) : t('table.other', { table: table.replaceAll('_', ' ') })
}
