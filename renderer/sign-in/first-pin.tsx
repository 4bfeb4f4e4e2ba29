import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../components/busy-button.tsx'
import { Failure } from '../components/fact.tsx'
import { useFirstFocus } from '../components/use-first-focus.ts'
import { emptyNewPin, newPinFault } from './new-pin.ts'
import { isAboutNewPin, NewPinFields } from './new-pin-fields.tsx'
import type { Person } from './people.ts'
import styles from './sign-in.module.css'
import { useNewPin } from './use-new-pin.ts'

/** The first PIN on a laptop where nobody has one: chosen without anyone's leave, by a manager where there is one. */
export function FirstPin(props: { readonly person: Person; readonly onSignedIn: () => void }) {
  const { t } = useTranslation('sign-in')
  const { person } = props
  const [pin, setPin] = useState(emptyNewPin)
  const [asked, setAsked] = useState(false)
  const newPin = useNewPin(props.onSignedIn)
  const field = useFirstFocus<HTMLInputElement>()

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setAsked(true)
    if (newPinFault(pin) !== null || newPin.isPending) return
    newPin.mutate({ consultantId: person.id, pin: pin.first, allowedBy: { type: 'first' } })
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <h2>{t('first.title', { name: person.name })}</h2>
      <p>{t('first.text')}</p>
      <NewPinFields ref={field} pin={pin} onChange={setPin} asked={asked} error={newPin.error} />
      {isAboutNewPin(newPin.error) ? null : <Failure error={newPin.error} />}
      <BusyButton type="submit" size="lg" busy={newPin.isPending}>
        {t('first.go')}
      </BusyButton>
    </form>
  )
}
