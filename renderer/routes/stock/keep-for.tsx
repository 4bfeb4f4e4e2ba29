import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hourText } from '../../clock-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { useAppState, useNorthstar, useTimeZone } from '../../northstar.tsx'
import type { Car } from './find-cars.ts'
import styles from './stock.module.css'

/** Hours in which a demo car is driven. */
const hours = Array.from({ length: 12 }, (_, index) => String(index + 9).padStart(2, '0'))

type KeepForProps = { readonly car: Car; readonly onLeave: () => void }

/** For which of today's visits the car, or an hour of a demo car, is kept. */
export function KeepFor({ car, onLeave }: KeepForProps) {
  const { t } = useTranslation('stock')
  const { orpc } = useNorthstar()
  const { businessDay } = useAppState()
  const timeZone = useTimeZone()
  const queries = useQueryClient()
  const isDemo = car.state === 'demo'
  const [visitId, setVisitId] = useState<string | null>(null)
  const [day, setDay] = useState<string>(businessDay)
  const [hour, setHour] = useState<string | null>(null)
  useReturnFocus()
  const visits = useQuery(orpc.visits.list.queryOptions({ input: { businessDay } }))
  const claim = useMutation(
    orpc.stock.claim.mutationOptions({
      onSuccess: onLeave,
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.stock.key() }),
    }),
  )
  const isReady = visitId !== null && (!isDemo || (hour !== null && day !== ''))
  const taken = new Set(car.hours.map((claimed) => claimed.hour))
  return (
    <Modal
      opened
      size="lg"
      onClose={onLeave}
      title={t(isDemo ? 'keepHourTitle' : 'keepTitle')}
      closeButtonProps={{ 'aria-label': t('leave') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (visitId !== null && isReady)
            claim.mutate({ unitId: car.id, visitId, hour: isDemo ? `${day}T${hour}` : null })
        }}
      >
        {(visits.data ?? []).length === 0 ? <p className="ns-soft">{t('noVisits')}</p> : null}
        <h3>{t('forWhom')}</h3>
        <Taps label={t('forWhom')} min="14rem">
          {(visits.data ?? []).map((visit, index) => (
            <Tap
              key={visit.id}
              first={index === 0}
              chosen={visitId === visit.id}
              hint={`${hourText(visit.startedAt, timeZone, 'minute')} · ${visit.ownerName}`}
              onTap={() => setVisitId(visit.id)}
            >
              {visit.customerName === null ? t('noName') : <bdi>{visit.customerName}</bdi>}
            </Tap>
          ))}
        </Taps>
        {isDemo ? (
          <>
            <TextInput
              type="date"
              label={t('day')}
              min={businessDay}
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
            <h3>{t('hour')}</h3>
            <Taps label={t('hour')} min="6rem">
              {hours.map((one) => (
                <Tap
                  key={one}
                  chosen={hour === one}
                  disabled={taken.has(`${day}T${one}`)}
                  {...(taken.has(`${day}T${one}`) ? { hint: t('taken') } : {})}
                  onTap={() => setHour(one)}
                >
                  <bdi className="ns-figure" dir="ltr">
                    {one}:00
                  </bdi>
                </Tap>
              ))}
            </Taps>
          </>
        ) : null}
        <Failure error={claim.error ?? visits.error} />
        <div className={styles.ways}>
          <BusyButton type="submit" size="lg" disabled={!isReady} busy={claim.isPending}>
            {t(isDemo ? 'keepHour' : 'keep')}
          </BusyButton>
          <Button variant="default" size="lg" onClick={onLeave}>
            {t('leave')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
