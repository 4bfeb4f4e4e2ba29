import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNorthstar, type Visit } from '../../northstar.tsx'
import { BusyButton } from '../busy-button.tsx'
import { Failure } from '../fact.tsx'
import { Tap, Taps } from '../tap.tsx'
import { useReturnFocus } from '../use-return-focus.ts'
import { BookingForm } from './booking-form.tsx'
import styles from './ending.module.css'
import { LostForm } from './lost-form.tsx'

type EndVisitProps = {
  readonly visit: Visit
  readonly onClose: () => void
  readonly onEnded: () => void
}

/** How a visit ended. What became of the opportunity is recorded first, then the visit ends. */
export function EndVisit({ visit, onClose, onEnded }: EndVisitProps) {
  const { t } = useTranslation('ending')
  const [outcome, setOutcome] = useState<'booked' | 'lost' | null>(null)
  const end = useEndVisit(visit, onEnded)
  useReturnFocus()
  const another = (
    <Button variant="default" size="lg" onClick={() => setOutcome(null)}>
      {t('back')}
    </Button>
  )
  // A booking or loss that was recorded while the visit could not be ended leaves only the ending to do.
  const settled = visit.state !== 'open'
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {outcome === 'booked' && !settled ? (
        <BookingForm visit={visit} onBooked={() => end.mutate(false)}>
          {another}
        </BookingForm>
      ) : outcome === 'lost' && !settled ? (
        <LostForm visit={visit} onLost={() => end.mutate(false)}>
          {another}
        </LostForm>
      ) : settled ? (
        <div className={styles.form}>
          <p>{t(visit.state === 'lost' ? 'alreadyLost' : 'alreadyBooked')}</p>
          <BusyButton size="lg" data-autofocus busy={end.isPending} onClick={() => end.mutate(false)}>
            {t('endNow')}
          </BusyButton>
        </div>
      ) : (
        <Taps label={t('title')} min="16rem">
          <Tap first chosen={false} hint={t('thinkingHint')} onTap={() => end.mutate(false)}>
            {t('thinking')}
          </Tap>
          <Tap chosen={false} hint={t('bookedHint')} onTap={() => setOutcome('booked')}>
            {t('booked')}
          </Tap>
          <Tap chosen={false} hint={t('lostHint')} onTap={() => setOutcome('lost')}>
            {t('lost')}
          </Tap>
          {visit.answers === 0 && !visit.enteredLate ? (
            <Tap chosen={false} hint={t('leftHint')} onTap={() => end.mutate(true)}>
              {t('left')}
            </Tap>
          ) : null}
        </Taps>
      )}
      <Failure error={end.error} />
    </Modal>
  )
}

function useEndVisit(visit: Visit, onEnded: () => void) {
  const { orpc, client } = useNorthstar()
  const queries = useQueryClient()
  return useMutation({
    // One from paper has ended: only what came of it was left to say.
    mutationFn: async (leftBeforeContact: boolean) =>
      visit.enteredLate ? visit : client.visits.end({ visitId: visit.id, leftBeforeContact }),
    onSuccess: onEnded,
    onSettled: () => queries.invalidateQueries({ queryKey: orpc.visits.key() }),
  })
}
