import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dateText } from '../../clock-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { isolate } from '../../isolate.ts'
import { useDateLocale, useLanguage, useNorthstar, useTimeZone } from '../../northstar.tsx'
import type { EnrolmentState } from './headoffice.tsx'
import styles from './settings.module.css'

/** Since when head office knows this laptop by its present keys, and the way to new ones. */
export function DeviceKeys({ enrolment }: { readonly enrolment: EnrolmentState }) {
  const { t } = useTranslation('enrolment')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const language = useLanguage()
  const locale = useDateLocale()
  const timeZone = useTimeZone()
  const since = enrolment.rotatedAt ?? enrolment.enrolledAt
  const rotate = useMutation(
    orpc.enrolment.rotate.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: orpc.enrolment.key() }),
    }),
  )
  return (
    <section className={styles.part}>
      <h3>{t('keys.title')}</h3>
      <p className="ns-soft">{t('keys.text')}</p>
      {since === null ? null : (
        <p>{t('keys.since', { day: isolate(dateText(since, timeZone, locale), language) })}</p>
      )}
      <Failure error={rotate.error} />
      <div className={styles.ways}>
        <BusyButton variant="default" busy={rotate.isPending} onClick={() => rotate.mutate({})}>
          {t('keys.go')}
        </BusyButton>
        {rotate.isSuccess ? <span role="status">{t('keys.done')}</span> : null}
      </div>
    </section>
  )
}
