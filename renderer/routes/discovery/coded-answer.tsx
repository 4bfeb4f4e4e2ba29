import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../core/assert-never.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import { isTemplate } from '../../../core/discovery/template.ts'
import { Tap, Taps } from '../../components/tap.tsx'
import { useLanguage } from '../../northstar.tsx'
import { MoneyAnswer } from './money-answer.tsx'
import { NumberAnswer } from './number-answer.tsx'
import { TemplateAnswer } from './template-answer.tsx'
import type { Answering } from './use-answering.ts'
import type { Talk } from './use-conversation.ts'

type CodedAnswerProps = {
  readonly question: Question
  readonly questionId: string
  /** The question as it is said. */
  readonly ask: string
  readonly talk: Talk
  readonly answering: Answering
  readonly readOnly: boolean
}

/** The answers to tap, as the question's kind has them, with “not sure” and “prefers not to say” as near as any. */
export function CodedAnswer({ question, questionId, ask, talk, answering, readOnly }: CodedAnswerProps) {
  const { t } = useTranslation('discovery')
  const language = useLanguage()
  const { answer, form, giveNumber, giveState, giveValue, showNumber, tapOption } = answering
  const unsure = question.kind === 'pick-one' ? question.noneLabel[language] : t('panel.unsure')
  const otherStates = (['unsure', 'declined'] as const).map((state) => (
    <Tap key={state} quiet disabled={readOnly} chosen={form.state === state} onTap={() => giveState(state)}>
      {state === 'unsure' ? unsure : t('panel.declined')}
    </Tap>
  ))
  if (isTemplate(question))
    return (
      <TemplateAnswer
        question={question}
        questionId={questionId}
        ask={ask}
        talk={talk}
        value={form.value}
        readOnly={readOnly}
        onGive={giveValue}
      >
        {otherStates}
      </TemplateAnswer>
    )
  switch (question.kind) {
    case 'one-of':
    case 'any-of':
      return (
        <div data-choices>
          <Taps label={ask} min="10.5rem">
            {question.options.map((option) => (
              <Tap
                key={option.code}
                disabled={readOnly}
                chosen={form.codes.includes(option.code)}
                onTap={() => tapOption(option.code)}
              >
                {option.label[language]}
              </Tap>
            ))}
            {otherStates}
          </Taps>
        </div>
      )
    case 'number':
      return (
        <NumberAnswer
          question={question}
          readOnly={readOnly}
          number={form.number}
          saved={answer?.value?.type === 'number' ? answer.value.number : null}
          onNumber={showNumber}
          onGive={giveNumber}
        >
          {otherStates}
        </NumberAnswer>
      )
    case 'money-range':
      return (
        <MoneyAnswer
          question={question}
          readOnly={readOnly}
          answer={form.state === 'answered' ? answer : null}
          onGive={giveValue}
        >
          {otherStates}
        </MoneyAnswer>
      )
    case 'text':
      return (
        <Taps label={ask} min="10.5rem">
          {otherStates}
        </Taps>
      )
    default:
      return assertNever(question)
  }
}
