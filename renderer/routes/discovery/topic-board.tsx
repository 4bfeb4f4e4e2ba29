import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Bank, type Board, useAppState } from '../../northstar.tsx'
import styles from './topic-board.module.css'
import { standing } from './use-conversation.ts'
import { useSayCode } from './use-say-code.ts'

type Topic = Bank['topics'][number]
type TopicBoardProps = {
  readonly bank: Bank
  readonly board: Board
  /** The question that was just left: its card gets the focus back. */
  readonly cameFrom: string | null
  readonly onOpen: (questionId: string) => void
}

/** All topics as cards in the order of the bank; each fills with the customer's words as the talk goes. */
export function TopicBoard({ bank, board, cameFrom, onOpen }: TopicBoardProps) {
  const { t } = useTranslation('discovery')
  return (
    <ul className={styles.board} aria-label={t('topics')}>
      {bank.topics.map((topic) => (
        <TopicCard
          key={topic.id}
          topic={topic}
          board={board}
          hasFocus={topic.questions.some((question) => question.id === cameFrom)}
          onOpen={onOpen}
        />
      ))}
    </ul>
  )
}

type TopicCardProps = {
  readonly topic: Topic
  readonly board: Board
  readonly hasFocus: boolean
  readonly onOpen: (questionId: string) => void
}

function TopicCard({ topic, board, hasFocus, onOpen }: TopicCardProps) {
  const { t } = useTranslation('discovery')
  const { language } = useAppState()
  const card = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (hasFocus) card.current?.focus()
  }, [hasFocus])
  const said = topic.questions.filter((question) => standing(board, question.id) !== null)
  const isWritten = topic.questions.some((question) =>
    board.drafts.some(
      (draft) =>
        draft.questionId === question.id &&
        draft.text.trim() !== '' &&
        draft.text.trim() !== standing(board, question.id)?.ownWords,
    ),
  )
  const left = topic.questions.length - said.length
  const opens = topic.questions.find((question) => !said.includes(question)) ?? topic.questions[0]
  return (
    <li>
      <button
        ref={card}
        type="button"
        className={said.length > 0 ? styles.said : styles.card}
        onClick={() => {
          if (opens !== undefined) onOpen(opens.id)
        }}
      >
        <strong className={styles.name}>{topic.name[language]}</strong>
        {said.map((question) => (
          <SaidLine key={question.id} question={question} board={board} />
        ))}
        {isWritten ? <span className={styles.written}>{t('state.draft')}</span> : null}
        {said.length === 0 && !isWritten ? (
          <span className={styles.state}>{t('state.notAsked')}</span>
        ) : left > 0 && said.length > 0 ? (
          <span className={styles.state}>{t('more', { count: left })}</span>
        ) : null}
      </button>
    </li>
  )
}

/** What was learned about one question: the customer's words first, the code second. */
function SaidLine({
  question,
  board,
}: {
  readonly question: Topic['questions'][number]
  readonly board: Board
}) {
  const sayCode = useSayCode()
  const answer = standing(board, question.id)
  if (answer === null) return null
  const code = sayCode(question, answer)
  return (
    <>
      {answer.ownWords === '' ? null : (
        <span className={styles.words} dir="auto">
          <q dir="auto">{answer.ownWords}</q>
        </span>
      )}
      {code === null ? null : (
        <span
          className={answer.ownWords === '' && answer.state === 'answered' ? styles.first : styles.second}
        >
          {code}
        </span>
      )}
    </>
  )
}
