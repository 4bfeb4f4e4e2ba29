import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Silhouette } from '../../components/silhouette.tsx'
import type { Bank, Board, Visit } from '../../northstar.tsx'
import styles from './live-shortlist.module.css'
import { tellingReason } from './telling-reason.ts'

/** The rest stands on the board; here only what would help most. */
const unknownShown = 6

type LiveShortlistProps = {
  readonly shortlist: Board['shortlist']
  readonly answered: number
  readonly bank: Bank
  readonly visit: Visit
  readonly onOpen: (questionId: string) => void
}

/** The three that fit so far, moving as answers come, and what is still not known. */
export function LiveShortlist({ shortlist, answered, bank, visit, onOpen }: LiveShortlistProps) {
  const { t } = useTranslation('discovery')
  const fresh = useNewcomers(shortlist.picks.map((pick) => pick.variantId))
  // Until an answer speaks for one of them, the three are there by chance.
  const isEarly =
    answered === 0 ||
    (shortlist.picks.length > 0 && shortlist.picks.every((pick) => pick.reasons.length === 0))
  return (
    <aside className={styles.side} aria-label={t('live.title')}>
      <h2 className={styles.title}>{t('live.title')}</h2>
      {isEarly ? <p className={styles.soft}>{t('live.none')}</p> : null}
      <ol className={styles.picks}>
        {isEarly
          ? null
          : shortlist.picks.map((pick) => (
              <li key={pick.variantId} className={fresh.has(pick.variantId) ? styles.fresh : styles.pick}>
                <Silhouette body={pick.body} className={styles.drawing} />
                <div>
                  <strong>
                    <bdi>
                      {pick.brand} {pick.model}
                    </bdi>
                  </strong>
                  <span className={styles.soft}>
                    <bdi>{pick.name}</bdi>
                    {fresh.has(pick.variantId) ? <em className={styles.new}>{t('live.new')}</em> : null}
                  </span>
                </div>
                <Reason sentence={tellingReason(pick, shortlist.picks)} />
              </li>
            ))}
      </ol>
      <Button
        component={Link}
        to={`/shortlist/${visit.opportunityId}?visit=${visit.id}`}
        variant={isEarly ? 'default' : 'light'}
        size="lg"
        fullWidth
      >
        {t('live.show')}
      </Button>
      <h3 className={styles.title}>{t('live.unknownTitle')}</h3>
      {shortlist.notKnownYet.length === 0 ? <p className={styles.soft}>{t('live.allKnown')}</p> : null}
      <ul className={styles.unknown}>
        {shortlist.notKnownYet.slice(0, unknownShown).map(({ topicId, name }) => (
          <li key={topicId}>
            <button
              type="button"
              onClick={() => {
                const first = bank.topics.find((topic) => topic.id === topicId)?.questions[0]
                if (first !== undefined) onOpen(first.id)
              }}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </aside>
  )
}

function Reason({ sentence }: { readonly sentence: string | null }) {
  return sentence === null ? null : <span className={styles.reason}>{sentence}</span>
}

/** The ids that were not there at the last change; none on the first look. */
function useNewcomers(ids: readonly string[]): ReadonlySet<string> {
  const key = ids.join('|')
  const [seen, setSeen] = useState({ key, fresh: new Set<string>() })
  useEffect(() => {
    setSeen((before) => {
      if (before.key === key) return before
      const known = new Set(before.key.split('|'))
      return { key, fresh: new Set(key.split('|').filter((id) => !known.has(id))) }
    })
  }, [key])
  return seen.key === key ? seen.fresh : new Set()
}
