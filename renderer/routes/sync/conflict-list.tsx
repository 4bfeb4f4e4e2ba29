import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import { type Outputs, useLanguage, useNorthstar } from '../../northstar.tsx'
import styles from './sync.module.css'

type Conflict = Outputs['sync']['conflicts'][number]

const pollMs = 3_000

/** What two laptops said differently, each to be settled with one tap; nothing where they agree. */
export function ConflictList() {
  const { t } = useTranslation('sync')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { data: conflicts, error } = useQuery(
    orpc.sync.conflicts.queryOptions({ input: { language }, refetchInterval: pollMs }),
  )
  if (conflicts?.length === 0 && error === null) return null
  return (
    <Panel title={t('conflicts.title')}>
      <Failure error={error} />
      <p className="ns-soft">{t('conflicts.text')}</p>
      <ul className={styles.conflicts}>
        {conflicts?.map((conflict) => (
          <ConflictItem key={`${conflict.rowId} ${conflict.field}`} conflict={conflict} />
        ))}
      </ul>
    </Panel>
  )
}

function ConflictItem({ conflict }: { readonly conflict: Conflict }) {
  const { t } = useTranslation('sync')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const { entity, rowId, field, seen } = conflict
  const settle = useMutation(
    // A choice changes what other screens show too.
    orpc.sync.settle.mutationOptions({ onSettled: () => queries.invalidateQueries() }),
  )
  const choose = (choice: string) => settle.mutate({ entity, rowId, field, seen, choose: choice })
  return (
    <li className={styles.conflict}>
      <h3 className={styles.about}>
        <bdi>{conflict.title}</bdi>
        <span className={styles.field}>{conflict.label}</span>
        {conflict.isDoublePromise ? <span className={styles.look}>{t('conflicts.double')}</span> : null}
      </h3>
      <p>{conflict.sentence}</p>
      <Taps label={`${conflict.title}: ${conflict.label}`} min="16rem">
        <Tap
          chosen={false}
          hint={t('conflicts.shown')}
          disabled={settle.isPending}
          onTap={() => choose('shown')}
        >
          <bdi>{conflict.shown}</bdi>
        </Tap>
        {conflict.others.map(({ changeId, text }) => (
          <Tap
            key={changeId}
            chosen={false}
            hint={t('conflicts.other')}
            disabled={settle.isPending}
            onTap={() => choose(changeId)}
          >
            <bdi>{text}</bdi>
          </Tap>
        ))}
      </Taps>
      <Failure error={settle.error} />
    </li>
  )
}
