import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIdsToMake } from '../../ids-to-make.ts'
import { useAppState, useNorthstar, type Visit } from '../../northstar.tsx'
import { BusyButton } from '../busy-button.tsx'
import { Failure } from '../fact.tsx'
import { MoneyField } from '../money-field.tsx'
import { Tap, Taps } from '../tap.tsx'
import { type BookingDraft, bookingFaults, emptyBooking, withAmount, withVehicle } from './booking.ts'
import { CarOfStock } from './car-of-stock.tsx'
import styles from './ending.module.css'
import { PromisedDay } from './promised-day.tsx'
import { type ChosenVehicle, VehicleChoice } from './vehicle-choice.tsx'

type BookingFormProps = {
  readonly visit: Visit
  readonly vehicle?: ChosenVehicle
  /** Called when the booking is recorded, with its instant. */
  readonly onBooked: (bookedAt: number) => void
  readonly children?: ReactNode
}

/** A booking: the vehicle, the amount in the market's words, how it is paid, the promised day. */
export function BookingForm({ visit, vehicle, onBooked, children }: BookingFormProps) {
  const { t } = useTranslation('ending')
  const { client, orpc } = useNorthstar()
  const queries = useQueryClient()
  const ids = useIdsToMake()
  const { market, language, businessDay } = useAppState()
  const [booking, setBooking] = useState<BookingDraft>(() =>
    vehicle === undefined ? emptyBooking : withVehicle(emptyBooking, vehicle),
  )
  const [asked, setAsked] = useState(false)
  const book = useMutation({
    mutationFn: async (draft: BookingDraft) => {
      if (draft.vehicle === null || draft.paymentMode === null) throw new Error('Booking sent with faults')
      const { money } = await client.discovery.readMoney({ text: draft.amountText.trim() })
      const booking = {
        visitId: visit.id,
        variantId: draft.vehicle.id,
        amount: money,
        paymentMode: draft.paymentMode,
        promisedDay: draft.promisedDay === '' ? null : draft.promisedDay,
        stockUnitId: draft.stockUnitId,
      }
      return client.opportunities.book({ bookingId: ids.idFor(booking), ...booking })
    },
    onSuccess: ({ bookedAt }) => {
      ids.granted()
      onBooked(bookedAt)
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: orpc.visits.key() })
      await queries.invalidateQueries({ queryKey: orpc.stock.key() })
    },
  })
  const faults = bookingFaults(booking, businessDay)
  const shown = (fault: Parameters<typeof faults.has>[0]) => asked && faults.has(fault)
  const change = (part: Partial<BookingDraft>) => setBooking((before) => ({ ...before, ...part }))

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (faults.size === 0 && !book.isPending) book.mutate(booking)
  }

  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <h3>{t('vehicle')}</h3>
      <VehicleChoice
        opportunityId={visit.opportunityId}
        chosenId={booking.vehicle?.id ?? null}
        onChoose={(chosen) => setBooking((before) => withVehicle(before, chosen))}
      />
      {shown('vehicle') ? <p className={styles.missing}>{t('missing.vehicle')}</p> : null}
      <CarOfStock
        variantId={booking.vehicle?.id ?? null}
        opportunityId={visit.opportunityId}
        chosenId={booking.stockUnitId}
        onChoose={(stockUnitId) => change({ stockUnitId })}
      />
      <MoneyField
        label={t('amount')}
        description={t('amountHint', {
          said: market.examples.said[language],
          written: market.examples.written[language],
        })}
        say={(text) => t('amountRead', { text })}
        value={booking.amountText}
        fault={shown('amount') ? t('missing.amount') : null}
        onChange={(amountText) => setBooking((before) => withAmount(before, amountText))}
      />
      <h3>{t('payment')}</h3>
      <Taps label={t('payment')} min="9rem">
        {market.paymentModes.map((mode) => (
          <Tap
            key={mode.code}
            chosen={booking.paymentMode === mode.code}
            onTap={() => change({ paymentMode: mode.code })}
          >
            {mode.name[language]}
          </Tap>
        ))}
      </Taps>
      {shown('payment') ? <p className={styles.missing}>{t('missing.payment')}</p> : null}
      <PromisedDay
        value={booking.promisedDay}
        today={businessDay}
        fault={shown('promised') ? t('missing.promised') : null}
        onChange={(promisedDay) => change({ promisedDay })}
      />
      <Failure error={book.error} />
      <div className={styles.actions}>
        <BusyButton type="submit" size="lg" busy={book.isPending}>
          {t('book')}
        </BusyButton>
        {children}
      </div>
    </form>
  )
}
