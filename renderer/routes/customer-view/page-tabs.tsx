import { useTranslation } from 'react-i18next'
import type { ShownToCustomer } from '../../gate/standing.ts'
import styles from './page-tabs.module.css'

const pages = ['shortlist', 'compare', 'price'] as const

type PageTabsProps = {
  readonly shown: ShownToCustomer
  readonly onChoose: (page: (typeof pages)[number]) => void
}

/** The ways between the pages about the customer's vehicles; a question that is theirs alone has none. */
export function PageTabs({ shown, onChoose }: PageTabsProps) {
  const { t } = useTranslation('customer-view')
  if (shown.page === 'felt-heard') return <span />
  return (
    <nav aria-label={t('pages.label')} className={styles.tabs}>
      {pages.map((page) => (
        <button
          key={page}
          type="button"
          className={styles.tab}
          aria-current={page === shown.page ? 'page' : undefined}
          onClick={() => onChoose(page)}
        >
          {t(`pages.${page}`)}
        </button>
      ))}
    </nav>
  )
}
