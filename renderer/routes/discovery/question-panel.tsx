import { type RefObject, useEffect, useRef } from 'react'
import type { Question } from '../../../core/discovery/question-bank.ts'
import { isTemplate } from '../../../core/discovery/template.ts'
import { Failure } from '../../components/fact.tsx'
import { type Board, useLanguage } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import { AnswersApart } from './answers-apart.tsx'
import { CodedAnswer } from './coded-answer.tsx'
import { OtherQuestions } from './other-questions.tsx'
import { OwnWords } from './own-words.tsx'
import { QuestionHead } from './question-head.tsx'
import styles from './question-panel.module.css'
import { SaidByOthers } from './said-by-others.tsx'
import { sayQuestion } from './say-question.ts'
import { digitKeys, useTalkKeys } from './talk-keys.ts'
import type { Topic } from './topic-questions.ts'
import { useAnswering } from './use-answering.ts'
import { type Talk, useTakeBack } from './use-conversation.ts'

type QuestionPanelProps = {
  readonly topic: Topic
  readonly question: Question
  /** Of a question made from a template, with what it is about. */
  readonly questionId: string
  readonly draft: Board['drafts'][number] | null
  readonly talk: Talk
  /** Filled with what is to be done before another question takes this one's place. */
  readonly leaving: RefObject<(() => void) | null>
  readonly onGo: (questionId: string | null) => void
}

/** The letters from which on a question is set smaller: what it is about is to be seen with it. */
const longAsk = 70

/** One question, opened in place: to be said aloud, answered in a tap or two, in the customer's own words. */
export function QuestionPanel(props: QuestionPanelProps) {
  const { topic, question, questionId, draft, talk, leaving, onGo } = props
  const language = useLanguage()
  const { board, visit, names } = talk
  const { speaker } = board
  // What was said in a visit that is over can be read and no longer changed.
  const isOver = !isWritten(visit)
  const answering = useAnswering({ question, questionId, draft, talk })
  const { known, answer, words, form } = answering
  const takeBack = useTakeBack(visit)
  const heading = useFocusOnOpen()
  const panel = useRef<HTMLElement>(null)
  const ask = sayQuestion(question, questionId, language, names)
  const isSaved = words.type === 'nothing' && !answering.isSaving && answering.error === null

  useEffect(() => {
    leaving.current = () => {
      if (words.type === 'given' && !isOver) answering.give(words.given)
    }
    return () => {
      leaving.current = null
    }
  })
  useTalkKeys({
    ...digitKeys((digit) => {
      if (isOver) return
      if (question.kind !== 'number')
        panel.current
          ?.querySelectorAll<HTMLElement>('[data-choices] button, [data-digit]')
          [digit - 1]?.click()
      else if (digit >= question.min && digit <= question.max) answering.giveNumber(digit)
    }),
    // Also where the focus is elsewhere on the board.
    escape: () => onGo(null),
  })

  const coded = (
    <CodedAnswer
      question={question}
      questionId={questionId}
      ask={ask}
      talk={talk}
      answering={answering}
      readOnly={isOver}
    />
  )
  return (
    <section
      ref={panel}
      className={styles.panel}
      data-made={isTemplate(question)}
      aria-labelledby="open-question"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onGo(null)
      }}
    >
      <QuestionHead
        topic={topic}
        savedAt={isSaved ? (answer?.occurredAt ?? null) : null}
        onTakeBack={
          isOver || answer === null
            ? null
            : () => takeBack.mutate({ answerId: answer.id, questionId, visitId: answer.visitId })
        }
        onBack={() => onGo(null)}
      />
      <h2
        id="open-question"
        ref={heading}
        tabIndex={-1}
        className={styles.ask}
        data-long={ask.length > longAsk}
      >
        {ask}
      </h2>
      <SaidByOthers
        question={question}
        known={known}
        talk={talk}
        readOnly={isOver}
        onPutDown={(one) => answering.keep(one, speaker)}
      />
      <AnswersApart
        question={question}
        answers={(known?.heads ?? []).filter((head) => head.speaker === speaker)}
        names={names}
        readOnly={isOver}
        onKeep={(one) => answering.keep(one)}
      />
      {question.kind === 'text' ? null : coded}
      <Failure error={answering.error ?? takeBack.error} />
      <OwnWords
        isAnswer={question.kind === 'text'}
        readOnly={isOver}
        words={form.words}
        toSave={words}
        isSaving={answering.isSaving}
        status={answering.drafted}
        onType={answering.type}
        onBlur={answering.flushWords}
        onSave={answering.give}
      />
      {question.kind === 'text' ? coded : null}
      <OtherQuestions topic={topic} questionId={questionId} talk={talk} onGo={onGo} />
    </section>
  )
}

/** The question itself takes the focus when it opens, so that it is read out and the next Tab is its first answer. */
function useFocusOnOpen() {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return heading
}
