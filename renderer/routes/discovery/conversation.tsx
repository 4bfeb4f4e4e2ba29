import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { askedQuestion } from '../../../core/discovery/asked-question.ts'
import type { Language } from '../../../core/market/language.ts'
import { dayText } from '../../clock-text.ts'
import { ArrivalTaps } from '../../components/arrival-taps.tsx'
import { EndVisit } from '../../components/ending/end-visit.tsx'
import { Failure } from '../../components/fact.tsx'
import { PictureList } from '../../components/pictures/picture-list.tsx'
import { ScreenTitle } from '../../components/screen.tsx'
import { useDateLocale, useLanguage } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import { CoachHint } from './coach-hint.tsx'
import styles from './conversation.module.css'
import { CustomerStrip } from './customer-strip.tsx'
import { isEnough } from './is-enough.ts'
import { LiveShortlist } from './live-shortlist.tsx'
import { moveByArrows } from './move-by-arrows.ts'
import { NextQuestion } from './next-question.tsx'
import { QuestionPanel } from './question-panel.tsx'
import { RemarkLine } from './remark-line.tsx'
import { TalkBar } from './talk-bar.tsx'
import { keepKeysOn, readKeysOn, TalkKeysOn } from './talk-keys.ts'
import { TalkLanguage } from './talk-language.tsx'
import { TalkWays } from './talk-ways.tsx'
import { TopicBoard } from './topic-board.tsx'
import type { Talk } from './use-conversation.ts'
import { useOpenQuestion } from './use-open-question.ts'
import { useTalkPlace } from './use-talk-place.ts'

type ConversationProps = {
  readonly talk: Talk
  readonly language: Language
  readonly error: unknown
  readonly onLanguage: (language: Language) => void
}

/** The board, in the language of the talk; what is the consultant's own, in the language of the laptop. */
export function Conversation({ talk, language, error, onLanguage }: ConversationProps) {
  const navigate = useNavigate()
  const [ending, setEnding] = useState(false)
  const [keysOn, setKeysOn] = useState(readKeysOn)
  const { visit } = talk
  function switchKeys(isOn: boolean) {
    setKeysOn(isOn)
    keepKeysOn(isOn)
  }
  return (
    <>
      <ScreenTitle>
        <CustomerStrip visit={visit} />
      </ScreenTitle>
      <TalkKeysOn value={keysOn}>
        <TalkLanguage language={language}>
          <Columns
            talk={talk}
            error={error}
            keys={{ isOn: keysOn, onSwitch: switchKeys }}
            onLanguage={onLanguage}
            onEnd={() => setEnding(true)}
          />
        </TalkLanguage>
      </TalkKeysOn>
      {ending ? (
        <EndVisit visit={visit} onClose={() => setEnding(false)} onEnded={() => void navigate('/')} />
      ) : null}
    </>
  )
}

type ColumnsProps = Pick<ConversationProps, 'talk' | 'error' | 'onLanguage'> & {
  readonly keys: { readonly isOn: boolean; readonly onSwitch: (isOn: boolean) => void }
  readonly onEnd: () => void
}

/** What to ask next at the start, the topics in the middle, what fits so far at the end. */
function Columns({ talk, error, keys, onLanguage, onEnd }: ColumnsProps) {
  const { t } = useTranslation('discovery')
  const locale = useDateLocale()
  const language = useLanguage()
  const { bank, board, visit } = talk
  const { questionId, cameFrom, leaving, go, failed } = useOpenQuestion(talk)
  const place = useTalkPlace(visit.opportunityId, language)
  const middle = useScrollUp(questionId)
  const open = questionId === null ? undefined : askedQuestion(bank, questionId)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys are a second way from button to button
    <div className={styles.columns} data-asking={open !== undefined} onKeyDown={moveByArrows}>
      <div className={styles.start}>
        {isWritten(visit) ? (
          <NextQuestion talk={talk} place={place} openId={questionId} onGo={go} />
        ) : (
          <Ended />
        )}
        <Failure error={error ?? failed} />
        {visit.enteredLate ? (
          <p className="ns-soft ns-small">
            {t('visit.fromPaper', { day: dayText(visit.businessDay, locale) })}
          </p>
        ) : null}
        <TalkWays visit={visit} isSaidNear={isWritten(visit) && isEnough(talk)} />
        <PictureList visit={visit} canAdd={visit.endedAt === null} />
        {isWritten(visit) ? (
          <div className={styles.visit}>
            <ArrivalTaps visit={visit} />
            <button type="button" className={styles.end} onClick={onEnd}>
              {t(visit.enteredLate ? 'visit.outcome' : 'visit.end')}
            </button>
          </div>
        ) : null}
      </div>
      <div ref={middle} className={styles.middle}>
        <TalkBar talk={talk} place={place} keys={keys} onLanguage={onLanguage} />
        <RemarkLine talk={talk} openId={open === undefined ? null : questionId} />
        <CoachHint talk={talk} isAsking={open !== undefined} onOpen={go} />
        {open === undefined || questionId === null ? (
          <TopicBoard talk={talk} cameFrom={cameFrom} onOpen={go} />
        ) : (
          <QuestionPanel
            key={questionId}
            topic={open.topic}
            question={open.question}
            questionId={questionId}
            draft={board.drafts.find((draft) => draft.questionId === questionId) ?? null}
            talk={talk}
            leaving={leaving}
            onGo={go}
          />
        )}
      </div>
      <LiveShortlist talk={talk} onOpen={go} />
    </div>
  )
}

/** The middle column, at its top whenever another question opens in it. */
function useScrollUp(questionId: string | null) {
  const column = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (questionId !== null) column.current?.scrollTo({ top: 0 })
  }, [questionId])
  return column
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
