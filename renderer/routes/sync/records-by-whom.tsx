import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import type { Outputs } from '../../northstar.tsx'
import styles from './sync.module.css'

/** Records by customer, by nameless visit and of the store, each with what there is to say about them. */
export function RecordsByWhom({
  title,
  text,
  list,
  error,
}: {
  readonly title: string
  readonly text: string
  readonly list: Outputs['sync']['waiting'] | undefined
  readonly error: Error | null
}) {
  const { t } = useTranslation('sync')
  return (
    <Panel title={title}>
      <p className="ns-soft">{text}</p>
      <Failure error={error} />
      <ul className={styles.list}>
        {list?.items.map(({ type, customerId, title, words, since }) => (
          <li key={`${type} ${customerId} ${title} ${since} ${words}`} className={styles.item}>
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
      {list === undefined || list.more === 0 ? null : (
        <p className="ns-soft">{t('more', { count: list.more })}</p>
      )}
    </Panel>
  )
}
