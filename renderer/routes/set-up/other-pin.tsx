import { Button, Modal } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorSentence } from '../../../contract/errors.ts'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useReturnFocus } from '../../components/use-return-focus.ts'
import { isolate } from '../../isolate.ts'
import { useAppState } from '../../northstar.tsx'
import { emptyNewPin } from '../../sign-in/new-pin.ts'
import { PinField } from '../../sign-in/pin-field.tsx'
import styles from './set-up.module.css'
import { pinFaultOf } from './wizard.ts'

type OtherPinProps = {
  readonly name: string
  readonly onChosen: (pin: string) => void
  readonly onLeave: () => void
}

/** Another person types a PIN of their own, before there is a showroom to sign in to. */
export function OtherPin(props: OtherPinProps) {
  const { t } = useTranslation('set-up')
  const { language } = useAppState()
  useReturnFocus()
  return (
    <Modal
      opened
      onClose={props.onLeave}
      title={
        <span className={styles.question}>{t('others.pinOf', { name: isolate(props.name, language) })}</span>
      }
      closeButtonProps={{ 'aria-label': t('others.leave') }}
    >
      <OtherPinForm {...props} />
    </Modal>
  )
}

function OtherPinForm({ onChosen, onLeave }: OtherPinProps) {
  const { t } = useTranslation('set-up')
  const { language } = useAppState()
  const [pin, setPin] = useState(emptyNewPin)
  const [refusals, setRefusals] = useState(0)
  const field = useFirstFocus<HTMLInputElement>(refusals)
  const fault = pinFaultOf(pin)
  const said = refusals > 0 ? fault : null

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    // A dialog stands in the page, but React hands its events to the form that it was written in.
    event.stopPropagation()
    if (fault === null) onChosen(pin.first)
    else setRefusals(refusals + 1)
  }
  return (
    <form noValidate className={styles.column} onSubmit={submit}>
      <p>{t('others.pinText')}</p>
      <PinField
        ref={field}
        first
        label={t('others.pin')}
        hint={t('people.pinHint')}
        error={
          said === 'short'
            ? t('need.pin')
            : said === 'easy'
              ? errorSentence('PIN_NOT_VALID', {}, language)
              : null
        }
        value={pin.first}
        onChange={(first) => setPin({ ...pin, first })}
      />
      <PinField
        label={t('others.pinAgain')}
        error={said === 'differ' ? t('need.pinAgain') : null}
        value={pin.again}
        onChange={(again) => setPin({ ...pin, again })}
      />
      <div className={styles.ends}>
        <Button type="submit">{t('others.save')}</Button>
        <Button variant="default" onClick={onLeave}>
          {t('others.leave')}
        </Button>
      </div>
    </form>
  )
}
