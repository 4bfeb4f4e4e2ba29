import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../components/busy-button.tsx'
import { Failure } from '../components/fact.tsx'
import { Tap, Taps } from '../components/tap.tsx'
import { useFirstFocus } from '../components/use-first-focus.ts'
import { failureCode } from '../failure.ts'
import { useNorthstar } from '../northstar.tsx'
import { allowedBy, isAboutLeave, type Leave } from './leave.ts'
import { LeaveFields } from './leave-fields.tsx'
import { emptyNewPin, newPinFault } from './new-pin.ts'
import { isAboutNewPin, NewPinFields } from './new-pin-fields.tsx'
import { managersWhoHelp, type Person } from './people.ts'
import styles from './sign-in.module.css'
import { useNewPin } from './use-new-pin.ts'

/** Why a person cannot get in by themselves. */
export type Trouble = 'locked' | 'no-pin' | 'forgotten'

type ManagerHelpsProps = {
  readonly person: Person
  readonly people: readonly Person[]
  readonly trouble: Trouble
  readonly onSignedIn: () => void
  /** Back to the person's own PIN, where they have one that is not locked. */
  readonly onLeave: (() => void) | null
}

/** A manager, or the recovery code, lets a person in: with the PIN they have, or with one that they choose on the spot. */
export function ManagerHelps({ person, people, trouble, onSignedIn, onLeave }: ManagerHelpsProps) {
  const { t } = useTranslation('sign-in')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const managers = managersWhoHelp(person, people)
  const [leave, setLeave] = useState<Leave>({
    by: managers.length === 0 ? 'recovery-code' : 'manager',
    managerId: managers.length === 1 ? (managers[0]?.id ?? null) : null,
    pin: '',
    code: '',
  })
  const [keepsPin, setKeepsPin] = useState(trouble === 'locked')
  const [pin, setPin] = useState(emptyNewPin)
  const [asked, setAsked] = useState(false)
  const field = useFirstFocus<HTMLInputElement>(leave.managerId ?? leave.by)
  const newPin = useNewPin(onSignedIn)
  const unlock = useMutation(
    orpc.session.unlock.mutationOptions({
      gcTime: 0,
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.session.key() }),
    }),
  )
  const error = keepsPin ? unlock.error : newPin.error
  const isPending = unlock.isPending || newPin.isPending

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    const allowed = allowedBy(leave)
    if (allowed === null || isPending) return
    if (keepsPin) unlock.mutate({ consultantId: person.id, allowedBy: allowed })
    else if (newPinFault(pin) === null)
      newPin.mutate({ consultantId: person.id, pin: pin.first, allowedBy: allowed })
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <h2>{t(`help.${trouble}.title`, { name: person.name })}</h2>
      <p>{t(`help.${trouble}.text`, { name: person.name })}</p>
      {managers.length === 0 ? <p className={styles.note}>{t('help.nobody')}</p> : null}
      <LeaveFields
        ref={field}
        managers={managers}
        leave={leave}
        onChange={setLeave}
        asked={asked}
        error={error}
      />
      {trouble === 'locked' ? (
        <Taps label={t('help.after')} min="11rem">
          <Tap chosen={keepsPin} onTap={() => setKeepsPin(true)}>
            {t('help.same')}
          </Tap>
          <Tap chosen={!keepsPin} onTap={() => setKeepsPin(false)}>
            {t('help.new')}
          </Tap>
        </Taps>
      ) : null}
      {keepsPin ? null : (
        <>
          <p>{t('help.choose', { name: person.name })}</p>
          <NewPinFields pin={pin} onChange={setPin} asked={asked} error={error} />
        </>
      )}
      {error === null || isAboutLeave(failureCode(error)) || isAboutNewPin(error) ? null : (
        <Failure error={error} />
      )}
      <BusyButton type="submit" size="lg" busy={isPending}>
        {keepsPin ? t('help.unlock') : t('help.go')}
      </BusyButton>
      {onLeave === null ? null : (
        <Button variant="subtle" onClick={onLeave}>
          {t('help.leave')}
        </Button>
      )}
    </form>
  )
}
