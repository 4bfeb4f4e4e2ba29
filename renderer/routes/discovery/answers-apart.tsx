import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../core/discovery/answer.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import { Quoted } from '../../components/quoted.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import styles from './question-panel.module.css'
import type { Names } from './say-question.ts'
import { useSayCode } from './use-say-code.ts'

type AnswersApartProps = {
  readonly question: Question
  /** What stands of one speaker, one or several; only several have to be settled. */
  readonly answers: readonly Answer[]
  readonly names: Names
  readonly readOnly: boolean
  readonly onKeep: (answer: Answer) => void
}

/** Two laptops answered without seeing each other: both answers, to keep one of them. Any new answer settles it too. */
export function AnswersApart({ question, answers, names, readOnly, onKeep }: AnswersApartProps) {
  const { t } = useTranslation('discovery')
  const sayCode = useSayCode(names)
  if (answers.length < 2) return null
  return (
    <section className={styles.words} aria-labelledby="answers-apart">
      <h3 id="answers-apart">{t('panel.apart')}</h3>
      <Taps label={t('panel.apart')}>
        {answers.map((answer) => {
          const code = sayCode(question, answer)
          return (
            <Tap key={answer.id} disabled={readOnly} chosen={false} onTap={() => onKeep(answer)}>
              {code ?? <bdi>{answer.ownWords}</bdi>}
              {code === null || answer.ownWords === '' ? null : (
                <>
                  {' · '}
                  <Quoted words={answer.ownWords} />
                </>
              )}
            </Tap>
          )
        })}
      </Taps>
    </section>
  )
}
