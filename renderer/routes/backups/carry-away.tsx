import { useTranslation } from 'react-i18next'
import { Panel } from '../../components/panel.tsx'
import { Sentence } from '../../components/sentence.tsx'
import styles from './backups.module.css'

const places = {
  folder: (
    <code dir="ltr" className={styles.code}>
      backups
    </code>
  ),
  db: (
    <code dir="ltr" className={styles.code}>
      .db
    </code>
  ),
  keys: (
    <code dir="ltr" className={styles.code}>
      .keys.json
    </code>
  ),
}

/** How a backup is carried to another laptop, and what that laptop then is. */
export function CarryAway() {
  const { t } = useTranslation('backups')
  return (
    <Panel title={t('carry.title')}>
      <p>{t('carry.text')}</p>
      <ol className={styles.steps}>
        <li>
          <Sentence text={t('carry.files')} parts={places} />
        </li>
        <li>
          <Sentence text={t('carry.put')} parts={places} />
        </li>
        <li>{t('carry.code')}</li>
      </ol>
      <p className="ns-soft">{t('carry.after')}</p>
    </Panel>
  )
}
