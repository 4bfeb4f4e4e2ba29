import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../northstar.tsx'
import styles from './question-panel.module.css'
import { sayQuestion } from './say-question.ts'
import { questionsOf, type Topic } from './topic-questions.ts'
import type { Talk } from './use-conversation.ts'

type OtherQuestionsProps = {
  readonly topic: Topic
  /** The one that is open. */
  readonly questionId: string
  readonly talk: Talk
  readonly onGo: (questionId: string) => void
}

/** The other questions of the topic, the next one as the way on. */
export function OtherQuestions({ topic, questionId, talk, onGo }: OtherQuestionsProps) {
  const { t } = useTranslation('discovery')
  const language = useLanguage()
  const { current, subjects, names } = talk
  const others = questionsOf(topic, current, subjects).filter((other) => other.questionId !== questionId)
  if (others.length === 0) return null
  return (
    <nav className={styles.also} aria-label={t('panel.also')}>
      <h3>{t('panel.also')}</h3>
      {others.map((other) => {
        const state = current.get(other.questionId)?.answer.state ?? null
        return (
          <button
            key={other.questionId}
            type="button"
            className={styles.other}
            onClick={() => onGo(other.questionId)}
          >
            <span>{sayQuestion(other.question, other.questionId, language, names)}</span>
            <span className={styles.otherState}>
              {state === null
                ? t('state.notAsked')
                : state === 'answered'
                  ? t('panel.saved')
                  : t(`state.${state}`)}
            </span>
            <IconArrowRight aria-hidden size={20} className={styles.arrow} />
          </button>
        )
      })}
    </nav>
  )
}
