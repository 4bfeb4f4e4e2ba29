import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CurrentAnswer } from '../../../core/discovery/current-answers.ts'
import { isTemplate } from '../../../core/discovery/template.ts'
import { useLanguage } from '../../northstar.tsx'
import { SaidBy } from './said-by.tsx'
import styles from './topic-board.module.css'
import { openingOf, saidOf, type Topic } from './topic-questions.ts'
import type { Talk } from './use-conversation.ts'

/** What a card has room for; the rest is a tap away. */
const linesShown = 3

type TopicBoardProps = {
  readonly talk: Talk
  /** The question that was just left: its card gets the focus back. */
  readonly cameFrom: string | null
  readonly onOpen: (questionId: string) => void
}

/** All topics as cards in the order of the bank; each fills with the customer's words as the talk goes. */
export function TopicBoard({ talk, cameFrom, onOpen }: TopicBoardProps) {
  const { t } = useTranslation('discovery')
  return (
    <ul className={styles.board} aria-label={t('topics')}>
      {talk.bank.topics.map((topic) => (
        <TopicCard key={topic.id} topic={topic} talk={talk} cameFrom={cameFrom} onOpen={onOpen} />
      ))}
    </ul>
  )
}

function TopicCard({ topic, talk, cameFrom, onOpen }: TopicBoardProps & { readonly topic: Topic }) {
  const { t } = useTranslation('discovery')
  const language = useLanguage()
  const { board, current, names, subjects } = talk
  const card = useRef<HTMLButtonElement>(null)
  const said = saidOf(topic, current)
  const opens = openingOf(topic, current, subjects)
  const isOfTopic = (questionId: string) => saidOf(topic, new Map([[questionId, null]])).length > 0
  const hasFocus = cameFrom !== null && isOfTopic(cameFrom)
  useEffect(() => {
    if (hasFocus) card.current?.focus()
  }, [hasFocus])
  const isWritten = board.drafts.some(
    ({ questionId, text }) =>
      isOfTopic(questionId) && text.trim() !== '' && text.trim() !== current.get(questionId)?.answer.ownWords,
  )
  const left = topic.questions.filter((question) => !isTemplate(question) && !current.has(question.id)).length
  const lines = said.slice(0, linesShown)
  const more = said.length > linesShown ? said.length - linesShown : 0
  return (
    <li>
      <button
        ref={card}
        type="button"
        className={said.length > 0 ? styles.said : styles.card}
        aria-disabled={opens === null}
        onClick={() => {
          if (opens !== null) onOpen(opens)
        }}
      >
        <strong className={styles.name}>{topic.name[language]}</strong>
        {lines.map(({ question, questionId, known }, place) => (
          <span key={questionId} className={styles.line}>
            {known.isDisputed ? <span className={styles.differ}>{t('differ')}</span> : null}
            {[...known.bySpeaker.values()].map((answer) => (
              <SaidBy
                key={answer.id}
                question={question}
                answer={answer}
                names={names}
                speakerIs={
                  known.isDisputed ? 'always' : isOfSame(known, lines[place - 1]?.known) ? 'known' : 'said'
                }
              />
            ))}
          </span>
        ))}
        {more > 0 ? <span className={styles.state}>{t('moreSaid', { count: more })}</span> : null}
        {isWritten ? <span className={styles.written}>{t('state.draft')}</span> : null}
        {said.length === 0 && !isWritten ? (
          <span className={styles.state}>{t(opens === null ? 'state.notYet' : 'state.notAsked')}</span>
        ) : left > 0 && said.length > 0 ? (
          <span className={styles.state}>{t('more', { count: left })}</span>
        ) : null}
      </button>
    </li>
  )
}

/** Whether one alone said this and what stands before it. */
function isOfSame(known: CurrentAnswer, before: CurrentAnswer | undefined): boolean {
  return (
    known.bySpeaker.size === 1 &&
    before?.bySpeaker.size === 1 &&
    before.answer.speaker === known.answer.speaker
  )
}
