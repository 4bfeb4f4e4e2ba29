import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { Failure } from '../../components/fact.tsx'
import { Screen } from '../../components/screen.tsx'
import { Conversation } from './conversation.tsx'
import { useConversation } from './use-conversation.ts'

/** The needs conversation of one visit, at its address `/discovery/:opportunityId?visit=ID`. */
export function Discovery() {
  const { opportunityId = '' } = useParams()
  const [search] = useSearchParams()
  const visitId = search.get('visit')
  if (visitId === null || opportunityId === '') return <NoVisit />
  return <Loading key={visitId} opportunityId={opportunityId} visitId={visitId} />
}

function Loading({ opportunityId, visitId }: { readonly opportunityId: string; readonly visitId: string }) {
  const { t } = useTranslation('discovery')
  const { talk, language, chooseLanguage, error } = useConversation(opportunityId, visitId)
  if (talk === null)
    return (
      <Screen width="text">
        {error === null ? <p className="ns-soft">{t('opening')}</p> : <Failure error={error} />}
      </Screen>
    )
  return <Conversation talk={talk} language={language} error={error} onLanguage={chooseLanguage} />
}

function NoVisit() {
  const { t } = useTranslation('discovery')
  const navigate = useNavigate()
  return (
    <Screen width="text">
      <p>{t('visit.missing')}</p>
      <Button onClick={() => navigate('/')}>{t('visit.today')}</Button>
    </Screen>
  )
}
