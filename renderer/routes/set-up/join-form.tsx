import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../components/busy-button.tsx'
import { Failure } from '../../components/fact.tsx'
import typed from '../../components/typed.module.css'
import { emptyWayIn, isWayInTyped, WayInFields } from '../../components/way-in-fields.tsx'
import { failureCode } from '../../failure.ts'
import { useNorthstar, useSentence } from '../../northstar.tsx'
import { emptyNewPin, type NewPin, newPinFault } from '../../sign-in/new-pin.ts'
import { PinField } from '../../sign-in/pin-field.tsx'
import styles from './set-up.module.css'

type JoinFormProps = {
  /** The name and the address to begin with, where somebody joined before. */
  readonly name?: string
  readonly url?: string
  /** The PIN that was typed for another way into the showroom. */
  readonly pin?: NewPin
  readonly onJoined: () => Promise<void>
  /** What stands beside the button that joins. */
  readonly children?: ReactNode
}

/** Joins a store that head office has: its address, a code, and who joins with which PIN. */
export function JoinForm({
  name = '',
  url = '',
  pin: typedPin = emptyNewPin,
  onJoined,
  children,
}: JoinFormProps) {
  const { t } = useTranslation('enrolment')
  const { t: setUp } = useTranslation('set-up')
  const { orpc } = useNorthstar()
  const sentenceOf = useSentence()
  const queries = useQueryClient()
  const [wayIn, setWayIn] = useState({ ...emptyWayIn, url })
  const [yourName, setYourName] = useState(name)
  const [pin, setPin] = useState(typedPin)
  const [asked, setAsked] = useState(false)
  const pinField = useRef<HTMLInputElement>(null)
  const join = useMutation(
    orpc.enrolment.join.mutationOptions({
      gcTime: 0,
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: orpc.enrolment.key() })
        // Who is signed in first: a store without that would ask who is here.
        await queries.invalidateQueries({ queryKey: orpc.session.key() })
        await queries.invalidateQueries({ queryKey: orpc.app.key() })
        await onJoined()
      },
      onError: (error) => {
        if (isAboutPin(error)) pinField.current?.focus()
      },
    }),
  )
  const pinFault = newPinFault(pin)
  const isPinRefused = join.error !== null && isAboutPin(join.error)
  const isReady = isWayInTyped(wayIn) && yourName.trim() !== '' && pinFault === null

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (isReady && !join.isPending) join.mutate({ ...wayIn, yourName, pin: pin.first })
  }
  return (
    <form className={styles.join} onSubmit={submit} noValidate>
      <div className={styles.columns}>
        <div className={styles.column}>
          <WayInFields wayIn={wayIn} onChange={setWayIn} asked={asked} />
        </div>
        <div className={styles.column}>
          <TextInput
            label={setUp('people.yourName')}
            description={t('join.yourNameHint')}
            value={yourName}
            maxLength={120}
            autoComplete="off"
            className={typed.words}
            error={asked && yourName.trim() === '' ? setUp('need.yourName') : null}
            onChange={(event) => setYourName(event.currentTarget.value)}
          />
          <PinField
            ref={pinField}
            label={setUp('people.pin')}
            hint={setUp('people.pinHint')}
            error={
              asked && pinFault === 'short' ? setUp('need.pin') : isPinRefused ? sentenceOf(join.error) : null
            }
            value={pin.first}
            onChange={(first) => setPin({ ...pin, first })}
          />
          <PinField
            label={setUp('people.pinAgain')}
            error={asked && pinFault !== null && pinFault !== 'short' ? setUp('need.pinAgain') : null}
            value={pin.again}
            onChange={(again) => setPin({ ...pin, again })}
          />
        </div>
      </div>
      {isPinRefused ? null : <Failure error={join.error} />}
      <div className={styles.go}>
        <BusyButton type="submit" size="lg" busy={join.isPending}>
          {t('join.go')}
        </BusyButton>
        {children}
      </div>
    </form>
  )
}

const isAboutPin = (error: Error): boolean => failureCode(error) === 'PIN_NOT_VALID'
