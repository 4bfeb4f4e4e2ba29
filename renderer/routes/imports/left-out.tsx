import { useTranslation } from 'react-i18next'
import styles from './imports.module.css'
import type { Look } from './mapping-form.ts'

/** The columns that nothing is taken from, with what stands in them. */
export function LeftOut({ columns, open }: { readonly columns: Look['columns']; readonly open: boolean }) {
  const { t } = useTranslation('imports')
  return (
    <details className={styles.folded} open={open || undefined}>
      <summary>{t('map.leftOut', { count: columns.length })}</summary>
      <ul className={styles.leftOut}>
        {columns.map(({ name, samples }) => (
          <li key={name}>
            <bdi>{name}</bdi>
            <span className="ns-soft ns-small">
              {samples.length === 0 ? t('map.emptyColumn') : <bdi>{samples.join(' · ')}</bdi>}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
