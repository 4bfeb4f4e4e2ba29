import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { momentText } from '../../clock-text.ts'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useDateLocale, useLanguage, useNorthstar, useTimeZone } from '../../northstar.tsx'
import styles from './sync.module.css'

const pollMs = 5_000

/** What came from head office and stands aside, each with its reason; nothing else waits for it. */
export function QuarantineList() {
  const { t } = useTranslation('sync')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const aside = useQuery(orpc.sync.quarantine.queryOptions({ input: { language }, refetchInterval: pollMs }))
  return (
    <Panel title={t('aside.title')}>
      <p className="ns-soft">{t('aside.text')}</p>
      <Failure error={aside.error} />
      <ul className={styles.list}>
        {aside.data?.items.map(({ title, words, since }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two records may read the same, and a row keeps no state
          <li key={index} className={styles.item}>
            <span className={styles.name}>{title}</span>
            <span className={styles.words}>
              {words}
              {since === null ? null : (
                <span className={styles.whenBelow}>
                  {t('aside.since', { time: momentText(since, timeZone, locale) })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {aside.data === undefined || aside.data.more === 0 ? null : (
        <p className="ns-soft">{t('more', { count: aside.data.more })}</p>
      )}
    </Panel>
  )
}
