import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useNorthstar } from '../../northstar.tsx'
import styles from './sync.module.css'

const pollMs = 15_000

/** What head office published and this laptop cannot use; nothing where all of it is in use. */
export function DocumentList() {
  const { t } = useTranslation('sync')
  const { orpc } = useNorthstar()
  const { data, error } = useQuery(orpc.sync.documents.queryOptions({ refetchInterval: pollMs }))
  if (error === null && (data === undefined || data.refused.length === 0)) return null
  return (
    <Panel title={t('documents.title')}>
      <p className="ns-soft">{t('documents.text')}</p>
      <Failure error={error} />
      <ul className={styles.list}>
        {data?.refused.map(({ kind, reason }) => (
          <li key={kind} className={styles.item}>
            <span className={styles.name}>{t(`documents.kind.${kind}`)}</span>
            <bdi dir="ltr" className={styles.words}>
              {reason}
            </bdi>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
