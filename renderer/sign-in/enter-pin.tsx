import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../components/busy-button.tsx'
import { Failure } from '../components/fact.tsx'
import { useFirstFocus } from '../components/use-first-focus.ts'
import { failureCode } from '../failure.ts'
import { useNorthstar, useNow, useSentence } from '../northstar.tsx'
import { DigitPad } from './digit-pad.tsx'
import { type Person, secondsToWait } from './people.ts'
import { PinField, pinFrom } from './pin-field.tsx'
import styles from './sign-in.module.css'

type EnterPinProps = {
  readonly person: Person
  /** When `person` was answered, UTC milliseconds of this machine. */
  readonly askedAt: number
  readonly onSignedIn: () => void
  readonly onForgotten: () => void
}

/** The PIN of one person: typed or tapped, and after wrong ones a wait that counts down. */
export function EnterPin({ person, askedAt, onSignedIn, onForgotten }: EnterPinProps) {
  const { t } = useTranslation('sign-in')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const sentenceOf = useSentence()
  const [pin, setPin] = useState('')
  const wait = secondsToWait(person, askedAt, useNow(250))
  const signIn = useMutation(
    orpc.session.signIn.mutationOptions({
      gcTime: 0,
      onError: () => setPin(''),
      onSettled: async (_, error) => {
        await queries.invalidateQueries({ queryKey: orpc.session.key() })
        if (error === null) onSignedIn()
      },
    }),
  )
  const field = useFirstFocus<HTMLInputElement>(signIn.failureCount)
  const code = signIn.error === null ? null : failureCode(signIn.error)
  // The wait is counted live below, and a lock changes the whole page.
  const isWrong = code === 'PIN_WRONG'
  const isSaidElsewhere = isWrong || code === 'PIN_WAIT' || code === 'PIN_LOCKED'

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pin !== '' && wait === 0 && !signIn.isPending) signIn.mutate({ consultantId: person.id, pin })
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <PinField
        large
        ref={field}
        label={t('pinOf', { name: person.name })}
        error={isWrong ? sentenceOf(signIn.error) : null}
        value={pin}
        onChange={setPin}
      />
      {wait > 0 ? (
        <p role="timer" className={styles.wait}>
          {t('wait', { count: wait })}
        </p>
      ) : null}
      {isSaidElsewhere ? null : <Failure error={signIn.error} />}
      <BusyButton type="submit" size="lg" disabled={wait > 0} busy={signIn.isPending}>
        {t('go')}
      </BusyButton>
      <DigitPad
        onDigit={(digit) => setPin((before) => pinFrom(before + digit))}
        onBack={() => setPin((before) => before.slice(0, -1))}
      />
      <Button variant="subtle" onClick={onForgotten}>
        {t('forgotten')}
      </Button>
    </form>
  )
}
