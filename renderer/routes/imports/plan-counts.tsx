import { useTranslation } from 'react-i18next'
import type { Standing } from './import-flow.tsx'
import styles from './imports.module.css'

const names = ['rows', 'added', 'changed', 'unchanged', 'refused', 'leftOut'] as const

/** What becomes of the rows, in figures; what none of them becomes is left away, but for the refused. */
export function PlanCounts({ counts }: Pick<NonNullable<Standing['plan']>, 'counts'>) {
  const { t } = useTranslation('imports')
  return (
    <dl className={styles.counts}>
      {names
        .filter((name) => counts[name] > 0 || name === 'rows' || name === 'refused')
        .map((name) => (
          <div key={name}>
            <dd className="ns-figure">{counts[name].toLocaleString('en')}</dd>
            <dt>{t(`plan.counts.${name}`, { count: counts[name] })}</dt>
          </div>
        ))}
    </dl>
  )
}
