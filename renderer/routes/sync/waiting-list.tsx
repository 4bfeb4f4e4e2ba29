import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import styles from './sync.module.css'

const pollMs = 5_000

/** What has not gone yet, by customer and in words, the longest waiting first. */
export function WaitingList() {
  const { t } = useTranslation('sync')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const waiting = useQuery(orpc.sync.waiting.queryOptions({ input: { language }, refetchInterval: pollMs }))
  return (
    <Panel title={t('waiting.title')}>
      <p className="ns-soft">{t('waiting.text')}</p>
      <Failure error={waiting.error} />
      <ul className={styles.list}>
        {waiting.data?.items.map(({ type, customerId, title, words, since }) => (
          <li key={`${type} ${customerId} ${title} ${since}`} className={styles.item}>
            {customerId === null ? (
              <bdi className={styles.name}>{title}</bdi>
            ) : (
              <Link to={`/customers/${customerId}`} className={styles.name}>
                <bdi>{title}</bdi>
              </Link>
            )}
            <span className={styles.words}>{words}</span>
          </li>
        ))}
      </ul>
      {waiting.data === undefined || waiting.data.more === 0 ? null : (
        <p className="ns-soft">{t('more', { count: waiting.data.more })}</p>
      )}
    </Panel>
  )
}
