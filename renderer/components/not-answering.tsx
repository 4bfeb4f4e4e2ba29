import { useTranslation } from 'react-i18next'
import styles from './not-answering.module.css'

/** Says that the data process is away and that what was saved is safe: over the whole window, or as a line above a screen. */
export function NotAnswering({ whole = false }: { readonly whole?: boolean }) {
  const { t } = useTranslation()
  return (
    <div role="alert" className={whole ? styles.whole : styles.line}>
      <strong>{t('notAnswering.title')}.</strong> <span>{t('notAnswering.text')}</span>
    </div>
  )
}
