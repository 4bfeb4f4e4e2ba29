import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { RecordsByWhom } from './records-by-whom.tsx'

const pollMs = 5_000

/** What has not gone yet, by customer and in words, the longest waiting first. */
export function WaitingList() {
  const { t } = useTranslation('sync')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { data, error } = useQuery(
    orpc.sync.waiting.queryOptions({ input: { language }, refetchInterval: pollMs }),
  )
  return <RecordsByWhom title={t('waiting.title')} text={t('waiting.text')} list={data} error={error} />
}
