import { useTranslation } from 'react-i18next'
import { Panel } from '../../components/panel.tsx'
import styles from './settings.module.css'
import { Way } from './way.tsx'

/** What prices and costs are reckoned with: the way to the rates, for everybody. */
export function Reckoning() {
  const { t } = useTranslation('settings')
  return (
    <Panel title={t('reckoning.title')}>
      <ul className={styles.looked}>
        <Way to="/rates" name={t('reckoning.rates')}>
          {t('reckoning.text')}
        </Way>
      </ul>
    </Panel>
  )
}
