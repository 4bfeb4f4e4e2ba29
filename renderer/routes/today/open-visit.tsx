import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dayText, elapsed, hourText } from '../../clock-text.ts'
import { ArrivalTaps } from '../../components/arrival-taps.tsx'
import { useAppState, useDateLocale, useNow, useTimeZone, type Visit } from '../../northstar.tsx'
import styles from './open-visit.module.css'

type OpenVisitProps = {
  readonly visit: Visit
  /** Just started: the way into the conversation gets the focus. */
  readonly isNew: boolean
  readonly onEnd: () => void
}

/** One party that is here now: the clock, whether they have been before, and the way into the conversation. */
export function OpenVisit({ visit, isNew, onEnd }: OpenVisitProps) {
  const { t } = useTranslation('today')
  const { businessDay } = useAppState()
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const { hours, minutes } = elapsed(visit.startedAt, useNow(10_000))
  const since =
    visit.businessDay === businessDay
      ? t('since', { time: hourText(visit.startedAt, timeZone, 'minute') })
      : t('fromDay', { day: dayText(visit.businessDay, locale) })
  return (
    <article className={styles.card} aria-label={visit.customerName ?? t('noName')}>
      <header className={styles.head}>
        <h3>{visit.customerName === null ? t('noName') : <bdi>{visit.customerName}</bdi>}</h3>
        <p className={styles.clock}>
          <span className="ns-figure">
            {hours > 0 ? t('clock.hours', { hours, minutes }) : t('clock.minutes', { minutes })}
          </span>
        </p>
      </header>
      <p className={styles.facts}>
        <span>{since}</span>
        <span>{t('with', { name: visit.ownerName })}</span>
        <span>{t('answers', { count: visit.answers })}</span>
      </p>
      <ArrivalTaps visit={visit} />
      <div className={styles.actions}>
        <Button
          component={Link}
          to={`/discovery/${visit.opportunityId}?visit=${visit.id}`}
          size="lg"
          ref={(node: HTMLAnchorElement | null) => {
            if (isNew) node?.focus({ preventScroll: true })
          }}
        >
          {visit.answers > 0 ? t('goOn') : t('start')}
        </Button>
        <Button variant="default" size="lg" onClick={onEnd}>
          {t('end')}
        </Button>
      </div>
    </article>
  )
}
