import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { failureCode } from '../../failure.ts'
import { tellOtherWindows } from '../../gate/other-windows.ts'
import type { SessionState } from '../../gate/standing.ts'
import { useNorthstar, useNow, useSentence } from '../../northstar.tsx'
import { DigitPad } from '../../sign-in/digit-pad.tsx'
import { secondsToWait } from '../../sign-in/people.ts'
import { PinField, pinFrom } from '../../sign-in/pin-field.tsx'
import styles from './hand-back.module.css'

type HandBackProps = { readonly session: SessionState; readonly onStay: () => void }

/** Gives the screen back to whoever is signed in, by their PIN; nobody is named here. */
export function HandBack({ session, onStay }: HandBackProps) {
  const { t } = useTranslation('customer-view')
  const { t: signIn } = useTranslation('sign-in')
  const { orpc } = useNorthstar()
  const queries = useQueryClient()
  const sentenceOf = useSentence()
  const [pin, setPin] = useState('')
  const again = () => {
    tellOtherWindows()
    return queries.invalidateQueries({ queryKey: orpc.session.key() })
  }
  const leave = useMutation(
    orpc.customerView.leave.mutationOptions({ gcTime: 0, onError: () => setPin(''), onSettled: again }),
  )
  // Where the PIN is locked or there is none, a manager helps at the sign-in.
  const lock = useMutation(orpc.session.signOut.mutationOptions({ onSuccess: again }))
  const field = useFirstFocus<HTMLInputElement>(leave.failureCount)
  const wait = useWait(session)
  const code = leave.error === null ? null : failureCode(leave.error)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pin !== '' && wait === 0 && !leave.isPending) leave.mutate({ pin })
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <h1 className={styles.title}>{t('back.title')}</h1>
      <p className="ns-soft">{t('back.text')}</p>
      {session.demoPin === null ? null : <p>{t('back.demo', { pin: session.demoPin })}</p>}
      <PinField
        large
        ref={field}
        label={t('back.pin')}
        error={code === 'PIN_WRONG' ? sentenceOf(leave.error) : null}
        value={pin}
        onChange={setPin}
      />
      {wait > 0 ? <p role="timer">{signIn('wait', { count: wait })}</p> : null}
      {code === 'PIN_WRONG' || code === 'PIN_WAIT' ? null : <Failure error={leave.error} />}
      <BusyButton type="submit" size="lg" disabled={wait > 0} busy={leave.isPending}>
        {t('back.go')}
      </BusyButton>
      <DigitPad
        onDigit={(digit) => setPin((before) => pinFrom(before + digit))}
        onBack={() => setPin((before) => before.slice(0, -1))}
      />
      <div className={styles.ways}>
        <Button variant="default" onClick={onStay}>
          {t('back.stay')}
        </Button>
        <Button variant="subtle" onClick={() => lock.mutate({ because: 'locked' })}>
          {t('back.lock')}
        </Button>
      </div>
      <Failure error={lock.error} />
    </form>
  )
}

/** Whole seconds until the next PIN is looked at. */
function useWait(session: SessionState): number {
  const { orpc } = useNorthstar()
  const { dataUpdatedAt } = useQuery(orpc.session.state.queryOptions())
  const now = useNow(250)
  const person = session.people.find(({ id }) => id === session.signedIn?.consultantId)
  return person === undefined ? 0 : secondsToWait(person, dataUpdatedAt, now)
}
