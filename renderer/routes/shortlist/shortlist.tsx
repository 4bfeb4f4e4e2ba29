import { Button, Modal } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import { hourText } from '../../clock-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { BookingForm } from '../../components/ending/booking-form.tsx'
import { type ChosenVehicle, pickToVehicle } from '../../components/ending/vehicle-choice.tsx'
import { Failure, SavedFact } from '../../components/fact.tsx'
import { Screen, ScreenTitle } from '../../components/screen.tsx'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { useIdsToMake } from '../../ids-to-make.ts'
import { type Outputs, useAppState, useNorthstar, useTimeZone, type Visit } from '../../northstar.tsx'
import { isWritten } from '../../written-visit.ts'
import { PickCard } from './pick-card.tsx'
import { SetAside } from './set-aside.tsx'
import styles from './shortlist.module.css'

type ShortlistView = Outputs['shortlist']['get']

/** Three vehicles with their reasons and their catch, to be looked at together. */
export function Shortlist() {
  const { t } = useTranslation('shortlist')
  const { opportunityId = '' } = useParams()
  const visitId = useSearchParams()[0].get('visit')
  const { orpc } = useNorthstar()
  const { language } = useAppState()
  const shortlist = useQuery(
    orpc.shortlist.get.queryOptions({
      input: { opportunityId, language },
      placeholderData: keepPreviousData,
    }),
  )
  const visit = useQuery(
    orpc.visits.get.queryOptions({ input: { visitId: visitId ?? '' }, enabled: visitId !== null }),
  )
  return (
    <Screen>
      <ScreenTitle>
        <Link to={`/discovery/${opportunityId}?visit=${visitId ?? ''}`} className={styles.back}>
          <IconArrowLeft aria-hidden size={20} className={styles.arrow} />
          {t('back')}
        </Link>
        {shortlist.data === undefined ? null : (
          <h1>
            {saysNothing(shortlist.data)
              ? t('nothing.title')
              : t('title', { count: shortlist.data.picks.length })}
          </h1>
        )}
      </ScreenTitle>
      <Failure error={shortlist.error ?? visit.error} />
      {shortlist.data === undefined ? (
        shortlist.error === null ? (
          <p className="ns-soft">{t('opening')}</p>
        ) : null
      ) : saysNothing(shortlist.data) ? (
        <section className={styles.empty}>
          <p>{t('nothing.text')}</p>
          <Button
            component={Link}
            to={`/discovery/${opportunityId}?visit=${visitId ?? ''}`}
            size="lg"
            mt="md"
          >
            {t('nothing.back')}
          </Button>
        </section>
      ) : (
        <Three shortlist={shortlist.data} visit={visit.data ?? null} />
      )}
    </Screen>
  )
}

/** Whether no answer speaks for any of the three: they would be there by chance. */
function saysNothing({ picks, isCompared }: ShortlistView): boolean {
  return picks.length > 0 && !isCompared && picks.every((pick) => pick.reasons.length === 0)
}

function Three({ shortlist, visit }: { readonly shortlist: ShortlistView; readonly visit: Visit | null }) {
  const { t } = useTranslation('shortlist')
  const { market, language } = useAppState()
  const [booking, setBooking] = useState<ChosenVehicle | null>(null)
  const canBook = visit !== null && isWritten(visit) && visit.state === 'open'
  return (
    <>
      <div className={styles.lead}>
        <span>{t('considered', { count: shortlist.considered })}</span>
        {visit === null || !isWritten(visit) ? null : <Keep shortlist={shortlist} visit={visit} />}
      </div>
      {shortlist.picks.length === 0 ? (
        <section className={styles.empty}>
          <h2>{t('empty.title')}</h2>
          <p>{t('empty.text')}</p>
        </section>
      ) : (
        <ol className={styles.three}>
          {shortlist.picks.map((pick) => (
            <PickCard
              key={pick.variantId}
              pick={pick}
              availability={shortlist.availability[pick.variantId] ?? null}
              onBook={
                canBook ? () => setBooking(pickToVehicle(pick, market.currency.minorDigits, language)) : null
              }
            />
          ))}
        </ol>
      )}
      {shortlist.picks.length === 1 || shortlist.picks.length === 2 ? (
        <p className={styles.fewer}>{t('fewer')}</p>
      ) : null}
      <SetAside shortlist={shortlist} />
      {booking === null || visit === null ? null : (
        <Booking visit={visit} vehicle={booking} onClose={() => setBooking(null)} />
      )}
    </>
  )
}

/** Keeps the three as they stand on the screen: an immutable document of this visit. */
function Keep({ shortlist, visit }: { readonly shortlist: ShortlistView; readonly visit: Visit }) {
  const { t } = useTranslation('shortlist')
  const { orpc } = useNorthstar()
  const { language } = useAppState()
  const ids = useIdsToMake()
  const record = useMutation(orpc.shortlist.record.mutationOptions({ onSuccess: ids.granted }))
  const kept = record.data ?? null
  const moved = kept !== null && namesOf(kept.shortlist) !== namesOf(shortlist)
  if (shortlist.picks.length === 0) return null
  return (
    <div className={styles.keep}>
      <Failure error={record.error} />
      {kept === null ? (
        <span>{t('keepHint')}</span>
      ) : (
        <>
          {moved ? <span>{t('keptChanged')}</span> : null}
          <SavedFact at={kept.recordedAt} word="kept" />
        </>
      )}
      <BusyButton
        size="lg"
        busy={record.isPending}
        variant={kept === null || moved ? 'filled' : 'default'}
        onClick={() =>
          record.mutate({
            shortlistId: ids.idFor([visit.id, language, namesOf(shortlist)]),
            visitId: visit.id,
            language,
          })
        }
      >
        {t('keep')}
      </BusyButton>
    </div>
  )
}

function namesOf(shortlist: Pick<ShortlistView, 'picks'>): string {
  return shortlist.picks.map((pick) => pick.variantId).join('|')
}

type BookingProps = {
  readonly visit: Visit
  readonly vehicle: ChosenVehicle
  readonly onClose: () => void
}

function Booking({ visit, vehicle, onClose }: BookingProps) {
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
