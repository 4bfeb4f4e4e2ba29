import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayText } from '../../clock-text.ts'
import { AskDate } from '../../components/ask-date.tsx'
import { EndVisit } from '../../components/ending/end-visit.tsx'
import { Failure } from '../../components/fact.tsx'
import { RecoveryReminder } from '../../components/recovery-reminder.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { useIdsToMake } from '../../ids-to-make.ts'
import { useAppState, useDateLocale, useNorthstar } from '../../northstar.tsx'
import { EndedVisits } from './ended-visits.tsx'
import { FromPaper } from './from-paper.tsx'
import { OpenVisit } from './open-visit.tsx'
import { SameWalkIns } from './same-walk-ins.tsx'
import styles from './today.module.css'

/** The day so far: one button for whoever comes through the door, who is here now, who was here before. */
export function Today() {
  const { t } = useTranslation('today')
  const { orpc } = useNorthstar()
  const { businessDay, store } = useAppState()
  const locale = useDateLocale()
  const visits = useQuery(orpc.visits.list.queryOptions({ input: { businessDay }, refetchInterval: 10_000 }))
  const [endingId, setEndingId] = useState<string | null>(null)
  const [newestId, setNewestId] = useState<string | null>(null)
  const open = (visits.data ?? []).filter((visit) => visit.endedAt === null)
  const ended = (visits.data ?? []).filter((visit) => visit.endedAt !== null)
  const ending = open.find((visit) => visit.id === endingId)

  return (
    <Screen>
      <ScreenTitle>
        <h1>{store?.name}</h1>
        <span className="ns-soft">{dayText(businessDay, locale)}</span>
      </ScreenTitle>
      <WalkIn shownIds={(visits.data ?? []).map(({ id }) => id)} onStarted={setNewestId} />
      <FromPaper />
      <RecoveryReminder />
      <SameWalkIns />
      <Failure error={visits.error} />
      {open.length > 0 ? (
        <section className={styles.part} aria-labelledby="open-visits">
          <h2 id="open-visits">{t('open.title')}</h2>
          <div className={styles.cards}>
            {open.map((visit) => (
              <OpenVisit
                key={visit.id}
                visit={visit}
                isNew={visit.id === newestId}
                onEnd={() => setEndingId(visit.id)}
              />
            ))}
          </div>
        </section>
      ) : visits.isSuccess ? (
        <section className={styles.empty}>
          <h2>{t('empty.title')}</h2>
          <p>{t('empty.text')}</p>
        </section>
      ) : null}
      {ended.length > 0 ? <EndedVisits visits={ended} /> : null}
      {ending === undefined ? null : (
        <EndVisit visit={ending} onClose={() => setEndingId(null)} onEnded={() => setEndingId(null)} />
      )}
    </Screen>
  )
}

type WalkInProps = {
  /** The visits on the screen: a tap is for one more than these. */
  readonly shownIds: readonly string[]
  readonly onStarted: (visitId: string) => void
}

function WalkIn({ shownIds, onStarted }: WalkInProps) {
  const { t } = useTranslation('today')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const ids = useIdsToMake()
  const start = useMutation(
    orpc.visits.start.mutationOptions({
      onSuccess: async (visit) => {
        ids.granted()
        onStarted(visit.id)
        await queries.invalidateQueries({ queryKey: orpc.visits.key() })
      },
      onError: () => void queries.invalidateQueries({ queryKey: orpc.visits.key() }),
    }),
  )
  const isAsked = useAppState().clockQuestion !== null
  const [asking, setAsking] = useState(false)
  const begin = () =>
    start.mutate({
      visitId: ids.idFor(shownIds),
      arrival: 'unknown',
      customerId: null,
      opportunityId: null,
    })
  return (
    <>
      {asking ? (
        <AskDate
          onLeave={() => setAsking(false)}
          onSaid={() => {
            setAsking(false)
            begin()
          }}
        />
      ) : null}
      <button
        type="button"
        className={styles.walkIn}
        aria-busy={start.isPending}
        onClick={() => {
          if (start.isPending) return
          if (isAsked) setAsking(true)
          else begin()
        }}
      >
        <strong>{t('walkIn.button')}</strong>
        <span>{t('walkIn.hint')}</span>
      </button>
      <Failure error={start.error} />
    </>
  )
}
