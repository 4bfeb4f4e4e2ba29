import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hourText } from '../../clock-text.ts'
import { BookingForm } from '../../components/ending/booking-form.tsx'
import type { ChosenVehicle } from '../../components/ending/vehicle-choice.tsx'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { useTimeZone, type Visit } from '../../northstar.tsx'
import styles from './shortlist.module.css'

type BookingProps = {
  readonly visit: Visit
  readonly vehicle: ChosenVehicle
  readonly onClose: () => void
}

/** The booking of one of the three. */
export function Booking({ visit, vehicle, onClose }: BookingProps) {
  const { t } = useTranslation('shortlist')
  const timeZone = useTimeZone()
  useReturnFocus()
  const [bookedAt, setBookedAt] = useState<number | null>(null)
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('booking.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {bookedAt === null ? (
        <BookingForm visit={visit} vehicle={vehicle} onBooked={setBookedAt} />
      ) : (
        <div className={styles.booked}>
          <p role="status">{t('booking.done', { time: hourText(bookedAt, timeZone, 'second') })}</p>
          <Button size="lg" onClick={onClose}>
            {t('booking.close')}
          </Button>
        </div>
      )}
    </Modal>
  )
}
