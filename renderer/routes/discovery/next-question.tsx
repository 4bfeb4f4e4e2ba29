import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Bank, type Board, useLanguage } from '../../northstar.tsx'
import styles from './next-question.module.css'

type NextQuestionProps = {
  readonly bank: Bank
  readonly next: Board['next']
  readonly openId: string | null
  readonly onAsk: (questionId: string) => void
}

/** The one question most worth asking now, in the language of the talk, and why. Free to be ignored. */
export function NextQuestion({ bank, next, openId, onAsk }: NextQuestionProps) {
  const { t } = useTranslation('discovery')
  const language = useLanguage()
  if (next === null)
    return (
      <section className={styles.next}>
        <h2 className={styles.ask}>{t('next.done')}</h2>
        <p className={styles.why}>{t('next.doneText')}</p>
      </section>
    )
  const question = bank.topics
    .flatMap((topic) => topic.questions)
    .find((candidate) => candidate.id === next.questionId)
  const isOpen = openId === next.questionId
  return (
    <section className={styles.next} aria-label={t('next.label')}>
      <p className={styles.label}>{t(isOpen ? 'next.open' : 'next.label')}</p>
      {isOpen ? null : <h2 className={styles.ask}>{question?.ask[language]}</h2>}
      <p className={styles.why}>{next.why}</p>
      {isOpen ? null : (
        <Button size="lg" fullWidth onClick={() => onAsk(next.questionId)}>
          {t('next.ask')}
        </Button>
      )}
    </section>
  )
}
