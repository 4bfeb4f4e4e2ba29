import { useTranslation } from 'react-i18next'
import { dateText } from '../../clock-text.ts'
import { isolate } from '../../isolate.ts'
import { useDateLocale, useLanguage, useTimeZone } from '../../northstar.tsx'
import { backendName } from './backend-name.ts'
import type { SecurityState } from './security.tsx'
import styles from './settings.module.css'

/** Where the key is and what that is worth; a seal that anyone can open, or that has changed, is said as a warning. */
export function KeyKept({ security }: { readonly security: SecurityState }) {
  const { t } = useTranslation('settings')
  const language = useLanguage()
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const { wraps, sealing } = security
  const isSealedByOs = wraps.some(({ type }) => type === 'os')
  const isAsEver = sealing !== null && !sealing.isWeak && sealing.was === null
  const backend = sealing === null ? '' : isolate(backendName(sealing.backend), language)
  return (
    <section className={styles.part}>
      <h3>{t('security.key.title')}</h3>
      <p className="ns-soft">{t('security.key.text')}</p>
      <ul className={styles.wraps}>
        {wraps.map(({ id, type, madeAt }) =>
          type === 'recovery-code' || type === 'escrow' ? null : (
            <li key={id} className={type === 'demo' ? styles.warning : undefined}>
              {t(`security.key.${type}`, { day: isolate(dateText(madeAt, timeZone, locale), language) })}
              {type === 'os' && isAsEver && backend !== ''
                ? ` ${t('security.key.backend', { backend })}`
                : null}
            </li>
          ),
        )}
      </ul>
      {isSealedByOs && sealing === null ? (
        <p role="alert" className={styles.warning}>
          {t('security.key.gone')}
        </p>
      ) : null}
      {isSealedByOs && sealing?.isWeak === true ? (
        <p role="alert" className={styles.warning}>
          {t('security.key.weak', { backend })}
        </p>
      ) : null}
      {isSealedByOs && sealing !== null && sealing.was !== null ? (
        <p role="alert" className={styles.warning}>
          {t('security.key.changed', { backend, was: isolate(backendName(sealing.was), language) })}
        </p>
      ) : null}
    </section>
  )
}
