import { useTranslation } from 'react-i18next'
import { statusNames } from '../../../core/catalogue/figure-words.ts'
import { useLanguage } from '../../northstar.tsx'
import type { Listing } from './find-vehicles.ts'
import styles from './vehicles.module.css'

/** The sources that figures rest on: when they were collected, how sure they are, and what to know about them. */
export function SourceList({ sources }: { readonly sources: Listing['sources'] }) {
  const { t } = useTranslation('vehicles')
  const language = useLanguage()
  if (sources.length === 0) return null
  return (
    <details className={styles.sources}>
      <summary>{t('catalogue.sources', { count: sources.length })}</summary>
      <ul>
        {sources.map(({ id, title, collected, status, note }) => (
          <li key={id}>
            <strong>
              <bdi>{title}</bdi>
            </strong>{' '}
            <span className="ns-soft">
              (<bdi>{collected}</bdi> · {statusNames[status][language]})
            </span>
            <p className="ns-soft ns-small" dir="auto">
              {note}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}
