import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import styles from './broken-screen.module.css'

/** What stands in place of a screen that threw. */
export function BrokenScreen() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <section role="alert" className={styles.place}>
      <h1>{t('broken.title')}</h1>
      <p>{t('broken.text')}</p>
      <div className={styles.ways}>
        <Button onClick={() => location.reload()}>{t('broken.again')}</Button>
        <Button variant="default" onClick={() => navigate('/')}>
          {t('broken.today')}
        </Button>
      </div>
    </section>
  )
}

/** What an address that no screen answers to shows. */
export function LostScreen() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <section className={styles.place}>
      <h1>{t('lost.title')}</h1>
      <p>{t('lost.text')}</p>
      <Button onClick={() => navigate('/')}>{t('broken.today')}</Button>
    </section>
  )
}
