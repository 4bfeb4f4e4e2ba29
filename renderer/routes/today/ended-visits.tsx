import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { hourText } from '../../clock-text.ts'
import { useTimeZone, type Visit } from '../../northstar.tsx'
import styles from './ended-visits.module.css'

/**
 * The visits of today that are over, each with what came of it. Closed until it is asked for: the next customer may be
 * looking at this screen.
 */
export function EndedVisits({ visits }: { readonly visits: readonly Visit[] }) {
  const { t } = useTranslation('today')
  return (
    <details className={styles.part}>
      <summary>
        <h2>
          {t('ended.title')}{' '}
          <span className={styles.count}>{t('ended.count', { count: visits.length })}</span>
        </h2>
      </summary>
      <ul className={styles.list}>
        {visits.map((visit) => (
          <EndedVisit key={visit.id} visit={visit} />
        ))}
      </ul>
    </details>
  )
}

function EndedVisit({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation('today')
  const timeZone = useTimeZone()
  const from = hourText(visit.startedAt, timeZone, 'minute')
  const to = visit.endedAt === null ? '' : hourText(visit.endedAt, timeZone, 'minute')
  return (
    <li>
      <Link to={`/discovery/${visit.opportunityId}?visit=${visit.id}`} className={styles.row}>
        <span className="ns-figure" dir="ltr">
          {from}–{to}
        </span>
        <strong>
          {visit.customerName === null ? (
            t(visit.customerIsErased ? 'erased' : 'noName')
          ) : (
            <bdi>{visit.customerName}</bdi>
          )}
        </strong>
        <span className="ns-soft">{t('answers', { count: visit.answers })}</span>
        <span className="ns-soft">{t('with', { name: visit.ownerName })}</span>
        <span>
          {[
            t(visit.leftBeforeContact ? 'state.left' : `state.${visit.state}`),
            ...(visit.enteredLate ? [t('enteredLate')] : []),
            ...(visit.sameWalkIn.length > 0 ? [t('countedOnce')] : []),
          ].join(' · ')}
        </span>
      </Link>
    </li>
  )
}
