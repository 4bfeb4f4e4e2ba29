import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { RecordsByWhom } from './records-by-whom.tsx'

const pollMs = 5_000

/** What head office refused, by customer and with its reason: it is on this laptop alone. */
export function RefusedList() {
  const { t } = useTranslation('sync')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { data, error } = useQuery(
    orpc.sync.refused.queryOptions({ input: { language }, refetchInterval: pollMs }),
  )
  return <RecordsByWhom title={t('refused.title')} text={t('refused.text')} list={data} error={error} />
}
