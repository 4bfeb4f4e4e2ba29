import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { subjectsOf } from '../../../core/discovery/question-ref.ts'
import { Silhouette } from '../../components/silhouette.tsx'
import { isWritten } from '../../written-visit.ts'
import { AskAboutPick } from './ask-about-pick.tsx'
import { isEnough } from './is-enough.ts'
import styles from './live-shortlist.module.css'
import { PrioritiesChart } from './priorities-chart.tsx'
import { tellingReason } from './telling-reason.ts'
import { openingOf } from './topic-questions.ts'
import type { Advice, Talk } from './use-conversation.ts'

/** The rest stands on the board; here only what would help most. */
const unknownShown = 6

type Picks = Advice['shortlist']['picks']

type LiveShortlistProps = {
  readonly talk: Talk
  readonly onOpen: (questionId: string) => void
}

/** The three that fit so far, moving as answers come, how sure that is, and what is still not known. */
export function LiveShortlist({ talk, onOpen }: LiveShortlistProps) {
  const { t } = useTranslation('discovery')
  const { advice, visit } = talk
  // While one of them is asked about, the three stand still under the finger.
  const [asked, setAsked] = useState<{ readonly about: string; readonly among: Picks } | null>(null)
  const picks = asked?.among ?? advice?.shortlist.picks ?? []
  const fresh = useNewcomers(picks.map((pick) => pick.variantId))
  // Until an answer speaks for one of them, the three are there by chance.
  const isEarly =
    picks.length === 0 || !(picks.some((pick) => pick.reasons.length > 0) || isAnsweredAmong(talk))
  return (
    <aside className={styles.side} aria-label={t('live.title')}>
      <h2 className={styles.title}>{t('live.title')}</h2>
      {isEarly ? <p className={styles.soft}>{t('live.none')}</p> : null}
      <ol className={styles.picks}>
        {isEarly
          ? null
          : picks.map((pick) => (
              <li key={pick.variantId} className={fresh.has(pick.variantId) ? styles.fresh : styles.pick}>
                <PickButton
                  pick={pick}
                  isNew={fresh.has(pick.variantId)}
                  reason={tellingReason(pick, picks)}
                  isOpen={asked?.about === pick.variantId}
                  onTap={
                    isWritten(visit)
                      ? () =>
                          setAsked(
                            asked?.about === pick.variantId ? null : { about: pick.variantId, among: picks },
                          )
                      : null
                  }
                >
                  <AskAboutPick
                    pick={pick}
                    others={picks.filter((other) => other !== pick)}
                    bank={talk.bank}
                    onOpen={(questionId) => {
                      setAsked(null)
                      onOpen(questionId)
                    }}
                  />
                </PickButton>
              </li>
            ))}
      </ol>
      {isEarly || !advice?.sureness || isEnough(talk) ? null : (
        <p className={styles.soft}>{advice.sureness.sentence}</p>
      )}
      <Button
        component={Link}
        to={`/shortlist/${visit.opportunityId}?visit=${visit.id}`}
        variant={isEarly ? 'default' : 'light'}
        size="lg"
        fullWidth
      >
        {t('live.show')}
      </Button>
      {isEarly ? null : <PrioritiesChart priorities={advice?.priorities ?? []} />}
      {advice === null ? null : <NotKnownYet talk={talk} advice={advice} onOpen={onOpen} />}
    </aside>
  )
}

/** Whether a question about these vehicles or attributes was answered: that moves the three without a reason in words. */
function isAnsweredAmong({ current }: Talk): boolean {
  return [...current].some(
    ([questionId, { answer }]) => answer.state === 'answered' && subjectsOf(questionId).length > 0,
  )
}

type PickButtonProps = {
  readonly pick: Advice['shortlist']['picks'][number]
  readonly isNew: boolean
  readonly reason: string | null
  readonly isOpen: boolean
  /** `null` where there is nothing to ask any more. */
  readonly onTap: (() => void) | null
  /** What can be asked about it, once it is tapped. */
  readonly children: ReactNode
}

function PickButton({ pick, isNew, reason, isOpen, onTap, children }: PickButtonProps) {
  const { t } = useTranslation('discovery')
  const askId = useId()
  const face = (
    <>
      <Silhouette body={pick.body} className={styles.drawing} />
      <span>
        <strong>
          <bdi>
            {pick.brand} {pick.model}
          </bdi>
        </strong>
        <span className={styles.soft}>
          <bdi>{pick.name}</bdi>
          {isNew ? <em className={styles.new}>{t('live.new')}</em> : null}
        </span>
      </span>
      {reason === null ? null : <span className={styles.reason}>{reason}</span>}
    </>
  )
  if (onTap === null) return <div className={styles.face}>{face}</div>
  return (
    <>
      <button
        type="button"
        className={styles.face}
        aria-expanded={isOpen}
        aria-controls={askId}
        onClick={onTap}
      >
        {face}
      </button>
      <div id={askId}>{isOpen ? children : null}</div>
    </>
  )
}

function NotKnownYet({
  talk,
  advice,
  onOpen,
}: LiveShortlistProps & {
  readonly advice: Advice
}) {
  const { t } = useTranslation('discovery')
  const { notKnownYet } = advice.shortlist
  const open = (topicId: string) => {
    const topic = talk.bank.topics.find(({ id }) => id === topicId)
    const questionId = topic && openingOf(topic, talk.current, talk.subjects)
    if (questionId) onOpen(questionId)
  }
  return (
    <>
      <h3 className={styles.title}>{t('live.unknownTitle')}</h3>
      {notKnownYet.length === 0 ? <p className={styles.soft}>{t('live.allKnown')}</p> : null}
      <ul className={styles.unknown}>
        {notKnownYet.slice(0, unknownShown).map(({ topicId, name }) => (
          <li key={topicId}>
            <button type="button" onClick={() => open(topicId)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The ids that were not there at the last change; none on the first look. */
function useNewcomers(ids: readonly string[]): ReadonlySet<string> {
  const key = ids.join('|')
  const [seen, setSeen] = useState({ key, fresh: new Set<string>() })
  useEffect(() => {
    setSeen((before) => {
      if (before.key === key) return before
      const known = new Set(before.key.split('|'))
      // What was worked out first is no news.
      const fresh = before.key === '' ? [] : key.split('|').filter((id) => !known.has(id))
      return { key, fresh: new Set(fresh) }
    })
  }, [key])
  return seen.key === key ? seen.fresh : new Set()
}
