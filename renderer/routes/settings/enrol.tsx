import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { emptyWayIn, isWayInTyped, WayInFields } from '../../components/way-in-fields.tsx'
import { useNorthstar } from '../../northstar.tsx'
import type { EnrolmentState } from './headoffice.tsx'
import styles from './settings.module.css'

/** Enrols this laptop with a code from head office; one that is enrolled says so until it is let in no longer. */
export function Enrol({ enrolment }: { readonly enrolment: EnrolmentState }) {
  const { t } = useTranslation('enrolment')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const [wayIn, setWayIn] = useState({ ...emptyWayIn, url: enrolment.headofficeUrl ?? '' })
  const [asked, setAsked] = useState(false)
  const enrol = useMutation(
    orpc.enrolment.enrol.mutationOptions({
      gcTime: 0,
      onSuccess: async () => {
        setWayIn((before) => ({ ...before, code: '' }))
        setAsked(false)
        for (const key of [orpc.enrolment.key(), orpc.security.key(), orpc.sync.key(), orpc.app.key()])
          await queries.invalidateQueries({ queryKey: key })
      },
    }),
  )
  if (enrolment.state === 'enrolled')
    return enrol.isSuccess ? <p role="status">{t('enrol.done', { store: enrol.data.storeName })}</p> : null

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (isWayInTyped(wayIn) && !enrol.isPending) enrol.mutate(wayIn)
  }
  return (
    <section className={styles.part}>
      <h3>{t('enrol.title')}</h3>
      <p className="ns-soft">{t('enrol.text')}</p>
      <form className={styles.add} onSubmit={submit} noValidate>
        <WayInFields wayIn={wayIn} onChange={setWayIn} asked={asked} />
        <Failure error={enrol.error} />
        <div className={styles.ways}>
          <BusyButton type="submit" busy={enrol.isPending}>
            {t('enrol.go')}
          </BusyButton>
        </div>
      </form>
    </section>
  )
}
