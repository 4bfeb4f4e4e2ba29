import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAppState, useNorthstar } from '../northstar.tsx'
import { useIsManager } from '../signed-in.ts'
import styles from './recovery-reminder.module.css'

/** Reminds a manager that there is no way back in on paper yet; nothing for anyone else, or once it is kept. */
export function RecoveryReminder() {
  const { t } = useTranslation('recovery-code')
  const { orpc } = useNorthstar()
  const { demo } = useAppState()
  const isManager = useIsManager()
  const { data } = useQuery(orpc.security.state.queryOptions({ enabled: isManager && !demo }))
  if (!isManager || demo || data === undefined || data.recoveryCode === 'kept') return null
  return (
    <aside aria-label={t('reminder.title')} className={styles.reminder}>
      <p>
        <strong>{t('reminder.title')}.</strong> {t('reminder.text')}
      </p>
      <Link to="/recovery-code" className={styles.way}>
        {t('reminder.go')}
      </Link>
    </aside>
  )
}
