import { Button } from '@mantine/core'
import { IconPin, IconPinFilled, IconPlayerTrackNext } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { askedQuestion } from '../../../core/discovery/asked-question.ts'
import { useLanguage } from '../../northstar.tsx'
import { Enough } from './enough.tsx'
import { isEnough } from './is-enough.ts'
import styles from './next-question.module.css'
import { sayQuestion } from './say-question.ts'
import { useTalkKeys } from './talk-keys.ts'
import type { Talk } from './use-conversation.ts'
import type { useTalkPlace } from './use-talk-place.ts'

type NextQuestionProps = {
  readonly talk: Talk
  readonly place: ReturnType<typeof useTalkPlace>
  readonly openId: string | null
  readonly onGo: (questionId: string | null) => void
}

/** The one question most worth asking now, in the language of the talk, and why. Free to be ignored. */
export function NextQuestion({ talk, place, openId, onGo }: NextQuestionProps) {
  const { t } = useTranslation('discovery')
  const say = useSayAsked(talk)
  const { advice, board } = talk
  const next = advice?.next ?? null
  const pinnedId = board.pinnedQuestionId
  const isOpen = openId !== null && openId === next?.questionId
  // What a key acts on is what is being asked, and else what is suggested.
  const atHandId = openId ?? next?.questionId ?? null
  const skip = (questionId: string) => {
    place.skip(questionId, true)
    if (questionId === openId) onGo(null)
  }
  useTalkKeys({
    a: () => {
      if (next !== null && !isOpen) onGo(next.questionId)
    },
    s: () => {
      if (atHandId !== null && !talk.current.has(atHandId)) skip(atHandId)
    },
    p: () => {
      if (atHandId !== null) place.pin(atHandId === pinnedId ? null : atHandId)
    },
  })
  return (
    <>
      {advice !== null && isEnough(talk) ? <Enough talk={talk} /> : null}
      {advice === null || next !== null ? (
        <section className={styles.next} aria-label={t('next.label')}>
          <p className={styles.label}>{t(labelOf(talk, isOpen))}</p>
          {next === null ? null : (
            <>
              {isOpen ? null : <Ask text={say(next.questionId)} />}
              <p className={styles.why}>{next.why}</p>
              {isOpen ? null : (
                <Button
                  size="lg"
                  variant={isEnough(talk) ? 'light' : 'filled'}
                  fullWidth
                  onClick={() => onGo(next.questionId)}
                >
                  {t('next.ask')}
                </Button>
              )}
              <div className={styles.ways}>
                <button type="button" className={styles.way} onClick={() => skip(next.questionId)}>
                  <IconPlayerTrackNext aria-hidden size={18} stroke={1.6} className={styles.turned} />
                  {t('next.skip')}
                </button>
                {next.questionId === pinnedId ? (
                  <button type="button" className={styles.way} onClick={() => place.pin(null)}>
                    <IconPinFilled aria-hidden size={18} />
                    {t('next.unpin')}
                  </button>
                ) : (
                  <button type="button" className={styles.way} onClick={() => place.pin(next.questionId)}>
                    <IconPin aria-hidden size={18} stroke={1.6} />
                    {t('next.pin')}
                  </button>
                )}
              </div>
              {openId === null ? <p className={styles.why}>{t('next.anything')}</p> : null}
            </>
          )}
        </section>
      ) : null}
      {pinnedId === null || pinnedId === next?.questionId || talk.current.has(pinnedId) ? null : (
        <section className={styles.pinned} aria-label={t('next.pinned')}>
          <p className={styles.label}>{t('next.pinned')}</p>
          <button
            type="button"
            className={styles.question}
            aria-current={pinnedId === openId ? 'true' : undefined}
            onClick={() => onGo(pinnedId)}
          >
            {say(pinnedId)}
          </button>
          <button type="button" className={styles.way} onClick={() => place.pin(null)}>
            <IconPinFilled aria-hidden size={18} />
            {t('next.unpin')}
          </button>
        </section>
      )}
      {board.skippedQuestionIds.length === 0 ? null : (
        <details className={styles.skipped}>
          <summary>{t('next.skipped', { count: board.skippedQuestionIds.length })}</summary>
          <ul>
            {board.skippedQuestionIds.map((questionId) => (
              <li key={questionId}>
                <button
                  type="button"
                  className={styles.question}
                  onClick={() => {
                    place.skip(questionId, false)
                    onGo(questionId)
                  }}
                >
                  {say(questionId)}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function labelOf(talk: Talk, isOpen: boolean): 'next.open' | 'next.beforeEnd' | 'next.label' {
  if (isOpen) return 'next.open'
  return isEnough(talk) ? 'next.beforeEnd' : 'next.label'
}

/** The letters from which on a question is set smaller. */
const longAsk = 60

function Ask({ text }: { readonly text: string }) {
  return (
    <h2 className={styles.ask} data-long={text.length > longAsk}>
      {text}
    </h2>
  )
}

/** Says the question behind an id as it is asked; empty where the bank has it no more. */
function useSayAsked({ bank, names }: Talk): (questionId: string) => string {
  const language = useLanguage()
  return (questionId) => {
    const found = askedQuestion(bank, questionId)
    return found === undefined ? '' : sayQuestion(found.question, questionId, language, names)
  }
}
