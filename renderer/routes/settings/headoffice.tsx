import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dateText } from '../../clock-text.ts'
import { Failure } from '../../components/fact.tsx'
import { Panel } from '../../components/panel.tsx'
import { isolate } from '../../isolate.ts'
import { type Outputs, useDateLocale, useLanguage, useNorthstar, useTimeZone } from '../../northstar.tsx'
import { DeviceKeys } from './device-keys.tsx'
import { Enrol } from './enrol.tsx'
import { HeadofficeAddress } from './headoffice-address.tsx'
import styles from './settings.module.css'

export type EnrolmentState = Outputs['enrolment']['state']

/** Who this laptop is to head office: enrolled or how to be, where head office is, and the keys it knows it by. */
export function Headoffice() {
  const { t } = useTranslation('settings')
  const { orpc } = useNorthstar()
  const language = useLanguage()
  const status = useQuery(orpc.sync.status.queryOptions({ input: { language } }))
  const { data: enrolment, error } = useQuery(orpc.enrolment.state.queryOptions())
  return (
    <Panel title={t('headoffice.title')}>
      <Failure error={error} />
      {enrolment === undefined ? null : (
        <>
          <Standing enrolment={enrolment} />
          <p className="ns-small">
            {status.data?.sentence}{' '}
            <Link to="/sync" className={styles.more}>
              {t('headoffice.more')}
            </Link>
          </p>
          <Failure error={status.error} />
          <Enrol enrolment={enrolment} />
          {enrolment.state === 'enrolled' ? (
            <>
              <HeadofficeAddress inUse={enrolment.headofficeUrl ?? ''} />
              <DeviceKeys enrolment={enrolment} />
            </>
          ) : null}
        </>
      )}
    </Panel>
  )
}

function Standing({ enrolment }: { readonly enrolment: EnrolmentState }) {
  const { t } = useTranslation('enrolment')
  const language = useLanguage()
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const { state, enrolledAt } = enrolment
  if (state === 'revoked' || state === 'cloned')
    return (
      <p role="alert" className={styles.warning}>
        {t(`state.${state}`)}
      </p>
    )
  if (state === 'not-enrolled' || enrolledAt === null) return <p>{t('state.not-enrolled')}</p>
  return <p>{t('state.enrolled', { day: isolate(dateText(enrolledAt, timeZone, locale), language) })}</p>
}
