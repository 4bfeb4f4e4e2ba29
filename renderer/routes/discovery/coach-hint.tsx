import { IconX } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { isTemplate } from '../../../core/discovery/template.ts'
import { useLanguage, useNorthstar } from '../../northstar.tsx'
import styles from './coach-hint.module.css'
import { coachLine } from './coach-line.ts'
import { isEnough } from './is-enough.ts'
import type { Talk } from './use-conversation.ts'

type CoachHintProps = {
  readonly talk: Talk
  /** While a question is asked, nothing is said beside it. */
  readonly isAsking: boolean
  readonly onOpen: (questionId: string) => void
}

/** One quiet line for the consultant about their own talk, gone with a tap. No report has it. */
export function CoachHint({ talk, isAsking, onOpen }: CoachHintProps) {
  const { t } = useTranslation('remarks')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const { opportunityId, id: visitId, endedAt } = talk.visit
  const [putAway, setPutAway] = useState<ReadonlySet<string>>(new Set())
  const coach = useQuery(
    orpc.discovery.coach.queryOptions({
      input: { opportunityId },
      enabled: endedAt === null,
      placeholderData: keepPreviousData,
    }),
  )
  // Where it is said beside that it is time to say it back, it is not said twice.
  const said = isEnough(talk) ? new Set([...putAway, 'sum-up']) : putAway
  const line = coach.data === undefined || endedAt !== null ? null : coachLine(coach.data, said)
  if (line === null || isAsking) return null
  const topic =
    line.type === 'unfollowed' ? talk.bank.topics.find(({ id }) => id === line.topicId) : undefined
  const questions = topic?.questions.filter((question) => !isTemplate(question)) ?? []
  const ask = questions.find(({ id }) => !talk.current.has(id)) ?? questions[0]
  return (
    <aside aria-label={t('coach.label')} className={styles.hint}>
      <p className={styles.words}>
        {line.type === 'sum-up'
          ? t('coach.sumUp', { count: line.answers })
          : line.type === 'open'
            ? t('coach.open', { open: line.open, of: line.of })
            : t('coach.unfollowed', { topic: topic?.name[language] ?? line.topicId })}
      </p>
      {line.type === 'sum-up' ? (
        <Link to={`/read-back/${opportunityId}?visit=${visitId}`} className={styles.way}>
          {t('readBack')}
        </Link>
      ) : ask === undefined ? null : (
        <button type="button" className={styles.way} onClick={() => onOpen(ask.id)}>
          {t('coach.ask')}
        </button>
      )}
      <button
        type="button"
        className={styles.away}
        aria-label={t('coach.away')}
        onClick={() => setPutAway(new Set([...putAway, line.key]))}
      >
        <IconX aria-hidden size={18} />
      </button>
    </aside>
  )
}
