import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { dayText } from '../../clock-text.ts'
import { ArrivalTaps } from '../../components/arrival-taps.tsx'
import { EndVisit } from '../../components/ending/end-visit.tsx'
import { Failure } from '../../components/fact.tsx'
import { PictureList } from '../../components/pictures/picture-list.tsx'
import { ScreenTitle } from '../../components/screen.tsx'
import { type Bank, type Board, useDateLocale, useNorthstar, type Visit } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import styles from './conversation.module.css'
import { CustomerStrip } from './customer-strip.tsx'
import { LiveShortlist } from './live-shortlist.tsx'
import { NextQuestion } from './next-question.tsx'
import { QuestionPanel } from './question-panel.tsx'
import { TopicBoard } from './topic-board.tsx'
import { standing } from './use-conversation.ts'

type ConversationProps = {
  readonly bank: Bank
  readonly board: Board
  readonly visit: Visit
  readonly error: unknown
}

/** The board: what to ask next at the start, the topics in the middle, what fits so far at the end. */
export function Conversation({ bank, board, visit, error }: ConversationProps) {
  const { t } = useTranslation('discovery')
  const navigate = useNavigate()
  const locale = useDateLocale()
  const [ending, setEnding] = useState(false)
  const place = useOpenQuestion(board, visit.opportunityId)
  const open = findQuestion(bank, place.questionId)

  return (
    <div className={styles.columns} data-asking={open !== null}>
      <ScreenTitle>
        <CustomerStrip visit={visit} />
      </ScreenTitle>
      <div className={styles.start}>
        {isWritten(visit) ? (
          <NextQuestion bank={bank} next={board.next} openId={place.questionId} onAsk={place.go} />
        ) : (
          <Ended />
        )}
        <Failure error={error ?? place.failed} />
        {visit.enteredLate ? (
          <p className="ns-soft ns-small">
            {t('visit.fromPaper', { day: dayText(visit.businessDay, locale) })}
          </p>
        ) : null}
        <PictureList visit={visit} canAdd={visit.endedAt === null} />
        {isWritten(visit) ? (
          <div className={styles.visit}>
            <ArrivalTaps visit={visit} />
            <button type="button" className={styles.end} onClick={() => setEnding(true)}>
              {t(visit.enteredLate ? 'visit.outcome' : 'visit.end')}
            </button>
          </div>
        ) : null}
      </div>
      <div className={styles.middle}>
        {open === null ? (
          <TopicBoard bank={bank} board={board} cameFrom={place.cameFrom} onOpen={place.go} />
        ) : (
          <QuestionPanel
            key={open.question.id}
            topic={open.topic}
            question={open.question}
            answer={standing(board, open.question.id)}
            draft={board.drafts.find((draft) => draft.questionId === open.question.id) ?? null}
            board={board}
            visit={visit}
            leaving={place.leaving}
            onGo={place.go}
          />
        )}
      </div>
      <LiveShortlist
        shortlist={board.shortlist}
        answered={board.answers.length}
        bank={bank}
        visit={visit}
        onOpen={place.go}
      />
      {ending ? (
        <EndVisit visit={visit} onClose={() => setEnding(false)} onEnded={() => void navigate('/')} />
      ) : null}
    </div>
  )
}

/** What stands in the place of the next question once the visit is over. */
function Ended() {
  const { t } = useTranslation('discovery')
  return (
    <section className={styles.over}>
      <h2>{t('visit.ended')}</h2>
      <p>{t('visit.endedText')}</p>
      <Button component={Link} to="/" size="lg" fullWidth>
        {t('visit.today')}
      </Button>
    </section>
  )
}

/**
 * Which question is open: the one that was open when the laptop was last on this conversation, until another is
 * tapped. `leaving` is what an open question wants done before it goes.
 */
function useOpenQuestion(board: Board, opportunityId: string) {
  const { client } = useNorthstar()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('ask')
  const [questionId, setQuestionId] = useState(asked ?? board.openQuestionId)
  const [cameFrom, setCameFrom] = useState<string | null>(null)
  const leaving = useRef<(() => void) | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const go = useCallback(
    (next: string | null) => {
      leaving.current?.()
      setQuestionId((before) => {
        setCameFrom(before)
        return next
      })
      client.discovery.open({ opportunityId, questionId: next }).catch(setFailed)
    },
    [client, opportunityId],
  )
  useEffect(() => {
    if (asked === null) return
    go(asked)
    setSearch(
      (before) => {
        before.delete('ask')
        return before
      },
      { replace: true },
    )
  }, [asked, go, setSearch])
  return { questionId, cameFrom, leaving, go, failed }
}

function findQuestion(bank: Bank, questionId: string | null) {
  for (const topic of bank.topics)
    for (const question of topic.questions) if (question.id === questionId) return { topic, question }
  return null
}
