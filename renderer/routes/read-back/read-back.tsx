import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { attributeSchema } from '../../../core/catalogue/attribute.ts'
import { BackLink } from '../../components/back-link.tsx'
import { Failure } from '../../components/fact.tsx'
import { Nothing } from '../../components/panel.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import { TalkLanguage } from '../discovery/talk-language.tsx'
import { type Talk, useConversation } from '../discovery/use-conversation.ts'
import styles from './read-back.module.css'
import { Sentences } from './sentences.tsx'

/** “Have I understood you?”, at its address `/read-back/:opportunityId?visit=ID`: to be said aloud in the language of the talk. */
export function ReadBack() {
  const { t } = useTranslation('read-back')
  const { opportunityId = '' } = useParams()
  const visitId = useSearchParams()[0].get('visit') ?? ''
  const { talk, language, error } = useConversation(opportunityId, visitId)
  return (
    <Screen width="text">
      <ScreenTitle>
        <BackLink to={`/discovery/${opportunityId}?visit=${visitId}`}>{t('back')}</BackLink>
      </ScreenTitle>
      {talk === null ? (
        error === null ? (
          <p className="ns-soft">{t('opening')}</p>
        ) : (
          <Failure error={error} />
        )
      ) : (
        <TalkLanguage language={language}>
          <Spoken talk={talk} error={error} />
        </TalkLanguage>
      )}
    </Screen>
  )
}

function Spoken({ talk, error }: { readonly talk: Talk; readonly error: unknown }) {
  const { t } = useTranslation('read-back')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { visit, advice } = talk
  const spoken = useQuery(
    orpc.readBack.lines.queryOptions({
      input: { opportunityId: visit.opportunityId, language, priorities: prioritiesOf(advice) },
      // The advice is worked out beside the answers: without it the sentence about what matters would come in late.
      enabled: advice !== null || error !== null,
      placeholderData: keepPreviousData,
    }),
  )
  if (spoken.data === undefined)
    return spoken.error === null ? (
      <p className="ns-soft">{t('opening')}</p>
    ) : (
      <Failure error={spoken.error} />
    )
  const { lines, unmetNeeds } = spoken.data
  return (
    <div className={styles.sheet}>
      <h1 className={styles.title}>{t('title')}</h1>
      <Failure error={spoken.error ?? error} />
      {lines.length === 0 ? (
        <Nothing title={t('empty.title')} text={t('empty.text')}>
          <Button component={Link} to={`/discovery/${visit.opportunityId}?visit=${visit.id}`} size="lg">
            {t('empty.way')}
          </Button>
        </Nothing>
      ) : (
        <Sentences talk={talk} lines={lines} unmetNeeds={unmetNeeds} />
      )}
    </div>
  )
}

/** What matters as the advice has it; an attribute of a later version is not said. */
function prioritiesOf(advice: Talk['advice']) {
  return (advice?.priorities ?? []).flatMap(({ attribute, isSure }) => {
    const known = attributeSchema.safeParse(attribute)
    return known.success ? [{ attribute: known.data, isSure }] : []
  })
}
