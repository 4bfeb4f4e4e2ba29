import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { dayText } from '../../clock-text.ts'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { Tap, Taps } from '../../components/tap.tsx'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { useIdsToMake } from '../../ids-to-make.ts'
import { useAppState, useDateLocale, useNorthstar } from '../../northstar.tsx'
import styles from './from-paper.module.css'

/** The way to enter a visit that was written on paper. */
export function FromPaper() {
  const { t } = useTranslation('today')
  const [writing, setWriting] = useState(false)
  return (
    <div className={styles.way}>
      <Button variant="subtle" onClick={() => setWriting(true)}>
        {t('paper.way')}
      </Button>
      {writing ? <PaperForm onLeave={() => setWriting(false)} /> : null}
    </div>
  )
}

const arrivals = ['first-time', 'be-back', 'unknown'] as const
const lefts = ['no', 'yes'] as const

/** The day, the times and how they came; what else is on the paper is written down in the conversation. */
function PaperForm({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('today')
  const { orpc } = useNorthstar()
  const { businessDay: today, firstDay } = useAppState()
  const locale = useDateLocale()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const ids = useIdsToMake()
  const [day, setDay] = useState<string>(today)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [arrival, setArrival] = useState<(typeof arrivals)[number]>('unknown')
  const [left, setLeft] = useState<(typeof lefts)[number]>('no')
  const [asked, setAsked] = useState(false)
  useReturnFocus()
  const enter = useMutation(
    orpc.visits.enterLate.mutationOptions({
      onSuccess: async (visit) => {
        ids.granted()
        await queries.invalidateQueries({ queryKey: orpc.visits.key() })
        await navigate(`/discovery/${visit.opportunityId}?visit=${visit.id}`)
      },
    }),
  )
  const isComplete = day !== '' && from !== '' && to !== ''
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (!isComplete || enter.isPending) return
    const visit = { businessDay: day, from, to, arrival, leftBeforeContact: left === 'yes' }
    enter.mutate({ visitId: ids.idFor(visit), ...visit })
  }
  return (
    <Modal
      opened
      size="lg"
      onClose={onLeave}
      title={t('paper.title')}
      closeButtonProps={{ 'aria-label': t('paper.leave') }}
    >
      <form onSubmit={submit} noValidate className={styles.form}>
        <p className="ns-soft">{t('paper.text')}</p>
        <TextInput
          data-autofocus
          type="date"
          label={t('paper.day')}
          min={firstDay ?? today}
          max={today}
          value={day}
          description={day === '' ? null : dayText(day, locale)}
          inputWrapperOrder={['label', 'input', 'description']}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <div className={styles.times}>
          <TextInput
            type="time"
            label={t('paper.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            label={t('paper.to')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        <h3>{t('arrival.label')}</h3>
        <Taps label={t('arrival.label')} min="9rem">
          {arrivals.map((one) => (
            <Tap key={one} chosen={arrival === one} onTap={() => setArrival(one)}>
              {t(`paper.arrival.${one}`)}
            </Tap>
          ))}
        </Taps>
        <h3>{t('paper.left')}</h3>
        <Taps label={t('paper.left')} min="12rem">
          {lefts.map((one) => (
            <Tap key={one} chosen={left === one} onTap={() => setLeft(one)}>
              {t(`paper.leftOr.${one}`)}
            </Tap>
          ))}
        </Taps>
        {asked && !isComplete ? (
          <p role="alert" className={styles.missing}>
            {t('paper.missing')}
          </p>
        ) : null}
        <Failure error={enter.error} />
        <div className={styles.ways}>
          <BusyButton type="submit" size="lg" busy={enter.isPending}>
            {t('paper.enter')}
          </BusyButton>
          <Button variant="default" size="lg" onClick={onLeave}>
            {t('paper.leave')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
