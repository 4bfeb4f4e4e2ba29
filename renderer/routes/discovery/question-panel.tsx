import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer, AnswerValue } from '../../../core/discovery/answer.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import type { Speaker } from '../../../core/discovery/speaker.ts'
import { isTemplate } from '../../../core/discovery/template.ts'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import { type Board, useLanguage } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import { type AnswerForm, codesAfterTap, formFrom, type Given, wordsToSave } from './answer-form.ts'
import { AnswersApart } from './answers-apart.tsx'
import { MoneyAnswer } from './money-answer.tsx'
import { NumberAnswer } from './number-answer.tsx'
import { OwnWords } from './own-words.tsx'
import styles from './question-panel.module.css'
import { SaidBy } from './said-by.tsx'
import { sayQuestion } from './say-question.ts'
import { digitKeys, useTalkKeys } from './talk-keys.ts'
import { TemplateAnswer } from './template-answer.tsx'
import { questionsOf, type Topic } from './topic-questions.ts'
import { type Talk, useTakeBack } from './use-conversation.ts'
import { useDraft } from './use-draft.ts'
import { useSaveAnswer } from './use-save-answer.ts'

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
  const { t } = useTranslation('discovery')
  const language = useLanguage()
  const { board, visit, names } = talk
  const { speaker } = board
  const known = talk.current.get(questionId)
  const answer = known?.bySpeaker.get(speaker) ?? null
  // What was said in a visit that is over can be read and no longer changed.
  const isOver = !isWritten(visit)
  const [form, setForm] = useState(() => formFrom(answer, draft?.text ?? null))
  // Two taps can come before a render: each goes on from what the one before left.
  const latest = useRef(form)
  const save = useSaveAnswer(visit)
  const takeBack = useTakeBack(visit)
  const kept = useDraft(visit.opportunityId, questionId, draft?.keptAt ?? null)
  const heading = useFocusOnOpen()
  const panel = useRef<HTMLElement>(null)
  const ask = sayQuestion(question, questionId, language, names)

  function change(part: Partial<AnswerForm>): AnswerForm {
    latest.current = { ...latest.current, ...part }
    setForm(latest.current)
    return latest.current
  }
  // The words are kept as a draft until the answer that carries them is saved: a refused answer costs no letter.
  function give(given: Given, by: Speaker | null = speaker, replaced: Answer | null = null) {
    const { words } = latest.current
    kept.keeper
      .finish()
      .then(() =>
        save.mutateAsync({
          questionId,
          speaker: by,
          replacesIds: replaced === null ? [] : [replaced.id],
          ...given,
        }),
      )
      .then(
        () => kept.keeper.forget(words),
        () => change({ ...formFrom(answer, null), words: latest.current.words }),
      )
  }
  function giveValue(value: AnswerValue, part: Partial<AnswerForm> = {}) {
    const { words } = change({ ...part, value, state: 'answered' })
    give({ state: 'answered', value, ownWords: words.trim() })
  }
  function tapOption(code: string) {
    const codes = codesAfterTap(question.kind, latest.current.codes, code)
    giveValue({ type: 'choices', codes: [...codes] }, { codes })
  }
  function tapState(state: 'unsure' | 'declined') {
    const { words } = change({ state, codes: [], number: null, value: null })
    give({ state, value: null, ownWords: words.trim() })
  }
  function keep(one: Answer, by: Speaker | null = one.speaker) {
    const { words } = latest.current
    const isTyped = words.trim() !== (answer?.ownWords ?? '')
    change(formFrom(one, isTyped ? words : null))
    give({ state: one.state, value: one.value, ownWords: one.ownWords }, by, by === one.speaker ? null : one)
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
  useFollow(answer, speaker, save.isPending, (typed) =>
    change(formFrom(answer, typed(latest.current.words) ? latest.current.words : null)),
  )
  useTalkKeys(
    digitKeys((digit) => {
      if (isOver) return
      if (question.kind !== 'number')
        panel.current?.querySelectorAll<HTMLElement>('[data-choices] button')[digit - 1]?.click()
      else if (digit >= question.min && digit <= question.max)
        giveValue({ type: 'number', number: digit }, { number: digit })
    }),
  )

  const noneLabel = question.kind === 'pick-one' ? question.noneLabel[language] : null
  const otherStates = (['unsure', 'declined'] as const).map((other) => (
    <Tap key={other} quiet disabled={isOver} chosen={form.state === other} onTap={() => tapState(other)}>
      {other === 'unsure' && noneLabel !== null ? noneLabel : t(`panel.${other}`)}
    </Tap>
  ))
  const others = [...(known?.bySpeaker.values() ?? [])].filter((one) => one.speaker !== speaker)

  return (
    <section
      ref={panel}
      className={styles.panel}
      data-made={isTemplate(question)}
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
            <>
              <SavedFact at={answer.occurredAt} />
              {isOver ? null : (
                <button
                  type="button"
                  className={styles.takeBack}
                  onClick={() =>
                    takeBack.mutate({ answerId: answer.id, questionId, visitId: answer.visitId })
                  }
                >
                  {t('panel.takeBack')}
                </button>
              )}
            </>
          ) : null}
          {topic.name[language]}
        </span>
      </nav>
      <h2
        id="open-question"
        ref={heading}
        tabIndex={-1}
        className={styles.ask}
        data-long={ask.length > longAsk}
      >
        {ask}
      </h2>
      {others.length === 0 ? null : (
        <section className={styles.others} aria-label={t('panel.byOthers')}>
          {known?.isDisputed ? <p className={styles.differ}>{t('differLong')}</p> : null}
          {others.map((one) => (
            <div key={one.id} className={styles.byOther}>
              <SaidBy question={question} answer={one} names={names} speakerIs="always" />
              {isOver ? null : (
                <button type="button" className={styles.takeBack} onClick={() => keep(one, speaker)}>
                  {t('panel.putDownFor', { who: t(`speaker.${speaker ?? 'everyone'}`) })}
                </button>
              )}
            </div>
          ))}
        </section>
      )}
      <AnswersApart
        question={question}
        answers={(known?.heads ?? []).filter((head) => head.speaker === speaker)}
        names={names}
        readOnly={isOver}
        onKeep={(one) => keep(one)}
      />
      {isTemplate(question) ? (
        <TemplateAnswer
          question={question}
          questionId={questionId}
          talk={talk}
          value={form.value}
          readOnly={isOver}
          onGive={(value) => giveValue(value)}
        >
          {otherStates}
        </TemplateAnswer>
      ) : question.kind === 'one-of' || question.kind === 'any-of' ? (
        <div data-choices>
          <Taps label={ask} min="10.5rem">
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
        </div>
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
      <Failure error={save.error ?? takeBack.error} />
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
        onSave={(given) => give(given)}
      />
      {question.kind === 'text' ? (
        <Taps label={ask} min="10.5rem">
          {otherStates}
        </Taps>
      ) : null}
      <Others {...props} />
    </section>
  )
}

/** The other questions of the topic, the next one as the way on. */
function Others({ topic, questionId, talk, onGo }: QuestionPanelProps) {
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

/** The question itself takes the focus when it opens, so that it is read out and the next Tab is its first answer. */
function useFocusOnOpen() {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return heading
}

/**
 * Has the form follow what stands when that changes from elsewhere: another speaks, an answer is undone. Words that are
 * typed and in no answer yet stay.
 */
function useFollow(
  answer: Answer | null,
  speaker: Speaker | null,
  isSaving: boolean,
  follow: (isTyped: (words: string) => boolean) => void,
) {
  const shown = useRef({ answer, speaker })
  const onChange = useEffectEvent((before: Answer | null) =>
    follow((words) => words.trim() !== (before?.ownWords ?? '')),
  )
  useEffect(() => {
    if (isSaving) return
    const before = shown.current
    shown.current = { answer, speaker }
    if (before.answer?.id !== answer?.id || before.speaker !== speaker) onChange(before.answer)
  }, [answer, speaker, isSaving])
}
