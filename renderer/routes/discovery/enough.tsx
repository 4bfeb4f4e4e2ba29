import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNorthstar } from '../../northstar.tsx'
import styles from './next-question.module.css'
import type { Talk } from './use-conversation.ts'

/** That nothing more needs asking, how sure that is, and what comes now: to say it back, then to show the shortlist. */
export function Enough({ talk: { visit, advice, board } }: { readonly talk: Talk }) {
  const { t } = useTranslation('discovery')
  const { orpc } = useNorthstar()
  const { opportunityId, id: visitId } = visit
  const coach = useQuery(
    orpc.discovery.coach.queryOptions({ input: { opportunityId }, placeholderData: keepPreviousData }),
  )
  // What was agreed and nothing was learned since.
  const isSaidBack = board.readBack?.agreed === true && coach.data?.sinceReadBack.answers === 0
  const readBack = (
    <Button
      key="read-back"
      component={Link}
      to={`/read-back/${opportunityId}?visit=${visitId}`}
      variant={isSaidBack ? 'light' : 'filled'}
      size="lg"
      fullWidth
    >
      {t(isSaidBack ? 'enough.readBackAgain' : 'enough.readBack')}
    </Button>
  )
  const shortlist = (
    <Button
      key="shortlist"
      component={Link}
      to={`/shortlist/${opportunityId}?visit=${visitId}`}
      variant={isSaidBack ? 'filled' : 'light'}
      size="lg"
      fullWidth
    >
      {t('live.show')}
    </Button>
  )
  return (
    <section className={styles.next} aria-label={t('enough.title')}>
      <h2 className={styles.ask}>{t('enough.title')}</h2>
      <p className={styles.why}>{advice?.enough ?? t('enough.text')}</p>
      {advice?.sureness ? <p className={styles.why}>{advice.sureness.sentence}</p> : null}
      <p>{t(isSaidBack ? 'enough.thenShow' : 'enough.thenSayBack')}</p>
      <div className={styles.now}>{isSaidBack ? [shortlist, readBack] : [readBack, shortlist]}</div>
    </section>
  )
}
