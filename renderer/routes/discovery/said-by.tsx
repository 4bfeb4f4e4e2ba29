import { IconHandStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../core/discovery/answer.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import { Quoted } from '../../components/quoted.tsx'
import { isVeto } from './is-veto.ts'
import styles from './said-by.module.css'
import type { Names } from './say-question.ts'
import { useSayCode } from './use-say-code.ts'

type SaidByProps = {
  readonly question: Question
  readonly answer: Answer
  readonly names: Names
  /** Whose it is: said where one of the party spoke, always, or not where the line before has said so. */
  readonly speakerIs?: 'said' | 'always' | 'known'
}

/** One answer as it was given: the customer's words first, the code second, and whose it is where one of them spoke. */
export function SaidBy({ question, answer, names, speakerIs = 'said' }: SaidByProps) {
  const { t } = useTranslation('discovery')
  const code = useSayCode(names)(question, answer)
  const { speaker, ownWords, state } = answer
  return (
    <span className={styles.said}>
      {speakerIs === 'known' || (speaker === null && speakerIs === 'said') ? null : (
        <span className={styles.speaker}>{t(`speaker.${speaker ?? 'everyone'}`)}</span>
      )}
      {ownWords === '' ? null : (
        <span className={styles.words}>
          <Quoted words={ownWords} />
        </span>
      )}
      {code === null ? null : (
        <span className={ownWords === '' && state === 'answered' ? styles.first : styles.second}>{code}</span>
      )}
      {isVeto(question, answer) ? (
        <span className={styles.veto}>
          <IconHandStop aria-hidden size={16} stroke={1.8} />
          {t('veto')}
        </span>
      ) : null}
    </span>
  )
}
