import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Answer, AnswerValue } from '../../../core/discovery/answer.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import type { AnswerId } from '../../../core/ids.ts'
import { Failure } from '../../components/fact.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import { useLanguage } from '../../northstar.tsx'
import { codesAfterTap } from '../discovery/answer-form.ts'
import { MoneyAnswer } from '../discovery/money-answer.tsx'
import { NumberAnswer } from '../discovery/number-answer.tsx'
import { sayQuestion } from '../discovery/say-question.ts'
import type { Talk } from '../discovery/use-conversation.ts'
import { useSaveAnswer } from '../discovery/use-save-answer.ts'
import { useSayCode } from '../discovery/use-say-code.ts'
import { correctedAnswer } from './corrected-answer.ts'
import styles from './read-back.module.css'

type CorrectAnswerProps = {
  readonly talk: Talk
  readonly question: Question
  /** As it stood when the sentence was read. */
  readonly answer: Answer
  /** What they said instead, in their words; empty until they did. */
  readonly said: string
  readonly onSaved: (answerId: AnswerId) => void
}

/** One answer behind a sentence: put right with the same taps as on the board, or taken back. */
export function CorrectAnswer({ talk, question, answer, said, onSaved }: CorrectAnswerProps) {
  const { t } = useTranslation('read-back')
  const language = useLanguage()
  const sayCode = useSayCode(talk.names)
  const save = useSaveAnswer(talk.visit)
  const { questionId, speaker } = answer
  const standing = talk.current.get(questionId)?.bySpeaker.get(speaker) ?? null
  const give = (state: Answer['state'], value: AnswerValue | null) =>
    save.mutate(
      { questionId, speaker, ...correctedAnswer(standing, said, state, value) },
      { onSuccess: (saved) => onSaved(saved.answer.id) },
    )
  const code = standing === null ? t('takenBack') : sayCode(question, standing)
  return (
    <section className={styles.answer}>
      <h2 className={styles.ask}>{sayQuestion(question, questionId, language, talk.names)}</h2>
      <Control
        question={question}
        standing={standing}
        said={said}
        onGive={(value) => give('answered', value)}
      />
      <Failure error={save.error} />
      <div className={styles.ways}>
        {code === null ? null : <span className="ns-soft">{code}</span>}
        {standing === null ? null : (
          <Button variant="subtle" onClick={() => give('withdrawn', null)}>
            {t('takeBack')}
          </Button>
        )}
        <Button
          component={Link}
          variant="subtle"
          to={`/discovery/${talk.visit.opportunityId}?visit=${talk.visit.id}&ask=${encodeURIComponent(questionId)}`}
        >
          {t('onBoard')}
        </Button>
      </div>
    </section>
  )
}

type ControlProps = {
  readonly question: Question
  readonly standing: Answer | null
  readonly said: string
  readonly onGive: (value: AnswerValue) => void
}

/** What is tapped to answer it; a comparison of vehicles is answered on the board, where they are seen. */
function Control({ question, standing, said, onGive }: ControlProps) {
  const { t } = useTranslation('read-back')
  const language = useLanguage()
  const value = standing?.value ?? null
  const stands = value?.type === 'number' ? value.number : null
  const [number, setNumber] = useState(stands)
  const codes = value?.type === 'choices' ? value.codes : []
  switch (question.kind) {
    case 'one-of':
    case 'any-of':
      return (
        <Taps label={question.ask[language]} min="10.5rem">
          {question.options.map((option) => (
            <Tap
              key={option.code}
              chosen={codes.includes(option.code)}
              onTap={() =>
                onGive({ type: 'choices', codes: [...codesAfterTap(question.kind, codes, option.code)] })
              }
            >
              {option.label[language]}
            </Tap>
          ))}
        </Taps>
      )
    case 'number':
      return (
        <NumberAnswer
          question={question}
          readOnly={false}
          number={number}
          saved={stands}
          onNumber={setNumber}
          onGive={(given) => {
            setNumber(given)
            onGive({ type: 'number', number: given })
          }}
        >
          {null}
        </NumberAnswer>
      )
    case 'money-range':
      return (
        <MoneyAnswer question={question} readOnly={false} answer={standing} onGive={onGive}>
          {null}
        </MoneyAnswer>
      )
    case 'text':
      return said === '' ? null : (
        <Button variant="default" onClick={() => onGive({ type: 'text' })}>
          {t('saveWords')}
        </Button>
      )
    default:
      return null
  }
}
