import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dateText } from '../../clock-text.ts'
import { isolate } from '../../isolate.ts'
import { useAppState, useDateLocale, useLanguage, useTimeZone } from '../../northstar.tsx'
import type { SecurityState } from './security.tsx'
import styles from './settings.module.css'

/** Whether there is a way back in on paper, and the way to make one. */
export function RecoveryCode({ security }: { readonly security: SecurityState }) {
  const { t } = useTranslation('settings')
  const { demo } = useAppState()
  const language = useLanguage()
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const { recoveryCode, wraps } = security
  const kept = wraps.find(({ type, isConfirmed }) => type === 'recovery-code' && isConfirmed)
  return (
    <section className={styles.part}>
      <h3>{t('security.recovery.title')}</h3>
      <p className="ns-soft">{t('security.recovery.text')}</p>
      {demo ? (
        <p>{t('security.recovery.demo')}</p>
      ) : (
        <>
          <p className={recoveryCode === 'kept' ? undefined : styles.warning}>
            {recoveryCode !== 'kept'
              ? t(`security.recovery.${recoveryCode}`)
              : kept === undefined
                ? t('security.recovery.keptNoDay')
                : t('security.recovery.kept', {
                    day: isolate(dateText(kept.madeAt, timeZone, locale), language),
                  })}
          </p>
          <div className={styles.ways}>
            <Button
              component={Link}
              to="/recovery-code"
              variant={recoveryCode === 'kept' ? 'default' : 'filled'}
            >
              {t(recoveryCode === 'none' ? 'security.recovery.make' : 'security.recovery.makeNew')}
            </Button>
          </div>
          {kept === undefined ? null : <p className="ns-soft ns-small">{t('security.recovery.before')}</p>}
        </>
      )}
    </section>
  )
}
