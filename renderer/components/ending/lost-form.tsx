import { Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState, useNorthstar, type Visit } from '../../northstar.tsx'
import { BusyButton } from '../busy-button.tsx'
import { Failure } from '../fact.tsx'
import { Tap, Taps } from '../tap.tsx'
import typedStyles from '../typed.module.css'
import styles from './ending.module.css'

type LostFormProps = {
  readonly visit: Visit
  readonly onLost: () => void
  readonly children?: ReactNode
}

/** Why an opportunity was lost: a reason of the market, and their own words if they said. */
export function LostForm({ visit, onLost, children }: LostFormProps) {
  const { t } = useTranslation('ending')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const { market, language } = useAppState()
  const [reason, setReason] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const lose = useMutation(
    orpc.opportunities.lose.mutationOptions({
      onSuccess: onLost,
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.visits.key() }),
    }),
  )

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (reason === null || lose.isPending) return
    lose.mutate({ visitId: visit.id, reason, note: note.trim() === '' ? null : note.trim() })
  }

  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <h3>{t('reason')}</h3>
      <Taps label={t('reason')}>
        {market.lostReasons.map(({ code, name }) => (
          <Tap key={code} chosen={reason === code} onTap={() => setReason(code)}>
            {name[language]}
          </Tap>
        ))}
      </Taps>
      {asked && reason === null ? <p className={styles.missing}>{t('missing.reason')}</p> : null}
      <Textarea
        label={t('note')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1000}
        className={typedStyles.words}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Failure error={lose.error} />
      <div className={styles.actions}>
        <BusyButton type="submit" size="lg" busy={lose.isPending}>
          {t('lose')}
        </BusyButton>
        {children}
      </div>
    </form>
  )
}
