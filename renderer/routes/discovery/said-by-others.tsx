import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../core/discovery/answer.ts'
import type { CurrentAnswer } from '../../../core/discovery/current-answers.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import styles from './question-panel.module.css'
import { SaidBy } from './said-by.tsx'
import type { Talk } from './use-conversation.ts'

type SaidByOthersProps = {
  readonly question: Question
  readonly known: CurrentAnswer | undefined
  readonly talk: Talk
  readonly readOnly: boolean
  /** Has what was put down as another's be the speaker's. */
  readonly onPutDown: (answer: Answer) => void
}

/** What others of the party said of the same question, and whether they agree. */
export function SaidByOthers({ question, known, talk, readOnly, onPutDown }: SaidByOthersProps) {
  const { t } = useTranslation('discovery')
  const { speaker } = talk.board
  const others = [...(known?.bySpeaker.values() ?? [])].filter((one) => one.speaker !== speaker)
  if (others.length === 0) return null
  return (
    <section className={styles.others} aria-label={t('panel.byOthers')}>
      {known?.isDisputed ? <p className={styles.differ}>{t('differLong')}</p> : null}
      {others.map((one) => (
        <div key={one.id} className={styles.byOther}>
          <SaidBy question={question} answer={one} names={talk.names} speakerIs="always" />
          {readOnly ? null : (
            <button type="button" className={styles.takeBack} onClick={() => onPutDown(one)}>
              {t('panel.putDownFor', { who: t(`speaker.${speaker ?? 'everyone'}`) })}
            </button>
          )}
        </div>
      ))}
    </section>
  )
}
