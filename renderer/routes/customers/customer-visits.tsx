import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { dayText, hourText } from '../../clock-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { useIdsToMake } from '../../ids-to-make.ts'
import { useDateLocale, useNorthstar, useTimeZone, type Visit } from '../../northstar.tsx'
import { visitGoingOn, visitToGoOnWith } from './came-back.ts'
import styles from './customer.module.css'
import type { CustomerView } from './customer-draft.ts'

type CustomerVisitsProps = { readonly customer: CustomerView; readonly visits: readonly Visit[] }

/** When this customer came, what came of it, and the way to start again when they come back. */
export function CustomerVisits({ customer, visits }: CustomerVisitsProps) {
  const { t } = useTranslation('customers')
  return (
    <Panel title={t('visits.title')}>
      <CameBack customer={customer} visits={visits} />
      {visits.length === 0 ? <p className="ns-soft">{t('visits.none')}</p> : <VisitList visits={visits} />}
    </Panel>
  )
}

/** Each visit as a row to open. */
export function VisitList({ visits }: { readonly visits: readonly Visit[] }) {
  return (
    <ul className={styles.visits}>
      {visits.map((visit) => (
        <li key={visit.id}>
          <VisitLink visit={visit} />
        </li>
      ))}
    </ul>
  )
}

function VisitLink({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation('customers')
  const { t: today } = useTranslation('today')
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const outcome =
    visit.endedAt === null
      ? t('visits.goingOn')
      : today(visit.leftBeforeContact ? 'state.left' : `state.${visit.state}`)
  return (
    <Link to={discoveryOf(visit)} className={styles.visit}>
      <span className={styles.day}>
        {dayText(visit.businessDay, locale)}{' '}
        <bdi className="ns-figure">{hourText(visit.startedAt, timeZone, 'minute')}</bdi>
      </span>
      <span className="ns-soft ns-small">
        {[
          t(`visits.arrival.${visit.arrival}`),
          t('visits.answers', { count: visit.answers }),
          outcome,
          ...(visit.enteredLate ? [t('visits.enteredLate')] : []),
          ...(visit.sameWalkIn.length > 0 ? [t('visits.countedOnce')] : []),
        ].join(' · ')}
        {' · '}
        <bdi>{visit.ownerName}</bdi>
      </span>
    </Link>
  )
}

/** Starts a be-back: on the conversation that is still open, or on something new. */
function CameBack({ customer, visits }: CustomerVisitsProps) {
  const { t } = useTranslation('customers')
  const { orpc } = useNorthstar()
  const locale = useDateLocale()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const ids = useIdsToMake()
  const start = useMutation(
    orpc.visits.start.mutationOptions({
      onSuccess: async (visit) => {
        ids.granted()
        await queries.invalidateQueries({ queryKey: orpc.visits.key() })
        await navigate(discoveryOf(visit))
      },
      // A visit that was started after all shows up, and is gone on with instead of started twice.
      onError: () => void queries.invalidateQueries({ queryKey: orpc.customers.key() }),
    }),
  )
  const goingOn = visitGoingOn(visits)
  if (goingOn !== null)
    return (
      <div className={styles.cameBack}>
        <Button component={Link} to={discoveryOf(goingOn)}>
          {t('visits.openNow')}
        </Button>
        <p className="ns-soft ns-small">{t('visits.openNowText')}</p>
      </div>
    )
  const before = visitToGoOnWith(visits)
  const begin = (opportunityId: Visit['opportunityId'] | null) => {
    const visit = {
      arrival: visits.length === 0 ? ('first-time' as const) : ('be-back' as const),
      customerId: customer.id,
      opportunityId,
    }
    start.mutate({ visitId: ids.idFor([visit, visits.map(({ id }) => id)]), ...visit })
  }
  return (
    <div className={styles.cameBack}>
      <div className={styles.ways}>
        <BusyButton busy={start.isPending} onClick={() => begin(before?.opportunityId ?? null)}>
          {visits.length === 0 ? t('visits.isHere') : t('visits.cameBack')}
        </BusyButton>
        {before === null ? null : (
          <Button variant="default" disabled={start.isPending} onClick={() => begin(null)}>
            {t('visits.somethingNew')}
          </Button>
        )}
      </div>
      <p className="ns-soft ns-small">
        {before === null
          ? t('visits.startsNew')
          : t('visits.goesOn', { day: dayText(before.businessDay, locale), count: before.answers })}
      </p>
      <Failure error={start.error} />
    </div>
  )
}

function discoveryOf({ id, opportunityId }: Visit): string {
  return `/discovery/${opportunityId}?visit=${id}`
}
