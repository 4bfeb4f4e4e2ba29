import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { momentText } from '../../clock-text.ts'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useDateLocale, useNorthstar, useTimeZone } from '../../northstar.tsx'
import styles from './settings.module.css'
import { Way } from './way.tsx'

/** What keeps the store's data safe and its customers' rights kept, each with how it stands and the way to it. */
export function LookedAfter() {
  const { t } = useTranslation('settings')
  const { orpc } = useNorthstar()
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const backups = useQuery(orpc.backups.list.queryOptions())
  const due = useQuery(orpc.retention.due.queryOptions())
  const lastGoodAt = backups.data?.lastGoodAt ?? null
  return (
    <Panel title={t('looked.title')}>
      <ul className={styles.looked}>
        <Way to="/backups" name={t('looked.backups')}>
          {backups.data === undefined ? null : lastGoodAt === null ? (
            <span className={styles.warn}>{t('looked.noBackup')}</span>
          ) : (
            t('looked.lastGood', { when: momentText(lastGoodAt, timeZone, locale) })
          )}
          {backups.data?.problem ? <span className={styles.warn}> {t('looked.backupProblem')}</span> : null}
        </Way>
        <Way to="/access-log" name={t('looked.accessLog')}>
          {t('looked.accessLogText')}
        </Way>
        <Way to="/retention" name={t('looked.retention')}>
          {due.data === undefined ? null : t('looked.due', { count: due.data.customers.length })}
        </Way>
      </ul>
      <Failure error={backups.error ?? due.error} />
    </Panel>
  )
}
