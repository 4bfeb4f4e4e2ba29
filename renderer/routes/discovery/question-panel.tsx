import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../core/discovery/answer.ts'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import { type Bank, type Board, useAppState, type Visit } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import { type AnswerForm, codesAfterTap, formFrom, type Given, wordsToSave } from './answer-form.ts'
import { AnswersApart } from './answers-apart.tsx'
import { MoneyAnswer } from './money-answer.tsx'
import { NumberAnswer } from './number-answer.tsx'
import { OwnWords } from './own-words.tsx'
import styles from './question-panel.module.css'
import { allStanding, standing, useSaveAnswer } from './use-conversation.ts'
import { useDraft } from './use-draft.ts'

type Topic = Bank['topics'][number]
type QuestionPanelProps = {
  readonly topic: Topic
  readonly question: Topic['questions'][number]
  readonly answer: Answer | null
  readonly draft: Board['drafts'][number] | null
  readonly board: Board
  readonly visit: Visit
  /** Filled with what is to be done before another question takes this one's place. */
  readonly leaving: RefObject<(() => void) | null>
  readonly onGo: (questionId: string | null) => void
}

/** One question, opened in place: to be said aloud, answered in a tap or two, in the customer's own words. */
export function QuestionPanel(props: QuestionPanelProps) {
  const { topic, question, answer, draft, visit, leaving, onGo } = props
  const { t } = useTranslation('discovery')
  const { language } = useAppState()
  // What was said in a visit that is over can be read and no longer changed.
  const isOver = !isWritten(visit)
  const [form, setForm] = useState(() => formFrom(answer, draft?.text ?? null))
  // Two taps can come before a render: each goes on from what the one before left.
  const latest = useRef(form)
  const save = useSaveAnswer(visit.opportunityId, visit.id)
  const kept = useDraft(visit.opportunityId, question.id, draft?.keptAt ?? null)
  const heading = useFocusOnOpen()

  function change(part: Partial<AnswerForm>): AnswerForm {
    latest.current = { ...latest.current, ...part }
    setForm(latest.current)
    return latest.current
  }
  // The words are kept as a draft until the answer that carries them is saved: a refused answer costs no letter.
  function give(given: Given) {
    const { words } = latest.current
    kept.keeper
      .finish()
      .then(() => save.mutateAsync({ questionId: question.id, ...given }))
      .then(
        () => kept.keeper.forget(words),
        () => change({ ...formFrom(answer, null), words: latest.current.words }),
      )
  }
  function giveValue(value: NonNullable<Given['value']>, part: Partial<AnswerForm> = {}) {
    const { words } = change({ ...part, state: 'answered' })
    give({ state: 'answered', value, ownWords: words.trim() })
  }
  function tapOption(code: string) {
    const codes = codesAfterTap(question.kind, latest.current.codes, code)
    giveValue({ type: 'choices', codes: [...codes] }, { codes })
  }
  function tapState(state: 'unsure' | 'declined') {
    const { words } = change({ state, codes: [], number: null })
    give({ state, value: null, ownWords: words.trim() })
  }
  function keep(one: Answer) {
    const { words } = latest.current
    const isTyped = words.trim() !== (answer?.ownWords ?? '')
    change(formFrom(one, isTyped ? words : null))
    give({ state: one.state, value: one.value, ownWords: one.ownWords })
  }
  const words = wordsToSave(question, answer, form.words)
  useEffect(() => {
    leaving.current = () => {
      if (words.type === 'given' && !isOver) give(words.given)
    }
    return () => {
      leaving.current = null
    }
  })

  const otherStates = (['unsure', 'declined'] as const).map((other) => (
    <Tap key={other} quiet disabled={isOver} chosen={form.state === other} onTap={() => tapState(other)}>
      {t(`panel.${other}`)}
    </Tap>
  ))

  return (
    <section
      className={styles.panel}
      aria-labelledby="open-question"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onGo(null)
      }}
    >
      <nav className={styles.head}>
        <button type="button" className={styles.back} onClick={() => onGo(null)}>
          <IconArrowLeft aria-hidden size={20} className={styles.arrow} />
          {t('panel.back')}
        </button>
        <span className={styles.topic}>
          {answer !== null && words.type === 'nothing' && !save.isPending && save.error === null ? (
            <SavedFact at={answer.occurredAt} />
          ) : null}
          {topic.name[language]}
        </span>
      </nav>
      <h2 id="open-question" ref={heading} tabIndex={-1} className={styles.ask}>
        {question.ask[language]}
      </h2>
      <AnswersApart
        question={question}
        answers={allStanding(props.board, question.id)}
        readOnly={isOver}
        onKeep={keep}
      />
      {question.kind === 'one-of' || question.kind === 'any-of' ? (
        <Taps label={question.ask[language]} min="10.5rem">
          {question.options.map((option) => (
            <Tap
              key={option.code}
              disabled={isOver}
              chosen={form.codes.includes(option.code)}
              onTap={() => tapOption(option.code)}
            >
              {option.label[language]}
            </Tap>
          ))}
          {otherStates}
        </Taps>
      ) : question.kind === 'number' ? (
        <NumberAnswer
          question={question}
          readOnly={isOver}
          number={form.number}
          saved={answer?.value?.type === 'number' ? answer.value.number : null}
          onNumber={(number) => change({ number })}
          onGive={(number) => giveValue({ type: 'number', number }, { number })}
        >
          {otherStates}
        </NumberAnswer>
      ) : question.kind === 'money-range' ? (
        <MoneyAnswer
          question={question}
          readOnly={isOver}
          answer={form.state === 'answered' ? answer : null}
          onGive={(value) => giveValue(value)}
        >
          {otherStates}
        </MoneyAnswer>
      ) : null}
      <Failure error={save.error} />
      <OwnWords
        isAnswer={question.kind === 'text'}
        readOnly={isOver}
        words={form.words}
        toSave={words}
        isSaving={save.isPending}
        status={kept.status}
        onType={(text) => {
          change({ words: text })
          kept.keeper.type(text)
        }}
        onBlur={() => kept.keeper.flush()}
        onSave={give}
      />
      {question.kind === 'text' ? (
        <Taps label={question.ask[language]} min="10.5rem">
          {otherStates}
        </Taps>
      ) : null}
      <Others {...props} />
    </section>
  )
}

/** The other questions of the topic, the next one as the way on. */
function Others({ topic, question, board, onGo }: QuestionPanelProps) {
  const { t } = useTranslation('discovery')
  const { language } = useAppState()
  const others = topic.questions.filter((other) => other.id !== question.id)
  if (others.length === 0) return null
  return (
    <nav className={styles.others} aria-label={t('panel.also')}>
      <h3>{t('panel.also')}</h3>
      {others.map((other) => {
        const answer = standing(board, other.id)
        return (
          <button key={other.id} type="button" className={styles.other} onClick={() => onGo(other.id)}>
            <span>{other.ask[language]}</span>
            <span className={styles.otherState}>
              {answer === null
                ? t('state.notAsked')
                : answer.state === 'answered'
                  ? t('panel.saved')
                  : t(`state.${answer.state}`)}
            </span>
            <IconArrowRight aria-hidden size={20} className={styles.arrow} />
          </button>
        )
      })}
    </nav>
  )
}

/** The question itself takes the focus when it opens, so that it is read out and the next Tab is its first answer. */
function useFocusOnOpen() {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return heading
}
